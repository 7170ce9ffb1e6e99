// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal_text.hpp"

#include <fmt/format.h>
#include <fribidi.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "shown_text.hpp"

namespace jooya {

namespace {

constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_directional_isolate = "\u2069";
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

VisualLine visual(const std::vector<Fragment>& line) {
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
    FriBidiParType direction = FRIBIDI_PAR_RTL;
    // Reorders and shapes; 0 where memory ran out, and then the logical order must do.
    if (length == 0 || fribidi_log2vis(in.data(), length, &direction, out.data(), nullptr, to_logical.data(),
                                       nullptr) == 0) {
        return {logical, is_hit};
    }
    VisualLine result;
    for (std::size_t i = 0; i < logical.size(); ++i) {
        if (out[i] == FRIBIDI_CHAR_FILL || columns_of(static_cast<UChar32>(out[i])) == 0) continue;
        result.characters.push_back(out[i]);
        result.is_hit.push_back(is_hit[static_cast<std::size_t>(to_logical[i])]);
    }
    return result;
}

std::string coloured(std::string_view text, Look look, bool is_hit, bool is_coloured) {
    const std::string_view colour = is_coloured ? colour_of(look, is_hit) : "";
    return colour.empty() ? std::string(text) : fmt::format("{}{}{}", colour, text, reset);
}

std::string visual_text(const std::vector<Fragment>& line, Look look, bool is_coloured) {
    const VisualLine ordered = visual(line);
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

}  // namespace

unsigned columns_of(std::string_view text) {
    unsigned columns = 0;
    for (const char32_t c : decoded(text)) columns += columns_of(static_cast<UChar32>(c));
    return columns;
}

std::vector<std::vector<Fragment>> wrapped(const std::vector<Fragment>& fragments, unsigned width) {
    // Words are what stands between spaces; one may be made of several fragments.
    std::vector<std::vector<Fragment>> words(1);
    for (const Fragment& fragment : fragments) {
        const std::string text = shown(fragment.text);
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find(' ', begin), text.size());
            if (end > begin) words.back().push_back({text.substr(begin, end - begin), fragment.hit});
            if (end < text.size() && !words.back().empty()) words.emplace_back();
            begin = end + 1;
        }
    }
    std::vector<std::vector<Fragment>> lines;
    unsigned used = 0;
    for (const std::vector<Fragment>& word : words) {
        if (word.empty()) continue;
        unsigned columns = 0;
        for (const Fragment& part : word) columns += columns_of(part.text);
        if (lines.empty() || (width > 0 && used + 1 + columns > width)) {
            lines.emplace_back();
            used = 0;
        } else {
            std::vector<Fragment>& line = lines.back();
            // A space between two hits belongs to neither.
            if (line.back().hit) {
                line.push_back({" ", false});
            } else {
                line.back().text += ' ';
            }
            ++used;
        }
        for (const Fragment& part : word) {
            std::vector<Fragment>& line = lines.back();
            if (!line.empty() && line.back().hit == part.hit) {
                line.back().text += part.text;
            } else {
                line.push_back(part);
            }
        }
        used += columns;
    }
    return lines;
}

std::string line_text(const std::vector<Fragment>& line, Look look, const TextStyle& style) {
    if (style.bidi == TextStyle::Bidi::visual) return visual_text(line, look, style.is_coloured);
    std::string text;
    for (const Fragment& fragment : line)
        text += coloured(fragment.text, look, fragment.hit, style.is_coloured);
    if (style.bidi == TextStyle::Bidi::none) return text;
    return fmt::format("{}{}{}", first_strong_isolate, text, pop_directional_isolate);
}

}  // namespace jooya
