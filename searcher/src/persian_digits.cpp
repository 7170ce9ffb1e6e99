// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/persian_digits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace jooya {

std::string with_persian_digits(std::string_view text) {
    const bool has_letter = std::ranges::any_of(text, [](unsigned char c) { return std::isalpha(c) != 0; });
    if (has_letter) return std::string(text);
    std::string shown;
    shown.reserve(text.size() * 2);
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            // U+06F0 to U+06F9 are DB B0 to DB B9.
            shown += '\xDB';
            shown += static_cast<char>('\xB0' + (c - '0'));
        } else {
            shown += c;
        }
    }
    return shown;
}

std::string persian_number(std::uint64_t number) {
    constexpr std::string_view thousands_separator = "\u066C";
    const std::string digits = std::to_string(number);
    std::string grouped;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) grouped += thousands_separator;
        grouped += digits[i];
    }
    return with_persian_digits(grouped);
}

std::string persian_decimal(double value) {
    constexpr std::string_view decimal_separator = "\u066B";
    std::string text = fmt::format("{:.1f}", value);
    if (const std::size_t point = text.find('.'); point != std::string::npos)
        text.replace(point, 1, decimal_separator);
    return with_persian_digits(text);
}

}  // namespace jooya
