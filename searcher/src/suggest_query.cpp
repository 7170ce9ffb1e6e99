// SPDX-License-Identifier: GPL-3.0-or-later
#include "suggest_query.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "code_point_text.hpp"
#include "finglish.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "keyboard.hpp"
#include "query_words.hpp"
#include "spelling.hpp"
#include "word_context.hpp"
#include "written_form.hpp"

namespace jooya {

namespace {

// Words of one query that are looked after.
constexpr int max_corrected = 3;
constexpr int max_doubtful_readings = 4;
constexpr std::size_t max_words = 32;

// Corrections and readings of one word among which the other words choose.
constexpr std::size_t corrections_compared = 8;
constexpr std::size_t readings_compared = 5;

// How much more the other words say than the word's own frequency. Of 1,044 slips in titles that made an
// unknown word, 0 mends 800 rightly, 1 858, 2 883, 4 879.
constexpr double context_weight = 2;

// Of words in Latin letters, which their spelling tells apart better: only readings so close to the likeliest
// compete, and the other words say less.
constexpr double close_reading = 2.5;
constexpr double context_weight_in_latin = 1;

// How likely a correction must be. Of an unknown word: more than a guess. Of an unknown form of a known word, of
// a word in hardly an article, and of words written as one: so much likelier than what was typed. On the
// 1,500 titles, and on as many with a slip each: 6 titles doubted and 882 slips mended, 1 and 20, 1 and 18, 1 and
// 82.
constexpr double least_likely = -3;
constexpr double likelier_than_unseen_form = 3;
constexpr std::uint32_t hardly_known = 2;
constexpr double likelier_than_rare_word = 6;
constexpr double likelier_than_joined_words = 3;

// A form in so small a share of the articles may be a slip in another word (خرس طبی for خرس قطبی): the other words
// decide between the two, and the correction must be so much likelier among them. On the 1,500 titles, and on 200
// queries of Hamshahri with a slip: never 10 titles doubted and 97.5 % of nDCG@10 left; 6 7 and 97.7 %, 5 9 and
// 98.1 %, 4 16 and 98.4 %.
// Each word that is looked after costs a search. Over 200,000 articles, titles take 1 ms longer where such words are in
// 32 articles at most, and 12 ms where only the share counts.
constexpr double rare_share = 1.0 / 250;
constexpr std::uint32_t rare = 32;
constexpr double likelier_among_the_others = 5;

// As often an unknown word is thought to occur.
constexpr double unknown_articles = 0.02;

// By how much another reading must be likelier: e² is the sevenfold frequency.
constexpr double clearly_likelier = 2;

// A keyboard is left on the wrong layout less often than Persian is typed in Latin letters.
constexpr double layout_cost = 1;

bool is_latin_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_latin_letter(std::string_view text) {
    return std::ranges::any_of(text, is_latin_letter);
}

bool has_capital_or_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

bool has_persian_letter(std::string_view text) {
    return std::ranges::any_of(to_code_points(text),
                               [](char32_t c) { return c >= U'\u0621' && c <= U'\u06D5'; });
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// `text` with `change` done to what stands between white space.
template <typename Change>
std::string with_chunks(std::string_view text, const Change& change) {
    constexpr std::string_view space = " \t\r\n";
    std::string changed;
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find_first_not_of(space), text.size());
        changed += text.substr(0, begin);
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of(space), text.size());
        if (end > 0) changed += change(text.substr(0, end));
        text.remove_prefix(end);
    }
    return changed;
}

struct Word {
    std::string surface;
    std::string stem;
    Span span;
    TokenKind kind;
    std::uint32_t articles;            ///< that hold it in any form
    std::uint32_t articles_with_form;  ///< that hold it in this one
    bool is_stop;

    [[nodiscard]] bool is_known() const { return articles > 0; }
};

bool has_known_word(const std::vector<Word>& words) {
    return std::ranges::any_of(
        words, [](const Word& word) { return word.kind == TokenKind::word && word.is_known(); });
}

