// SPDX-License-Identifier: GPL-3.0-or-later
// Start reading here: the way of a text through the analyzer.
#include <fmt/format.h>

#include <array>
#include <deque>
#include <unordered_map>

#include "code_points.hpp"
#include "fold.hpp"
#include "join.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "lexicon.hpp"
#include "segment.hpp"
#include "word.hpp"
#include "word_cache.hpp"

namespace jooya {

struct Analysis::Impl {
    FoldedText folded;
    std::vector<Word> words;
    std::vector<char> numbers;  ///< texts of words that segmentation rewrote
    std::vector<char> joined;   ///< texts of words that were joined across spaces
    WordCache cache;
    std::vector<Token> tokens;
};

Analysis::Analysis() : impl_(std::make_unique<Impl>()) {}
Analysis::~Analysis() = default;
Analysis::Analysis(Analysis&&) noexcept = default;
Analysis& Analysis::operator=(Analysis&&) noexcept = default;

std::span<const Token> Analysis::tokens() const {
    return impl_->tokens;
}

namespace {

/// Changes whenever a rule in the code changes what comes out; changes of data show by themselves.
constexpr int rules_version = 2;

struct WordStage {
    std::string_view name;
    void (*run)(std::vector<WordPart>&);
};

// Order matters; each line says why it stands where it does.
constexpr std::array word_stages = {
    WordStage{"split compounds", split_compounds},  // so that پیشبینی meets پیش‌بینی
    WordStage{"unify spelling", unify_spelling},    // on the parts, before they are looked up
    WordStage{"stem", stem},                        // must see whole words
    WordStage{"stop words", mark_stop_words},       // marked, never dropped: phrases keep their distances
};

/// How far ahead of its turn a word's record in the cache is fetched, and its slot before that.
constexpr std::size_t words_ahead = 8;

/// Longer words, in bytes, are no words; they stay whole, so that hostile text costs no more than other text.
constexpr std::size_t longest_word = 256;

/// True for words that the stages can take apart: letters of the Arabic block, two bytes each, and
/// half-spaces.
bool is_persian(const Word& word) {
    if (word.kind != TokenKind::word && word.kind != TokenKind::hashtag) return false;
    if (word.text.size() > longest_word) return false;
    std::string_view rest = word.text;
    while (!rest.empty()) {
        const auto lead = static_cast<unsigned char>(rest.front());
        if (lead >= first_arabic_lead && lead <= last_arabic_lead) {
            rest.remove_prefix(2);
        } else if (rest.starts_with(half_space)) {
            rest.remove_prefix(half_space.size());
        } else {
            return false;
        }
    }
    return true;
}

void analyze_word(const Word& word, std::vector<WordPart>& parts) {
    if (!is_persian(word)) {
        std::string text;
        for (std::string_view rest = word.text; !rest.empty();) {
            const std::size_t end = std::min(rest.find(half_space), rest.size());
            text += rest.substr(0, end);
            rest.remove_prefix(std::min(end + half_space.size(), rest.size()));
        }
        parts.assign(1, WordPart{text, text});
        return;
    }
    split_half_spaces(word.text, parts);
    for (const WordStage& stage : word_stages) stage.run(parts);
}

/// Where the pieces between half-spaces or spaces stand in the folded text.
class Atoms {
  public:
    Atoms(std::string_view folded, const Word& word)
        : rest_(folded.substr(word.begin, word.end - word.begin)), at_(word.begin) {}

    /// The bytes of atoms `first` to `last`; calls go forward.
    Span cover(std::uint32_t first, std::uint32_t last) {
        while (index_ < first) next();
        const std::uint32_t begin = begin_of_atom();
        Atoms ahead = *this;
        while (ahead.index_ < last) ahead.next();
        return {begin, ahead.begin_of_atom() + static_cast<std::uint32_t>(ahead.atom_size())};
    }

  private:
    void skip_gaps() {
        for (;;) {
            if (rest_.starts_with(' ')) {
                advance(1);
            } else if (rest_.starts_with(half_space)) {
                advance(half_space.size());
            } else {
                return;
            }
        }
    }

    [[nodiscard]] std::size_t atom_size() const {
        const std::size_t size = std::min(rest_.find(' '), rest_.find(half_space));
        return std::min(size, rest_.size());
    }

    [[nodiscard]] std::uint32_t begin_of_atom() const { return at_; }

    void next() {
        advance(atom_size());
        skip_gaps();
        ++index_;
    }

    void advance(std::size_t bytes) {
        rest_.remove_prefix(bytes);
        at_ += static_cast<std::uint32_t>(bytes);
    }

    std::string_view rest_;
    std::uint32_t at_;
    std::uint32_t index_ = 0;
};

/// The bytes of the original that `[begin, end)` of the folded text came from; never empty, also where one
/// original character became several words (ligatures such as ﷺ).
Span original_span(const FoldedText& folded, Span span) {
    std::uint32_t end = span.end;
    while (folded.origin[end] <= folded.origin[span.begin]) ++end;
    return {folded.origin[span.begin], folded.origin[end]};
}

class PersianAnalyzer final : public Analyzer {
  public:
    PersianAnalyzer()
        : fingerprint_(fmt::format("persian-{}-{:016x}", rules_version, lexicon::fingerprint())) {}

