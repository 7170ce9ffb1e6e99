// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/vocabulary.hpp"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "digest.hpp"
#include "jooya/indexer/terms.hpp"
#include "varint.hpp"

namespace jooya {
namespace {

constexpr std::string_view words_chunk_prefix = "jooya.words.";

// Small enough to be read for one word, large enough that a database of a million words has some thousands.
constexpr std::size_t chunk_bytes = 4096;

std::string_view take_string(std::string_view& bytes) {
    const std::size_t size = std::min<std::size_t>(take_number(bytes).value_or(0), bytes.size());
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

std::string chunk_key(std::string_view first) {
    return make_term(words_chunk_prefix, first);
}

std::vector<std::string> read_directory(const Xapian::Database& database) {
    const std::string metadata = database.get_metadata(std::string(words_key));
    std::vector<std::string> firsts;
    for (std::string_view rest = metadata; !rest.empty();) firsts.emplace_back(take_string(rest));
    return firsts;
}

/// Walks over the words of one chunk.
class ChunkWalk {
  public:
    explicit ChunkWalk(std::string_view chunk) : rest_(chunk) {}

    bool next() {
        if (rest_.empty()) return false;
        word_.resize(std::min<std::size_t>(take_number(rest_).value_or(0), word_.size()));
        word_ += take_string(rest_);
        articles_ = static_cast<std::uint32_t>(take_number(rest_).value_or(0));
        return true;
    }
    [[nodiscard]] const std::string& word() const { return word_; }
    [[nodiscard]] std::uint32_t articles() const { return articles_; }

  private:
    std::string_view rest_;
    std::string word_;
    std::uint32_t articles_ = 0;
};

/// Writes words that arrive in order into chunks of a database's metadata.
class ChunkWriter {
  public:
    explicit ChunkWriter(Xapian::WritableDatabase& database) : database_(database) {}

    void add(std::string_view word, std::uint32_t articles) {
        if (chunk_.size() >= chunk_bytes) flush();
        if (chunk_.empty()) first_ = word;
        const auto [mine, theirs] = std::ranges::mismatch(word, last_);
        const auto shared = static_cast<std::size_t>(mine - word.begin());
        put_number(chunk_, shared);
        put_number(chunk_, word.size() - shared);
        chunk_ += word.substr(shared);
        put_number(chunk_, articles);
        last_ = word;
    }

    /// Writes what is left, and the directory; removes the chunks in `before` that are no more.
    void finish(const std::vector<std::string>& before) {
        flush();
        for (const std::string& first : before) {
            if (!keys_.contains(chunk_key(first))) database_.set_metadata(chunk_key(first), "");
        }
        database_.set_metadata(std::string(words_key), directory_);
    }

  private:
    void flush() {
        if (chunk_.empty()) return;
        std::string key = chunk_key(first_);
        if (database_.get_metadata(key) != chunk_) database_.set_metadata(key, chunk_);
        keys_.insert(std::move(key));
        put_number(directory_, first_.size());
        directory_ += first_;
        chunk_.clear();
        last_.clear();
    }

    Xapian::WritableDatabase& database_;
    std::string first_;
    std::string last_;
    std::string chunk_;
    std::string directory_;
    std::unordered_set<std::string> keys_;
};

}  // namespace

void WordCounts::add(const ArticleWords& words, std::uint32_t articles) {
    for (const std::uint64_t hash : words.hashes) index_.prefetch(hash);
    std::size_t begin = 0;
    for (const std::uint64_t hash : words.hashes) {
        const std::size_t end = words.text.find('\n', begin);
        const auto [number, is_new] = index_.insert(hash);
        if (is_new) {
            counts_.push_back({text_.size(), static_cast<std::uint32_t>(end - begin), 0});
            text_.append(words.text, begin, end - begin);
        }
        counts_[number].articles += articles;
        begin = end + 1;
    }
}

void WordCounts::write(Xapian::WritableDatabase& database) {
    using Added = std::pair<std::string_view, std::uint32_t>;
    std::vector<Added> added;
    added.reserve(counts_.size());
    for (const Count& count : counts_) added.emplace_back(word_of(count), count.articles);
    std::ranges::sort(added, {}, &Added::first);
    const std::vector<std::string> before = read_directory(database);
    ChunkWriter writer(database);
    const auto put = [&](const Added& one) { writer.add(one.first, std::max(one.second, 1U)); };
    auto next = added.begin();
    for (const std::string& first : before) {
        const std::string chunk = database.get_metadata(chunk_key(first));
        for (ChunkWalk walk(chunk); walk.next();) {
            for (; next != added.end() && next->first < walk.word(); ++next) put(*next);
            std::uint32_t articles = walk.articles();
            if (next != added.end() && next->first == walk.word()) articles += (next++)->second;
            writer.add(walk.word(), articles);
        }
    }
    for (; next != added.end(); ++next) put(*next);
    writer.finish(before);
    index_ = HashIndex();
    counts_.clear();
    text_.clear();
}

namespace {

/// The words of one chunk, spread out: spelling asks for some hundred words beside each one that it doubts.
class ChunkWords {
  public:
    explicit ChunkWords(std::string_view chunk) {
        for (ChunkWalk walk(chunk); walk.next();) {
            words_.push_back({static_cast<std::uint32_t>(letters_.size()),
                              static_cast<std::uint32_t>(walk.word().size()), walk.articles()});
            letters_ += walk.word();
        }
        letters_.shrink_to_fit();
        words_.shrink_to_fit();
    }

    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return std::string_view(letters_).substr(words_[i].begin, words_[i].size);
    }
    [[nodiscard]] std::uint32_t articles(std::size_t i) const { return words_[i].articles; }