// A reading of the whole text, and the logarithm of how likely it is.
struct Reading {
    std::string text;
    Suggestion::Kind kind;
    double likelihood;
};

class Suggester {
  public:
    Suggester(const IndexView& index, const Deadline& deadline)
        : index_(index), deadline_(deadline), finglish_(index.vocabulary) {}

    std::optional<Suggestion> suggest(std::string_view text) {
        const std::vector<Word> words = words_of(text);
        if (words.empty() || index_.vocabulary.articles() == 0) return std::nullopt;
        if (has_latin_letter(text)) {
            if (auto meant = from_latin(text, words)) return meant;
        }
        if (!has_persian_letter(text)) return std::nullopt;
        const auto known = static_cast<std::size_t>(std::ranges::count_if(words, &Word::is_known));
        // A word that the index knows shows which keyboard was meant.
        if (known * 2 < words.size()) {
            if (auto meant = from_persian(text, words)) return meant;
        }
        return corrected(text, words);
    }

  private:
    std::vector<Word> words_of(std::string_view text) {
        persian().analyze(text, index_.analysis);
        std::vector<Word> words;
        for (const Token& token : index_.analysis.tokens()) {
            if (words.size() == max_words) break;
            std::string surface(token.surface);
            const std::uint32_t with_form =
                index_.spelling.articles_with(surface, [&] { return index_.vocabulary.frequency(surface); });
            const std::uint32_t articles = std::max(index_.statistics.articles_with(token.stem), with_form);
            words.push_back({std::move(surface), std::string(token.stem), token.span, token.kind, articles,
                             with_form, token.is_stop});
        }
        return words;
    }

    [[nodiscard]] double likelihood(double articles) const {
        return std::log(std::max(articles, unknown_articles) / index_.vocabulary.articles());
    }

    // Numbers say nothing about a text's language.
    [[nodiscard]] double likelihood(const std::vector<Word>& words) const {
        double sum = 0;
        for (const Word& word : words) {
            if (word.kind != TokenKind::number) sum += likelihood(word.articles);
        }
        return sum;
    }

    [[nodiscard]] std::optional<Suggestion> from_latin(std::string_view text,
                                                       const std::vector<Word>& words) {
        const double as_typed = likelihood(words);
        const Reading layout = on_persian_keyboard(text);
        const Reading finglish = in_persian_letters(text, words);
        const Reading& best = layout.likelihood > finglish.likelihood ? layout : finglish;
        if (best.text == text || best.likelihood < as_typed + clearly_likelier) return std::nullopt;
        return Suggestion{best.text, best.kind};
    }

    // Each word on the layout on which it is likeliest, or as it was typed: the layout may have been switched
    // half-way.
    Reading on_persian_keyboard(std::string_view text) {
        const bool is_beside_persian = has_persian_letter(text);
        std::string meant = with_chunks(text, [&](std::string_view chunk) {
            std::string best(chunk);
            if (!has_latin_letter(chunk) || (is_beside_persian && has_capital_or_digit(chunk))) return best;
            double best_likelihood = likelihood(words_of(chunk)) + clearly_likelier;
            for (std::string other :
                 {typed_in_persian(chunk, Layout::isiri), typed_in_persian(chunk, Layout::windows),
                  typed_in_persian(lower_case(chunk), Layout::isiri)}) {
                const std::vector<Word> words = words_of(other);
                const double other_likelihood = likelihood(words);
                if (!has_known_word(words) || other_likelihood <= best_likelihood) continue;
                best_likelihood = other_likelihood;
                best = std::move(other);
            }
            return best;
        });
        const double meant_likelihood = likelihood(words_of(meant));
        return {std::move(meant), Suggestion::Kind::layout, meant_likelihood - layout_cost};
    }

