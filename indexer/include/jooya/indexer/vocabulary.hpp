// SPDX-License-Identifier: GPL-3.0-or-later
// The written forms of a database's words and how many articles hold each, for completion, `begin*` and spelling:
// in the database's metadata, so that it is committed, copied and sent to searchers elsewhere with the rest.
//
//     "jooya.words"            string*                      the first word of each chunk, in the order of their bytes
//     "jooya.words." + first   (shared suffix articles)*    a chunk of some hundred words
//     shared, articles         varint; shared: bytes that the word has in common with the one before it
//     string, suffix           varint(length) bytes
//
// A chunk's key is cut like a term (terms.hpp, make_term) where its first word is long.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/hash_index.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace jooya {

/// The key of the directory; those of the chunks begin with it.
inline constexpr std::string_view words_key = "jooya.words";

/// The different words of an article, as they are written.
struct ArticleWords {
    std::string text{};                   ///< '\n' behind each
    std::vector<std::uint64_t> hashes{};  ///< hash_of_word of each

    void add(std::string_view word, std::uint64_t hash) {
        (text += word) += '\n';
        hashes.push_back(hash);
    }
};

/// Counts of words that are to be added to a database's vocabulary. What an article held that has gone is not taken
/// away again: a count is that of the articles ever added since the generation was built.
class WordCounts {
  public:
    /// Counts an article's words.
    void add(const ArticleWords& words) { add(words, 1); }
    /// Adds those that the vocabulary does not have yet: of an article whose earlier version was counted.
    void add_unseen(const ArticleWords& words) { add(words, 0); }
    [[nodiscard]] bool empty() const { return counts_.empty(); }

    /// Adds these counts to the vocabulary in `database`, whose metadata the next commit writes, and begins anew.
    /// Throws what Xapian throws.
    void write(Xapian::WritableDatabase& database);

  private:
    struct Count {
        std::size_t begin = 0;  ///< of the word in text_
        std::uint32_t size = 0;
        std::uint32_t articles = 0;
    };

    void add(const ArticleWords& words, std::uint32_t articles);
    [[nodiscard]] std::string_view word_of(const Count& count) const {
        return std::string_view(text_).substr(count.begin, count.size);
    }

    HashIndex index_;
    std::vector<Count> counts_;
    std::string text_;  ///< the words, one behind the other
};

/// Reads the vocabulary of a database, or of several searched as one. Reads what it is asked for and keeps it; belongs
/// to one thread, and to the revision of the databases it was made for. All throw what Xapian throws.
class VocabularyReader {
  public:
    explicit VocabularyReader(const std::vector<Xapian::Database>& databases);
    ~VocabularyReader();
    VocabularyReader(VocabularyReader&&) noexcept;
    VocabularyReader& operator=(VocabularyReader&&) noexcept;

    /// Articles that hold this very form; 0 where none does.
    [[nodiscard]] std::uint32_t frequency(std::string_view word) const;

    /// Every word that begins with `beginning`, in the order of their bytes, until `visit` returns false.
    void for_each(std::string_view beginning,
                  const std::function<bool(std::string_view word, std::uint32_t articles)>& visit) const;

  private:
    struct Part;
    std::vector<Part> parts_;
};

}  // namespace jooya
