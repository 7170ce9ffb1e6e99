// SPDX-License-Identifier: GPL-3.0-or-later
#include "suggest_query.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "code_point_text.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "keyboard.hpp"

namespace jooya {

namespace {

// Shorter words have too many neighbours for one of them to be meant.
constexpr std::size_t shortest_corrected = 4;

// Longer ones are no words, and looking for their neighbours costs more the longer they are.
constexpr std::size_t longest_corrected = 20;

// Unknown words of one query that are looked after.
constexpr int max_corrected = 3;

// What a slip costs, in powers of e of a word's frequency: a commoner word may stand behind a worse slip.
constexpr double slip_weight = 3;
constexpr double sound_slip = 0.3;
constexpr double neighbour_slip = 0.6;
constexpr double plain_slip = 1;

// Terms that are looked up for all words in Latin letters of one query.
constexpr int finglish_budget = 3000;

constexpr std::u32string_view alphabet = U"آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

// Letters that sound alike.
constexpr std::array<std::u32string_view, 6> sounds{U"زذضظ", U"سصث", U"تط", U"هح", U"اآع", U"غق"};

bool sound_alike(char32_t a, char32_t b) {
    return std::ranges::any_of(sounds, [&](std::u32string_view letters) {
        return letters.find(a) != std::u32string_view::npos && letters.find(b) != std::u32string_view::npos;
    });
}

// How Latin letters write Persian ones; a vowel may stand for nothing. Longer groups come first.
struct Romanization {
    std::string_view latin;
    std::array<std::string_view, 4> persian;  ///< "-" for nothing; empty ones are no choice
};
constexpr std::array romanizations{
    Romanization{"sh", {"ش"}},
    Romanization{"ch", {"چ"}},
    Romanization{"kh", {"خ"}},
    Romanization{"gh", {"ق", "غ"}},
    Romanization{"zh", {"ژ"}},
    Romanization{"aa", {"ا", "آ"}},
    Romanization{"oo", {"و"}},
    Romanization{"ou", {"و"}},
    Romanization{"ee", {"ی"}},
    Romanization{"a", {"ا", "-", "آ", "ع"}},
    Romanization{"b", {"ب"}},
    Romanization{"c", {"ک", "س"}},
    Romanization{"d", {"د"}},
    Romanization{"e", {"-", "ه", "ا", "ع"}},
    Romanization{"f", {"ف"}},
    Romanization{"g", {"گ"}},
    Romanization{"h", {"ه", "ح", "-"}},
    Romanization{"i", {"ی", "ا"}},
    Romanization{"j", {"ج", "ژ"}},
    Romanization{"k", {"ک"}},
    Romanization{"l", {"ل"}},
    Romanization{"m", {"م"}},
    Romanization{"n", {"ن"}},
    Romanization{"o", {"-", "و", "ا", "ع"}},
    Romanization{"p", {"پ"}},
    Romanization{"q", {"ق", "غ"}},
    Romanization{"r", {"ر"}},
    Romanization{"s", {"س", "ص", "ث"}},
    Romanization{"t", {"ت", "ط"}},
    Romanization{"u", {"و"}},
    Romanization{"v", {"و"}},
    Romanization{"w", {"و"}},
    Romanization{"x", {"خ"}},
    Romanization{"y", {"ی"}},
    Romanization{"z", {"ز", "ض", "ذ", "ظ"}},
    Romanization{"'", {"ع", "-"}},
};

bool has_persian_letter(std::string_view text) {
    return std::ranges::any_of(to_code_points(fold_for_matching(text)),
                               [](char32_t c) { return alphabet.find(c) != std::u32string_view::npos; });
}

struct Word {
    std::string surface;
    Span span;
    TokenKind kind;
    bool is_known;
};

class Suggester {
  public:
    Suggester(const Xapian::Database& database, const Vocabulary& vocabulary)
        : database_(database), vocabulary_(vocabulary) {}

    std::optional<Suggestion> suggest(std::string_view text) {
        const std::vector<Word> words = words_of(text);
        const std::size_t known = known_among(words);
        if (words.empty() || known == words.size()) return std::nullopt;
        const bool is_latin = !has_persian_letter(text);
        if (is_latin) return from_latin(text, words);
        // A word that the index knows shows which keyboard was meant.
        if (known * 2 < words.size()) {
            if (auto meant = from_persian(text)) return meant;
        }
        return corrected(text, words);
    }

  private:
    std::vector<Word> words_of(std::string_view text) {
        persian().analyze(text, analysis_);
        std::vector<Word> words;
        for (const Token& token : analysis_.tokens()) {
            const bool is_known = database_.term_exists(make_term(stem_prefix, token.stem)) ||
                                  vocabulary_.frequency(token.surface) > 0;
            words.push_back({std::string(token.surface), token.span, token.kind, is_known});
        }
        return words;
    }

    static std::size_t known_among(const std::vector<Word>& words) {
        return static_cast<std::size_t>(std::ranges::count(words, true, &Word::is_known));
    }

    // The share of words in `text` that the index knows.
    double known_share(std::string_view text) {
        const std::vector<Word> words = words_of(text);
        return words.empty() ? 0
                             : static_cast<double>(known_among(words)) / static_cast<double>(words.size());
    }

