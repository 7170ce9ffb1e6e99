// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace jooya {

namespace {

// A word of a phrase counts as much as a rather rare word alone.
constexpr double phrase_word_weight = 5;
// Further occurrences of a word that a sentence already holds.
constexpr double repeated_share = 0.1;
// About two lines of a terminal or of a page's result.
constexpr std::size_t longest_sentence = 240;

constexpr std::string_view ellipsis = "…";

bool is_letter(UChar32 c) {
    return u_isalnum(c) != 0;
}

// What may stand inside a written word beside letters: marks, half-spaces and what stands in for them.
bool is_inside_word(UChar32 c) {
    constexpr UChar32 not_sign = 0xAC;
    constexpr UChar32 tatweel = 0x640;
    const auto type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK ||
           type == U_FORMAT_CHAR || c == not_sign || c == tatweel;
}

// The whole written word, or words, that `span` touches.
Span widened(std::string_view text, Span span) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    auto begin = static_cast<std::int32_t>(span.begin);
    for (std::int32_t at = begin; at > 0;) {
        UChar32 c = 0;
        U8_PREV(bytes, 0, at, c);
        if (is_letter(c)) {
            begin = at;
        } else if (!is_inside_word(c)) {
            break;
        }
    }
    auto end = static_cast<std::int32_t>(span.end);
    for (std::int32_t at = end; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        const bool is_mark = is_inside_word(c) && u_charType(c) != U_FORMAT_CHAR;
        if (is_letter(c) || is_mark) {
            end = at;
        } else if (!is_inside_word(c)) {
            break;
        }
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_at(std::span<const Token> tokens, std::size_t first, const StemSequence& sequence) {
    for (std::size_t i = 0; i < sequence.stems.size(); ++i) {
        const std::size_t at = first + sequence.offsets[i];
        if (at >= tokens.size() || tokens[at].stem != sequence.stems[i]) return false;
    }
    return true;
}

std::optional<double> weight_of(const Token& token, const Matchers& matchers) {
    std::optional<double> weight;
    if (const auto found = matchers.stems.find(token.stem); found != matchers.stems.end())
        weight = found->second;
    if (const auto found = matchers.surfaces.find(token.surface); found != matchers.surfaces.end()) {
        weight = std::max(weight.value_or(0), found->second);
    }
    return weight;
}

// Lists in posts begin their lines with signs, which say nothing by themselves.
bool has_letters(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (is_letter(c)) return true;
    }
    return false;
}

struct Sentence {
    Span span;
    double score = 0;
};

bool ends_sentence(UChar32 c) {
    constexpr UChar32 persian_question_mark = 0x61F;
    constexpr UChar32 persian_semicolon = 0x61B;
    constexpr UChar32 ellipsis_sign = 0x2026;
    return c == '.' || c == '!' || c == '?' || c == persian_question_mark || c == persian_semicolon ||
           c == ellipsis_sign;
}

std::vector<Sentence> sentences_of(std::string_view text) {
    std::vector<Sentence> sentences;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t begin = 0;
    bool is_over = false;
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t here = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        const bool is_space = c >= 0 && u_isUWhiteSpace(c) != 0;
        if (c == '\n' || (is_over && is_space)) {
            sentences.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(here)}});
            begin = at;
        }
        is_over = ends_sentence(c);
    }
    sentences.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size)}});
    std::erase_if(sentences, [&](const Sentence& sentence) {
        return !has_letters(text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin));
    });
    return sentences;
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// The marks within `span`, as a range.
std::span<const Mark> within(const std::vector<Mark>& marks, Span span) {
    const auto first =
        std::ranges::lower_bound(marks, span.begin, {}, [](const Mark& mark) { return mark.span.begin; });
    const auto last =
        std::find_if(first, marks.end(), [&](const Mark& mark) { return mark.span.end > span.end; });
    return {first, last};
}

// `at` moved to the nearest space ahead of it, or to a character's beginning where there is none.
std::uint32_t next_cut(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const std::size_t space = text.substr(0, end).find(' ', at);
    if (space != std::string_view::npos) return static_cast<std::uint32_t>(space);
    while (at < end && U8_IS_TRAIL(static_cast<std::uint8_t>(text[at]))) ++at;
    return at;
}

