// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/markup.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "cli/program.hpp"

namespace jooya::server {

std::string escaped(std::string_view text) {
    std::string markup;
    markup.reserve(text.size());
    for (const char c : cli::printable(text)) {
        switch (c) {
            case '<':
                markup += "&lt;";
                break;
            case '>':
                markup += "&gt;";
                break;
            case '&':
                markup += "&amp;";
                break;
            case '"':
                markup += "&quot;";
                break;
            case '\'':
                markup += "&#39;";
                break;
            case '\n':
            case '\t':
                markup += ' ';
                break;
            default:
                markup += c;
        }
    }
    return markup;
}

std::string marked(const std::vector<Fragment>& fragments) {
    std::string markup;
    for (const Fragment& fragment : fragments) {
        markup += fragment.hit ? "<mark>" + escaped(fragment.text) + "</mark>" : escaped(fragment.text);
    }
    return markup;
}

bool is_web_address(std::string_view url) {
    std::string scheme(url.substr(0, std::min<std::size_t>(url.size(), 8)));
    std::ranges::transform(scheme, scheme.begin(), [](unsigned char c) { return std::tolower(c); });
    return scheme.starts_with("http://") || scheme.starts_with("https://");
}

std::string with_persian_letters(std::string_view text) {
    struct Letter {
        std::string_view arabic;
        std::string_view persian;
    };
    constexpr std::array letters{Letter{"\u064A", "\u06CC"},   // ي ARABIC LETTER YEH
                                 Letter{"\u0649", "\u06CC"},   // ى ARABIC LETTER ALEF MAKSURA
                                 Letter{"\u0643", "\u06A9"}};  // ك ARABIC LETTER KAF
    std::string shown(text);
    for (const auto& [arabic, persian] : letters) {
        for (std::size_t at = 0; (at = shown.find(arabic, at)) != std::string::npos; at += persian.size()) {
            shown.replace(at, arabic.size(), persian);
        }
    }
    return shown;
}

std::string with_ascii_digits(std::string_view text) {
    std::string ascii;
    ascii.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto trail = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        // U+06F0 to U+06F9 are DB B0 to DB B9, U+0660 to U+0669 are D9 A0 to D9 A9.
        const bool is_persian = lead == 0xDB && trail >= 0xB0 && trail <= 0xB9;
        const bool is_arabic = lead == 0xD9 && trail >= 0xA0 && trail <= 0xA9;
        if (is_persian || is_arabic) {
            ascii += static_cast<char>('0' + (trail & 0x0FU));
            ++i;
        } else {
            ascii += text[i];
        }
    }
    return ascii;
}

}  // namespace jooya::server