    /// The first word that does not stand before `word`.
    [[nodiscard]] std::size_t lower_bound(std::string_view word) const {
        const auto found = std::ranges::lower_bound(words_, word, {}, [&](const Word& one) {
            return std::string_view(letters_).substr(one.begin, one.size);
        });
        return static_cast<std::size_t>(found - words_.begin());
    }

  private:
    struct Word {
        std::uint32_t begin;  ///< of its letters
        std::uint32_t size;
        std::uint32_t articles;
    };
    std::string letters_;
    std::vector<Word> words_;
};

}  // namespace

struct VocabularyReader::Part {
    Xapian::Database database;
    mutable std::optional<std::vector<std::string>> firsts{};
    mutable std::unordered_map<std::size_t, ChunkWords> chunks{};

    [[nodiscard]] const std::vector<std::string>& directory() const {
        if (!firsts) firsts = read_directory(database);
        return *firsts;
    }

    /// The chunk in which `word` stands, if anywhere.
    [[nodiscard]] std::size_t chunk_of(std::string_view word) const {
        const auto behind = std::ranges::upper_bound(directory(), word);
        return behind == directory().begin() ? 0 : static_cast<std::size_t>(behind - directory().begin()) - 1;
    }

    [[nodiscard]] const ChunkWords& chunk(std::size_t number) const {
        const auto known = chunks.find(number);
        if (known != chunks.end()) return known->second;
        const std::string bytes = database.get_metadata(chunk_key(directory()[number]));
        return chunks.emplace(number, ChunkWords(bytes)).first->second;
    }

    template <typename Visit>
    void for_each(std::string_view beginning, Visit visit) const {
        for (std::size_t number = chunk_of(beginning); number < directory().size(); ++number) {
            const ChunkWords& words = chunk(number);
            for (std::size_t i = words.lower_bound(beginning); i < words.size(); ++i) {
                if (!words.word(i).starts_with(beginning) || !visit(words.word(i), words.articles(i))) return;
            }
        }
    }
};

VocabularyReader::VocabularyReader(const std::vector<Xapian::Database>& databases) {
    for (const Xapian::Database& database : databases) parts_.push_back({database});
}
VocabularyReader::~VocabularyReader() = default;
VocabularyReader::VocabularyReader(VocabularyReader&&) noexcept = default;
VocabularyReader& VocabularyReader::operator=(VocabularyReader&&) noexcept = default;

std::uint32_t VocabularyReader::frequency(std::string_view word) const {
    std::uint32_t articles = 0;
    for (const Part& part : parts_) {
        if (part.directory().empty()) continue;
        const auto& words = part.chunk(part.chunk_of(word));
        const std::size_t place = words.lower_bound(word);
        if (place < words.size() && words.word(place) == word) articles += words.articles(place);
    }
    return articles;
}

void VocabularyReader::for_each(
    std::string_view beginning,
    const std::function<bool(std::string_view word, std::uint32_t articles)>& visit) const {
    if (parts_.size() == 1) {
        parts_.front().for_each(beginning, visit);
        return;
    }
    std::vector<std::pair<std::string, std::uint32_t>> words;
    for (const Part& part : parts_) {
        part.for_each(beginning, [&](std::string_view word, std::uint32_t articles) {
            words.emplace_back(word, articles);
            return true;
        });
    }
    std::ranges::sort(words);
    for (auto word = words.begin(); word != words.end();) {
        std::uint32_t articles = 0;
        const auto first = word;
        for (; word != words.end() && word->first == first->first; ++word) articles += word->second;
        if (!visit(first->first, articles)) return;
    }
}

}  // namespace jooya