// A long sentence is cut to about `longest_sentence` characters, with its first mark in the first third.
Span cut(std::string_view text, Span span, std::span<const Mark> marks) {
    const auto inside = text.substr(span.begin, span.end - span.begin);
    const std::size_t characters = characters_in(inside);
    if (characters <= longest_sentence) return span;
    const auto bytes = static_cast<std::uint32_t>(inside.size() * longest_sentence / characters);
    std::uint32_t begin = span.begin;
    if (!marks.empty() && marks.back().span.end > span.begin + bytes) {
        const std::uint32_t wanted = marks.front().span.begin;
        const std::uint32_t ahead = std::min(wanted - span.begin, bytes / 3);
        if (ahead == bytes / 3) begin = std::min(next_cut(text, wanted - ahead, span.end), wanted);
    }
    if (begin + bytes >= span.end) return {begin, span.end};
    std::uint32_t end = next_cut(text, begin + bytes, span.end);
    for (const Mark& mark : marks) {
        if (mark.span.begin < end && end < mark.span.end) end = mark.span.end;
    }
    return {begin, end};
}

void append(std::vector<Fragment>& fragments, std::string_view text, bool is_hit) {
    if (text.empty()) return;
    if (fragments.empty() || fragments.back().hit != is_hit) fragments.push_back({"", is_hit});
    std::string& line = fragments.back().text;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_space) {
            line += c;
        } else if (line.empty() ? fragments.size() > 1 && !fragments[fragments.size() - 2].text.ends_with(' ')
                                : line.back() != ' ') {
            line += ' ';
        }
    }
    if (line.empty()) fragments.pop_back();
}

void append(std::vector<Fragment>& fragments, std::string_view text, Span span, std::span<const Mark> marks) {
    std::uint32_t at = span.begin;
    for (const Mark& mark : marks) {
        append(fragments, text.substr(at, mark.span.begin - at), false);
        append(fragments, text.substr(mark.span.begin, mark.span.end - mark.span.begin), true);
        at = mark.span.end;
    }
    append(fragments, text.substr(at, span.end - at), false);
}

}  // namespace

std::vector<Mark> find_marks(std::string_view text, const Analysis& analysis, const Matchers& matchers) {
    std::vector<Mark> marks;
    if (matchers.empty()) return marks;
    const std::span<const Token> tokens = analysis.tokens();
    std::vector<double> weights(tokens.size(), 0);
    std::vector<bool> is_marked(tokens.size(), false);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto weight = weight_of(tokens[i], matchers)) {
            is_marked[i] = true;
            weights[i] = std::max(weights[i], *weight);
        }
        for (const StemSequence& sequence : matchers.sequences) {
            if (!is_at(tokens, i, sequence)) continue;
            for (const std::uint32_t offset : sequence.offsets) {
                is_marked[i + offset] = true;
                weights[i + offset] = std::max(weights[i + offset], phrase_word_weight);
            }
        }
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!is_marked[i]) continue;
        const Span span = widened(text, tokens[i].span);
        if (!marks.empty() && span.begin < marks.back().span.end) {
            // Parts of one written word.
            marks.back().span.end = std::max(marks.back().span.end, span.end);
            marks.back().weight += weights[i];
        } else {
            marks.push_back({span, weights[i], tokens[i].stem});
        }
    }
    return marks;
}

std::vector<Fragment> highlight(std::string_view text, const std::vector<Mark>& marks) {
    std::vector<Fragment> fragments;
    append(fragments, text, {0, static_cast<std::uint32_t>(text.size())}, marks);
    return fragments;
}

std::vector<Fragment> snippet(std::string_view text, const std::vector<Mark>& marks,
                              std::uint32_t sentences) {
    std::vector<Sentence> candidates = sentences_of(text);
    for (Sentence& sentence : candidates) {
        std::set<std::string_view> seen;
        for (const Mark& mark : within(marks, sentence.span)) {
            sentence.score += seen.insert(mark.word).second ? mark.weight : mark.weight * repeated_share;
        }
    }
    std::ranges::stable_sort(candidates, std::ranges::greater{}, &Sentence::score);
    const auto best = static_cast<std::ptrdiff_t>(std::min<std::size_t>(sentences, candidates.size()));
    candidates.erase(candidates.begin() + best, candidates.end());
    std::ranges::sort(candidates, {}, [](const Sentence& sentence) { return sentence.span.begin; });

    std::vector<Fragment> fragments;
    std::uint32_t at = 0;
    for (const Sentence& sentence : candidates) {
        const auto marked = within(marks, sentence.span);
        const Span shown = cut(text, sentence.span, marked);
        const bool is_gap = has_letters(text.substr(at, shown.begin - at));
        if (is_gap) append(fragments, fragments.empty() ? ellipsis : " …", false);
        if (!fragments.empty()) append(fragments, " ", false);
        append(fragments, text, shown, within(marks, shown));
        at = shown.end;
    }
    const bool is_more = has_letters(text.substr(at));
    if (is_more && !fragments.empty()) append(fragments, " …", false);
    return fragments;
}

}  // namespace jooya