    // Affixes that writers of Latin letters set apart: «ketab ha», «mi ravad».
    static bool is_parted(const Word& left, const Word& right) {
        constexpr std::array<std::string_view, 8> suffixes{"i",  "ei",   "yi",  "ye",
                                                           "ha", "haye", "hay", "hayi"};
        constexpr std::array<std::string_view, 2> prefixes{"mi", "nemi"};
        return left.kind == TokenKind::latin && right.kind == TokenKind::latin &&
               (std::ranges::find(suffixes, right.surface) != suffixes.end() ||
                std::ranges::find(prefixes, left.surface) != prefixes.end());
    }

    // `words` with affixes joined to their words where some word of the index is written so.
    std::vector<Word> with_affixes_joined(const std::vector<Word>& words) {
        std::vector<Word> joined;
        for (const Word& word : words) {
            if (!joined.empty() && is_parted(joined.back(), word)) {
                const std::string both = joined.back().surface + word.surface;
                const auto readings = finglish_.read(both, 1);
                const bool is_word =
                    !readings.empty() && readings.front().text.find(' ') == std::string::npos;
                if (is_word && readings.front().score > 0) {
                    joined.back().surface = both;
                    joined.back().span.end = word.span.end;
                    joined.back().articles = 0;
                    continue;
                }
            }
            joined.push_back(word);
        }
        return joined;
    }

