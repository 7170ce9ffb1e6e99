// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal_text.hpp"

#include <fmt/format.h>
#include <fribidi.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "jooya/error.hpp"

namespace jooya {

namespace {

constexpr std::string_view left_to_right_isolate = "\u2066";
constexpr std::string_view right_to_left_isolate = "\u2067";
constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_directional_isolate = "\u2069";
constexpr UChar32 line_separator = 0x2028;
constexpr UChar32 paragraph_separator = 0x2029;
constexpr std::string_view reset = "\x1B[0m";

std::string_view colour_of(Look look, bool is_hit) {
    if (is_hit) return "\x1B[1;31m";
    switch (look) {
        case Look::plain:
            return "";
        case Look::title:
            return "\x1B[1m";
        case Look::faint:
            return "\x1B[2m";
    }
    return "";
}

unsigned columns_of(UChar32 c) {
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
        type == U_CONTROL_CHAR) {
        return 0;
    }
    // The vowel and the last consonant of a Korean syllable stand in its first one's cells.
    const int syllable = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::u32string decoded(std::string_view text) {
    std::u32string characters;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, next, size, c);
        characters.push_back(static_cast<char32_t>(c));
    }
    return characters;
}

void append(std::string& text, char32_t c) {
    std::array<std::uint8_t, 4> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

/// Characters from left to right as a terminal without bidi must print them, shaped, each with its mark.
struct VisualLine {
    std::u32string characters;
    std::vector<bool> is_hit;
};

// What a terminal without bidi must not be sent: it would show it or count it.
bool is_invisible(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return c == FRIBIDI_CHAR_FILL || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR;
}

VisualLine visual(const std::vector<Fragment>& line, bool is_right_to_left) {
    std::u32string logical;
    std::vector<bool> is_hit;
    for (const Fragment& fragment : line) {
        logical += decoded(fragment.text);
        is_hit.resize(logical.size(), fragment.hit);
    }
    const auto length = static_cast<FriBidiStrIndex>(logical.size());
    std::vector<FriBidiChar> in(logical.begin(), logical.end());
    std::vector<FriBidiChar> out(logical.size() + 1);
    std::vector<FriBidiStrIndex> to_logical(logical.size());
    FriBidiParType direction = is_right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    // Reorders and shapes; 0 where memory ran out, and then the logical order must do.
    if (length == 0 || fribidi_log2vis(in.data(), length, &direction, out.data(), nullptr, to_logical.data(),
                                       nullptr) == 0) {
        return {logical, is_hit};
    }
    VisualLine result;
    for (std::size_t i = 0; i < logical.size(); ++i) {
        if (is_invisible(out[i])) continue;
        result.characters.push_back(out[i]);
        result.is_hit.push_back(is_hit[static_cast<std::size_t>(to_logical[i])]);
    }
    return result;
}

std::string coloured(std::string_view text, Look look, bool is_hit, bool is_coloured) {
    const std::string_view colour = is_coloured ? colour_of(look, is_hit) : "";
    return colour.empty() ? std::string(text) : fmt::format("{}{}{}", colour, text, reset);
}

std::string visual_text(const std::vector<Fragment>& line, Look look, bool is_right_to_left,
                        bool is_coloured) {
    const VisualLine ordered = visual(line, is_right_to_left);
    std::string text;
    for (std::size_t begin = 0; begin < ordered.characters.size();) {
        std::size_t end = begin;
        std::string run;
        while (end < ordered.characters.size() && ordered.is_hit[end] == ordered.is_hit[begin]) {
            append(run, ordered.characters[end++]);
        }
        text += coloured(run, look, ordered.is_hit[begin], is_coloured);
        begin = end;
    }
    return text;
}

using Breaks = std::unique_ptr<icu::BreakIterator>;

// Making an iterator costs a hundred times what using it on a line does.
icu::BreakIterator& breaks_of_thread(Breaks& breaks,
                                     icu::BreakIterator* (*make)(const icu::Locale&, UErrorCode&)) {
    if (breaks == nullptr) {
        UErrorCode status = U_ZERO_ERROR;
        breaks.reset(make(icu::Locale("fa"), status));
        if (U_FAILURE(status) != 0) {
            throw Error(ErrorCode::internal,
                        {fmt::format("ICU has no rules for lines: {}", u_errorName(status)),
                         fmt::format("ICU قاعدهٔ شکستن سطرها را ندارد: {}", u_errorName(status))},
                        {"reinstall the package libicu72", "بستهٔ libicu72 را دوباره نصب کنید"});
        }
    }
    return *breaks;
}

// Where lines may break, each with the end of what stands before it.
std::vector<std::int32_t> boundaries(icu::BreakIterator& breaks, const icu::UnicodeString& text) {
    breaks.setText(text);
    std::vector<std::int32_t> ends;
    breaks.first();
    for (std::int32_t end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next()) {
        ends.push_back(end);
    }
    return ends;
}

unsigned columns_of(const icu::UnicodeString& text, std::int32_t begin, std::int32_t end) {
    unsigned columns = 0;
    for (std::int32_t at = begin; at < end; at = text.moveIndex32(at, 1))
        columns += columns_of(text.char32At(at));
    return columns;
}

/// A paragraph in UTF-16, as ICU breaks it, and which of its units are marked.
struct Paragraph {
    icu::UnicodeString text;
    std::vector<bool> is_hit;

    // White space is made single spaces, none at the beginning.
    explicit Paragraph(const std::vector<Fragment>& fragments) {
        for (const Fragment& fragment : fragments) {
            const auto piece = icu::UnicodeString::fromUTF8(fragment.text);
            for (std::int32_t at = 0; at < piece.length(); at = piece.moveIndex32(at, 1)) {
                const UChar32 c = piece.char32At(at);
                const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n' ||
                                      c == line_separator || c == paragraph_separator;
                if (is_space && (text.isEmpty() || text[text.length() - 1] == u' ')) continue;
                text.append(is_space ? UChar32{' '} : c);
                is_hit.resize(static_cast<std::size_t>(text.length()), fragment.hit);
            }
        }
    }

    [[nodiscard]] std::int32_t without_space(std::int32_t begin, std::int32_t end) const {
        while (end > begin && text[end - 1] == u' ') --end;
        return end;
    }

    [[nodiscard]] std::vector<Fragment> line(std::int32_t begin, std::int32_t end) const {
        std::vector<Fragment> line;
        end = without_space(begin, end);
        // A word that is cut may hold spaces where no line breaks, as behind an opening parenthesis.
        while (begin < end && text[begin] == u' ') ++begin;
        while (begin < end) {
            const bool hit = is_hit[static_cast<std::size_t>(begin)];
            std::int32_t next = begin;
            while (next < end && is_hit[static_cast<std::size_t>(next)] == hit) ++next;
            Fragment fragment{.hit = hit};
            text.tempSubStringBetween(begin, next).toUTF8String(fragment.text);
            line.push_back(std::move(fragment));
            begin = next;
        }
        return line;
    }
};

}  // namespace