    void analyze(std::string_view text, Analysis& into) const override {
        Analysis::Impl& work = into.impl();
        read_words(text, work);
        work.cache.begin_text();
        work.tokens.clear();
        std::uint32_t position = 0;
        fetch_first(work);
        for (std::size_t i = 0; i < work.words.size(); ++i) {
            if (i + 2 * words_ahead < work.words.size()) {
                work.cache.prefetch_slot(work.words[i + 2 * words_ahead]);
            }
            if (i + words_ahead < work.words.size()) work.cache.prefetch_record(work.words[i + words_ahead]);
            const Word& word = work.words[i];
            const auto parts = work.cache.find_or_make(word, analyze_word);
            if (parts.size() == 1) {
                add(work, word, parts[0], {word.begin, word.end}, position++);
                continue;
            }
            Atoms atoms(work.folded.text, word);
            for (const CachedPart& part : parts) {
                add(work, word, part, atoms.cover(part.first_atom, part.last_atom), position++);
            }
        }
    }

    [[nodiscard]] std::vector<StageTrace> explain(std::string_view text) const override {
        Analysis analysis;
        Analysis::Impl& work = analysis.impl();
        std::vector<StageTrace> traces;
        fold(text, work.folded);
        traces.push_back({"fold", {work.folded.text}});
        segment(work.folded.text, work.words, work.numbers);
        traces.push_back({"segment", texts(work.words)});
        join_detached_affixes(work.words, work.joined);
        traces.push_back({"join affixes", texts(work.words)});

        std::vector<std::vector<WordPart>> words(work.words.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (is_persian(work.words[i])) {
                split_half_spaces(work.words[i].text, words[i]);
            } else {
                analyze_word(work.words[i], words[i]);
            }
        }
        traces.push_back({"split half-spaces", surfaces(words)});
        for (const WordStage& stage : word_stages) {
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (is_persian(work.words[i])) stage.run(words[i]);
            }
            traces.push_back({stage.name, surfaces(words)});
        }
        return traces;
    }

    [[nodiscard]] std::string_view fingerprint() const override { return fingerprint_; }

  private:
    static void read_words(std::string_view text, Analysis::Impl& work) {
        fold(text, work.folded);
        segment(work.folded.text, work.words, work.numbers);
        join_detached_affixes(work.words, work.joined);
    }

    /// Has the cache fetch what the first words of a text will need.
    static void fetch_first(const Analysis::Impl& work) {
        const std::span<const Word> words = work.words;
        const auto first = words.first(std::min(words.size(), 2 * words_ahead));
        for (const Word& word : first) work.cache.prefetch_slot(word);
        for (const Word& word : first.first(std::min(first.size(), words_ahead)))
            work.cache.prefetch_record(word);
    }

    static void add(Analysis::Impl& work, const Word& word, const CachedPart& part, Span span,
                    std::uint32_t position) {
        Token& token = work.tokens.emplace_back();
        token.surface = part.surface;
        token.stem = part.stem;
        token.position = position;
        token.span = original_span(work.folded, span);
        token.kind = word.kind;
        token.is_stop = part.is_stop;
        token.surface_hash = part.surface_hash;
        token.stem_hash = part.stem_hash;
    }

    static std::vector<std::string> texts(const std::vector<Word>& words) {
        std::vector<std::string> rendered;
        rendered.reserve(words.size());
        for (const Word& word : words) rendered.emplace_back(word.text);
        return rendered;
    }

    static std::vector<std::string> surfaces(const std::vector<std::vector<WordPart>>& words) {
        std::vector<std::string> rendered;
        for (const auto& parts : words) {
            for (const WordPart& part : parts) {
                rendered.push_back(part.stem.empty() ? part.surface
                                                     : fmt::format("{}/{}{}", part.surface, part.stem,
                                                                   part.is_stop ? "!" : ""));
            }
        }
        return rendered;
    }

    std::string fingerprint_;
};

}  // namespace

const Analyzer& persian() {
    static const PersianAnalyzer analyzer;
    return analyzer;
}

std::string fold_for_matching(std::string_view text) {
    FoldedText folded;
    fold(text, folded);
    std::string plain;
    for (std::size_t at = 0; at < folded.text.size();) {
        const std::string_view rest = std::string_view(folded.text).substr(at);
        if (rest.starts_with(half_space)) {
            at += half_space.size();
            continue;
        }
        const char c = rest.front();
        const bool is_space = c == ' ' || c == '\n';
        if (!is_space) plain += c;
        if (is_space && !plain.empty() && plain.back() != ' ') plain += ' ';
        ++at;
    }
    if (plain.ends_with(' ')) plain.pop_back();
    return plain;
}

}  // namespace jooya