    std::optional<Suggestion> from_latin(std::string_view text, const std::vector<Word>& words) {
        Suggestion best;
        double best_share = 0;
        const auto offer = [&](std::string query, Suggestion::Kind kind) {
            const double share = known_share(query);
            if (share > best_share) {
                best_share = share;
                best = {std::move(query), kind};
            }
        };
        offer(typed_in_persian(text, Layout::isiri), Suggestion::Kind::layout);
        offer(typed_in_persian(text, Layout::windows), Suggestion::Kind::layout);
        if (best_share < 1) offer(from_finglish(words), Suggestion::Kind::finglish);
        // Some words of the other language are always there: short ones, names.
        constexpr double likely = 0.6;
        constexpr double clearly = 0.25;
        const double own_share = static_cast<double>(known_among(words)) / static_cast<double>(words.size());
        return best_share >= std::max(likely, own_share + clearly) ? std::optional(best) : std::nullopt;
    }

    std::optional<Suggestion> from_persian(std::string_view text) {
        std::string query = typed_in_english(text);
        if (known_share(query) < 1) return std::nullopt;
        return Suggestion{std::move(query), Suggestion::Kind::layout};
    }

    std::string from_finglish(const std::vector<Word>& words) {
        std::string query;
        budget_ = finglish_budget;
        for (const Word& word : words) {
            if (!query.empty()) query += ' ';
            best_reading_ = {};
            if (word.kind == TokenKind::latin) read_finglish(word.surface, "", 0);
            query += best_reading_.word.empty() ? word.surface : best_reading_.word;
        }
        return query;
    }

    // Every reading of `rest` behind `read` whose beginning some word of the index has.
    // NOLINTNEXTLINE(misc-no-recursion): one step a Latin letter, and no word is long
    void read_finglish(std::string_view rest, const std::string& read, double cost) {
        if (--budget_ < 0) return;
        if (!read.empty() && !vocabulary_.has_beginning(read)) return;
        if (rest.empty()) {
            const std::uint32_t articles = vocabulary_.frequency(read);
            if (articles == 0) return;
            const double score = std::log(1.0 + articles) - cost;
            if (best_reading_.word.empty() || score > best_reading_.score) best_reading_ = {read, score};
            return;
        }
        for (const Romanization& sound : romanizations) {
            if (!rest.starts_with(sound.latin)) continue;
            double rank = 0;
            for (const std::string_view letter : sound.persian) {
                if (letter.empty()) break;
                // The likelier letters stand first in the table.
                read_finglish(rest.substr(sound.latin.size()),
                              letter == "-" ? read : read + std::string(letter), cost + rank);
                rank += plain_slip;
            }
        }
    }

    std::optional<Suggestion> corrected(std::string_view text, const std::vector<Word>& words) {
        std::string query(text);
        bool is_changed = false;
        int looked_after = 0;
        for (auto word = words.rbegin(); word != words.rend(); ++word) {
            if (word->is_known || word->kind != TokenKind::word) continue;
            if (++looked_after > max_corrected) break;
            const std::string better = correction(word->surface);
            if (better.empty()) continue;
            query.replace(word->span.begin, word->span.end - word->span.begin, better);
            is_changed = true;
        }
        if (!is_changed) return std::nullopt;
        return Suggestion{std::move(query), Suggestion::Kind::spelling};
    }

    // The likeliest word of the index one slip away, or two words that lost their space; empty for none.
    std::string correction(const std::string& surface) {
        const std::u32string letters = to_code_points(surface);
        if (letters.size() < shortest_corrected || letters.size() > longest_corrected) return "";
        Reading best;
        const auto offer = [&](const std::u32string& word, double slip) {
            const std::string candidate = to_utf8(word);
            const std::uint32_t articles = vocabulary_.frequency(candidate);
            if (articles == 0) return;
            const double score = std::log(1.0 + articles) - slip_weight * slip;
            if (best.word.empty() || score > best.score) best = {candidate, score};
        };
        for (std::size_t i = 0; i <= letters.size(); ++i) {
            for (const char32_t c : alphabet) {
                std::u32string more = letters;
                more.insert(i, 1, c);
                offer(more, plain_slip);
                if (i == letters.size() || c == letters[i]) continue;
                std::u32string other = letters;
                other[i] = c;
                offer(other, sound_alike(c, letters[i])      ? sound_slip
                             : are_neighbours(c, letters[i]) ? neighbour_slip
                                                             : plain_slip);
            }
            if (i == letters.size()) break;
            std::u32string less = letters;
            less.erase(i, 1);
            offer(less, plain_slip);
            if (i + 1 < letters.size()) {
                std::u32string swapped = letters;
                std::swap(swapped[i], swapped[i + 1]);
                offer(swapped, neighbour_slip);
            }
        }
        if (!best.word.empty()) return best.word;
        return split(letters);
    }

    std::string split(const std::u32string& letters) {
        Reading best;
        constexpr std::size_t shortest = 2;
        for (std::size_t i = shortest; i + shortest <= letters.size(); ++i) {
            const std::string left = to_utf8(std::u32string_view(letters).substr(0, i));
            const std::string right = to_utf8(std::u32string_view(letters).substr(i));
            const auto rarer = std::min(vocabulary_.frequency(left), vocabulary_.frequency(right));
            if (rarer > 0 && (best.word.empty() || rarer > best.score)) {
                best = {left + ' ' + right, static_cast<double>(rarer)};
            }
        }
        return best.word;
    }

    struct Reading {
        std::string word;
        double score = 0;
    };

    const Xapian::Database& database_;
    const Vocabulary& vocabulary_;
    Analysis analysis_;
    Reading best_reading_;
    int budget_ = 0;
};

}  // namespace

std::optional<Suggestion> suggest_query(std::string_view text, const Xapian::Database& database,
                                        const Vocabulary& vocabulary) {
    return Suggester(database, vocabulary).suggest(text);
}

}  // namespace jooya
