// SPDX-License-Identifier: GPL-3.0-or-later
// Random texts for properties, the same again for the same seed.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

namespace jooya::testing {

/// The environment variable JOOYA_SEED, else a new number; printed, so that a failure can be repeated.
inline std::uint64_t seed() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread changes the environment
    const char* given = std::getenv("JOOYA_SEED");
    const std::uint64_t value = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::cout << "JOOYA_SEED=" << value << '\n';
    return value;
}

inline void append_utf8(char32_t c, std::string& text) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | c >> 18);
        text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// Persian words and letters, half-space look-alikes, marks, digits, addresses, characters from all of
/// Unicode and bytes that are no characters, up to `pieces` of them.
inline std::string random_text(std::mt19937_64& random, std::size_t pieces) {
    static constexpr std::array<std::string_view, 34> common = {
        " ",      " ",      "\u200C", "\u200C", "\u200B", "\u00AC", "\u200E", "\u0640", "\u064B",
        "\u0653", "\u0654", "\n",     ".",      "\u060C", "#",      "_",      "/",      ",",
        "@",      "می",     "ها",     "های",    "تر",     "بر",     "رود",    "رفته",   "اند",
        "کتاب",   "خانه",   "بین",    "المللی", "۱۲٬۵۰۰", "a.ir",   "U.S.A"};
    const auto below = [&](std::uint64_t bound) { return random() % bound; };
    std::string text;
    for (std::size_t i = below(pieces + 1); i > 0; --i) {
        switch (below(8)) {
            case 0:
            case 1:
            case 2:
                text += common[below(common.size())];
                break;
            case 3:
            case 4:
                append_utf8(static_cast<char32_t>(0x0600 + below(0x100)), text);
                break;
            case 5:
                append_utf8(static_cast<char32_t>(0xFB50 + below(0x3B0)), text);
                break;
            case 6: {
                const auto c = static_cast<char32_t>(below(0x110000));
                if (c < 0xD800 || c > 0xDFFF) append_utf8(c, text);
                break;
            }
            default:
                text += static_cast<char>(below(256));
        }
    }
    return text;
}

}  // namespace jooya::testing
