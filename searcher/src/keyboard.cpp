// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "code_point_text.hpp"

namespace jooya {

namespace {

template <typename Keys>
std::optional<char32_t> find(const Keys& keys, char32_t typed, char32_t Key::*from, char32_t Key::*to) {
    const auto found = std::ranges::find(keys, typed, from);
    return found == keys.end() ? std::nullopt : std::optional((*found).*to);
}

// Row and column of a letter's key.
std::optional<std::pair<int, int>> place_of(char32_t letter) {
    for (std::size_t row = 0; row < isiri_9147.size(); ++row) {
        const auto found = std::ranges::find(isiri_9147[row], letter, &Key::persian);
        if (found != isiri_9147[row].end()) {
            return std::pair{static_cast<int>(row), static_cast<int>(found - isiri_9147[row].begin())};
        }
    }
    return std::nullopt;
}

char32_t persian_key(char32_t c, Layout layout) {
    if (layout == Layout::windows) {
        if (const auto key = find(windows_legacy, c, &Key::us, &Key::persian)) return *key;
    }
    if (const auto shifted = find(isiri_9147_shifted, c, &Key::us, &Key::persian)) return *shifted;
    const char32_t lower = c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
    for (const KeyRow& row : isiri_9147) {
        if (const auto key = find(row, lower, &Key::us, &Key::persian)) return *key;
    }
    return c;
}

char32_t english_key(char32_t c) {
    for (const KeyRow& row : isiri_9147) {
        if (const auto key = find(row, c, &Key::persian, &Key::us)) return *key;
    }
    const auto shifted = find(isiri_9147_shifted, c, &Key::persian, &Key::us);
    if (!shifted) return c;
    return *shifted >= U'A' && *shifted <= U'Z' ? *shifted + (U'a' - U'A') : *shifted;
}

}  // namespace

std::string typed_in_persian(std::string_view text, Layout layout) {
    std::u32string characters = to_code_points(text);
    for (char32_t& c : characters) c = persian_key(c, layout);
    return to_utf8(characters);
}

std::string typed_in_english(std::string_view text) {
    std::u32string characters = to_code_points(text);
    for (char32_t& c : characters) c = english_key(c);
    return to_utf8(characters);
}

bool are_neighbours(char32_t a, char32_t b) {
    const auto left = place_of(a);
    const auto right = place_of(b);
    return left && right && std::abs(left->first - right->first) <= 1 &&
           std::abs(left->second - right->second) <= 1;
}

}  // namespace jooya
