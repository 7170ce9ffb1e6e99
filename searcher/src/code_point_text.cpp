// SPDX-License-Identifier: GPL-3.0-or-later
#include "code_point_text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace jooya {

bool is_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0) return false;
    }
    return true;
}

std::u32string to_code_points(std::string_view text) {
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

std::string to_utf8(std::u32string_view characters) {
    std::string text;
    for (const char32_t c : characters) {
        std::array<std::uint8_t, 4> bytes{};
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
        text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
    }
    return text;
}

std::string in_persian_letters(std::string_view text) {
    constexpr char32_t arabic_yeh = U'\u064A';
    constexpr char32_t arabic_kaf = U'\u0643';
    std::u32string letters = to_code_points(text);
    std::ranges::replace(letters, arabic_yeh, U'ی');
    std::ranges::replace(letters, arabic_kaf, U'ک');
    return to_utf8(letters);
}

}  // namespace jooya