unsigned columns_of(std::string_view text) {
    unsigned columns = 0;
    for (const char32_t c : decoded(text)) columns += columns_of(static_cast<UChar32>(c));
    return columns;
}

std::vector<std::vector<Fragment>> wrapped(const std::vector<Fragment>& fragments, unsigned width) {
    const Paragraph paragraph(fragments);
    const icu::UnicodeString& text = paragraph.text;
    if (text.isEmpty()) return {};
    if (width == 0) return {paragraph.line(0, text.length())};
    static thread_local Breaks of_lines;
    static thread_local Breaks of_letters;
    icu::BreakIterator& letters = breaks_of_thread(of_letters, icu::BreakIterator::createCharacterInstance);
    std::vector<std::vector<Fragment>> lines;
    std::int32_t begin = 0;  // of the line
    unsigned used = 0;
    std::int32_t at = 0;  // the end of what the line holds
    const auto break_line = [&] {
        std::vector<Fragment> line = paragraph.line(begin, at);
        if (!line.empty()) lines.push_back(std::move(line));
        begin = at;
        used = 0;
    };
    for (const std::int32_t end :
         boundaries(breaks_of_thread(of_lines, icu::BreakIterator::createLineInstance), text)) {
        const std::int32_t visible_end = paragraph.without_space(at, end);
        if (used + columns_of(text, at, visible_end) > width) break_line();
        if (used + columns_of(text, at, visible_end) > width) {
            letters.setText(text);
            while (at < visible_end) {
                const std::int32_t next = std::min(letters.following(at), visible_end);
                const unsigned columns = columns_of(text, at, next);
                if (used + columns > width) break_line();
                used += columns;
                at = next;
            }
            used += columns_of(text, at, end);
        } else {
            used += columns_of(text, at, end);
        }
        at = end;
    }
    break_line();
    return lines;
}

std::string isolated(std::string_view text) {
    return fmt::format("{}{}{}", first_strong_isolate, text, pop_directional_isolate);
}

bool is_right_to_left(const std::vector<Fragment>& fragments) {
    for (const Fragment& fragment : fragments) {
        for (const char32_t c : decoded(fragment.text)) {
            const auto direction = u_charDirection(static_cast<UChar32>(c));
            if (direction == U_LEFT_TO_RIGHT) return false;
            if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
        }
    }
    return false;
}

std::string line_text(const std::vector<Fragment>& line, Look look, bool is_paragraph_right_to_left,
                      const TextStyle& style) {
    if (style.bidi == TextStyle::Bidi::visual) {
        return visual_text(line, look, is_paragraph_right_to_left, style.is_coloured);
    }
    std::string text;
    for (const Fragment& fragment : line)
        text += coloured(fragment.text, look, fragment.hit, style.is_coloured);
    if (style.bidi == TextStyle::Bidi::none) return text;
    return fmt::format("{}{}{}", is_paragraph_right_to_left ? right_to_left_isolate : left_to_right_isolate,
                       text, pop_directional_isolate);
}

}  // namespace jooya