    Reading in_persian_letters(std::string_view text, const std::vector<Word>& typed_words) {
        const std::vector<Word> words = with_affixes_joined(typed_words);
        std::vector<std::vector<LatinReading>> readings;
        for (const Word& word : words) {
            readings.emplace_back();
            if (word.kind != TokenKind::latin) continue;
            // What is known, or has capitals, beside Persian words is meant so: a name, an abbreviation.
            const bool is_name = word.is_known() || has_capital_or_digit(typed(text, word));
            if (is_name && has_persian_letter(text)) continue;
            readings.back() = finglish_.read(word.surface, readings_compared);
            const double as_typed = likelihood(word.articles) + std::log(index_.vocabulary.articles());
            std::erase_if(readings.back(), [&](const LatinReading& reading) {
                return word.is_known() && reading.score < as_typed + clearly_likelier;
            });
        }
        choose_by_context(readings);
        Reading all{"", Suggestion::Kind::finglish, 0};
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool is_read = !readings[i].empty();
            if (is_ezafe(words, i)) continue;
            if (!all.text.empty()) all.text += ' ';
            all.text += is_read ? as_written(readings[i].front().text) : std::string(typed(text, words[i]));
            if (words[i].kind == TokenKind::number) continue;
            all.likelihood += is_read ? readings[i].front().score - std::log(index_.vocabulary.articles())
                                      : likelihood(words[i].articles);
        }
        return all;
    }

    // The vowel between two words that Persian does not write: «shora-ye eslami».
    static bool is_ezafe(const std::vector<Word>& words, std::size_t i) {
        const bool is_between = i > 0 && i + 1 < words.size() && words[i - 1].kind == TokenKind::latin;
        return is_between && (words[i].surface == "e" || words[i].surface == "ye");
    }

    // Moves the reading that fits the other words best to the front of each list.
    void choose_by_context(std::vector<std::vector<LatinReading>>& readings) {
        int doubtful = 0;
        for (auto& of_word : readings) {
            if (of_word.empty()) continue;
            // Stop words fit everywhere.
            const std::vector<Word> likeliest = words_of(of_word.front().text);
            if (std::ranges::all_of(likeliest, &Word::is_stop)) continue;
            const double least = of_word.front().score - close_reading;
            std::erase_if(of_word, [&](const LatinReading& reading) { return reading.score < least; });
            if (of_word.size() < 2) continue;
            if (++doubtful > max_doubtful_readings) return;
            std::vector<std::string> stems;
            for (const auto& of_other : readings) {
                if (&of_other != &of_word && !of_other.empty()) add_stems(of_other.front().text, stems);
            }
            WordContext context(index_, stems, deadline_);
            if (context.empty()) continue;
            const auto fit = [&](const LatinReading& reading) {
                return reading.score + context_weight_in_latin * context.favour(reading.text);
            };
            const auto best = std::ranges::max_element(of_word, {}, fit);
            std::rotate(of_word.begin(), best, best + 1);
        }
    }

    void add_stems(std::string_view text, std::vector<std::string>& stems) {
        for (const Word& word : words_of(text)) {
            if (!word.is_stop && word.is_known()) stems.push_back(word.stem);
        }
    }

    std::optional<Suggestion> from_persian(std::string_view text, const std::vector<Word>& words) {
        std::string meant = typed_in_english(text);
        const std::vector<Word> english = words_of(meant);
        const bool is_known = !english.empty() && std::ranges::all_of(english, &Word::is_known);
        if (!is_known || likelihood(english) < likelihood(words) + clearly_likelier) return std::nullopt;
        return Suggestion{std::move(meant), Suggestion::Kind::layout};
    }

    std::string as_written(std::string_view text) {
        return with_chunks(text, [&](std::string_view word) { return written_form(word, index_); });
    }

    std::optional<Suggestion> corrected(std::string_view text, const std::vector<Word>& words) {
        std::string query(text);
        bool is_changed = false;
        int looked_after = 0;
        // From the end, so that the places of the others stay.
        for (std::size_t end = words.size(); end > 0;) {
            std::size_t begin = end - 1;
            while (begin > 0 && words[begin - 1].span == words[begin].span) --begin;
            const std::size_t typed_end = std::exchange(end, begin);
            if (!is_doubtful(text, words, begin, typed_end)) continue;
            const std::vector<Correction> found = corrections_of(words, begin, typed_end);
            // Most rare words have nothing beside them that they could be a slip of.
            if (found.empty() && is_rare(words[begin])) continue;
            if (++looked_after > max_corrected) break;
            const Slip slip = slip_at(words, begin, typed_end, found);
            if (slip.meant.empty()) continue;
            const Span span{words[slip.begin].span.begin, words[slip.end - 1].span.end};
            query.replace(span.begin, span.end - span.begin, as_written(slip.meant));
            is_changed = true;
            end = slip.begin;
        }
        if (!is_changed) return std::nullopt;
        return Suggestion{std::move(query), Suggestion::Kind::spelling};
    }

    static std::string_view typed(std::string_view text, const Word& word) {
        return text.substr(word.span.begin, word.span.end - word.span.begin);
    }

    // Of the words from `begin` to `end`: one, or several that were typed as one.
    [[nodiscard]] bool is_doubtful(std::string_view text, const std::vector<Word>& words, std::size_t begin,
                                   std::size_t end) const {
        const Word& word = words[begin];
        if (word.kind != TokenKind::word) return false;
        const bool is_one = end - begin == 1;
        // A half-space shows that its writer knew the parts.
        if (!is_one) return to_code_points(typed(text, word)).find(zwnj) == std::u32string::npos;
        return word.articles <= hardly_known || word.articles_with_form == 0 || is_rare(word);
    }

    [[nodiscard]] bool is_rare(const Word& word) const {
        return word.articles > hardly_known && word.articles_with_form > 0 && !word.is_stop &&
               word.articles_with_form <= rare &&
               word.articles_with_form < rare_share * index_.vocabulary.articles();
    }

    // The words from `begin` to `end`, and what was meant by them; empty where they are left as they are.
    struct Slip {
        std::size_t begin;
        std::size_t end;
        std::string meant;
    };

    // What the words from `begin` to `end`, typed as one, may have been meant to be.
    [[nodiscard]] std::vector<Correction> corrections_of(const std::vector<Word>& words, std::size_t begin,
                                                         std::size_t end) {
        std::string whole;
        for (std::size_t i = begin; i < end; ++i) whole += words[i].surface;
        const auto articles = [this](const std::string& word) { return index_.vocabulary.frequency(word); };
        std::vector<Correction> found = index_.spelling.corrections(
            whole, [&] { return corrections(whole, articles, corrections_compared); });
        if (found.empty() && (end - begin > 1 || !words[begin].is_known())) {
            const auto of_compound = [this](const std::string& word) { return articles_with_compound(word); };
            found = index_.spelling.compounds(
                whole, [&] { return corrections(whole, of_compound, corrections_compared); });
        }
        if (end - begin == 1 && is_rare(words[begin])) {
            std::erase_if(found, [&](const Correction& correction) {
                return is_stop(correction.text) ||
                       correction.score() + context_weight * WordContext::greatest_favour <
                           std::log(words[begin].articles_with_form) + likelier_among_the_others;
            });
        }
        return found;
    }

    // Articles that hold a compound, which the index knows by its parts alone: at least those that hold all of
    // them by chance.
    std::uint32_t articles_with_compound(const std::string& text) {
        const std::vector<Word> parts = words_of(text);
        return parts.size() < 2 ? 0 : static_cast<std::uint32_t>(articles_by_chance(parts));
    }

    // Articles that hold all of `words` by chance.
    [[nodiscard]] double articles_by_chance(std::span<const Word> words) const {
        double articles = index_.vocabulary.articles();
        for (const Word& word : words) {
            articles *=
                std::max(static_cast<double>(word.articles), unknown_articles) / index_.vocabulary.articles();
        }
        return articles;
    }

    bool is_stop(const std::string& text) { return std::ranges::all_of(words_of(text), &Word::is_stop); }

    Slip slip_at(const std::vector<Word>& words, std::size_t begin, std::size_t end,
                 const std::vector<Correction>& found) {
        std::vector<std::string> others;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool is_other = i < begin || i >= end;
            if (is_other && words[i].is_known() && !words[i].is_stop) others.push_back(words[i].stem);
        }
        WordContext context(index_, others, deadline_);
        Slip best{begin, end, ""};
        std::string parts;
        for (std::size_t i = begin; i < end; ++i) parts += (parts.empty() ? "" : " ") + words[i].surface;
        double best_likelihood = likelihood_to_beat(words, begin, end, context.favour(parts));
        const auto offer = [&](const Correction& correction, std::size_t first, std::size_t last) {
            if (correction.text == parts) return;
            const double fit = correction.score() + context_weight * context.favour(correction.text);
            if (fit < best_likelihood) return;
            best_likelihood = fit;
            best = {first, last, correction.text};
        };
        for (const Correction& correction : found) offer(correction, begin, end);
        if (words[begin].is_known()) return best;
        if (begin > 0) offer(joined(words[begin - 1], words[begin]), begin - 1, end);
        if (end < words.size()) offer(joined(words[begin], words[end]), begin, end + 1);
        return best;
    }

    [[nodiscard]] double likelihood_to_beat(const std::vector<Word>& words, std::size_t begin,
                                            std::size_t end, double favour) const {
        const Word& word = words[begin];
        if (end - begin > 1) {
            const double articles = articles_by_chance(std::span(words).subspan(begin, end - begin));
            return std::log(articles) + context_weight * favour + likelier_than_joined_words;
        }
        if (!word.is_known()) return least_likely;
        if (is_rare(word))
            return std::log(word.articles_with_form) + context_weight * favour + likelier_among_the_others;
        return std::log(word.articles) +
               (word.articles_with_form == 0 ? likelier_than_unseen_form : likelier_than_rare_word);
    }

    // Two words as one that was torn apart.
    [[nodiscard]] Correction joined(const Word& left, const Word& right) const {
        constexpr double torn_apart = 3;
        constexpr double impossible = 1e6;
        std::string both = left.surface + right.surface;
        const std::uint32_t articles = index_.vocabulary.frequency(both);
        return {std::move(both), articles > 0 ? torn_apart : impossible, std::max(articles, 1U)};
    }

    const IndexView& index_;
    const Deadline& deadline_;
    FinglishReader finglish_;
};

}  // namespace

std::optional<Suggestion> suggest_query(std::string_view text, const IndexView& index,
                                        const Deadline& deadline) {
    return Suggester(index, deadline).suggest(text);
}

}  // namespace jooya
