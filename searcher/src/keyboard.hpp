// SPDX-License-Identifier: GPL-3.0-or-later
// The Persian keyboard, key by key.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace jooya {

/// A key: what it types on the US layout and on a Persian one.
struct Key {
    char32_t us;
    char32_t persian;
};

/// One row of keys, from left to right.
using KeyRow = std::array<Key, 12>;

/// ISIRI 9147, without Shift. The last row is filled up with keys that type the same on both.
inline constexpr std::array<KeyRow, 3> isiri_9147{KeyRow{Key{U'q', U'ض'},
                                                         {U'w', U'ص'},
                                                         {U'e', U'ث'},
                                                         {U'r', U'ق'},
                                                         {U't', U'ف'},
                                                         {U'y', U'غ'},
                                                         {U'u', U'ع'},
                                                         {U'i', U'ه'},
                                                         {U'o', U'خ'},
                                                         {U'p', U'ح'},
                                                         {U'[', U'ج'},
                                                         {U']', U'چ'}},
                                                  KeyRow{Key{U'a', U'ش'},
                                                         {U's', U'س'},
                                                         {U'd', U'ی'},
                                                         {U'f', U'ب'},
                                                         {U'g', U'ل'},
                                                         {U'h', U'ا'},
                                                         {U'j', U'ت'},
                                                         {U'k', U'ن'},
                                                         {U'l', U'م'},
                                                         {U';', U'ک'},
                                                         {U'\'', U'گ'},
                                                         {U' ', U' '}},
                                                  KeyRow{Key{U'z', U'ظ'},
                                                         {U'x', U'ط'},
                                                         {U'c', U'ز'},
                                                         {U'v', U'ر'},
                                                         {U'b', U'ذ'},
                                                         {U'n', U'د'},
                                                         {U'm', U'پ'},
                                                         {U',', U'و'},
                                                         {U'.', U'.'},
                                                         {U'/', U'/'},
                                                         {U' ', U' '},
                                                         {U' ', U' '}}};

/// With Shift.
inline constexpr std::array isiri_9147_shifted{Key{U'H', U'آ'}, Key{U'C', U'ژ'}};

/// Where Windows' older Persian layout types something else.
inline constexpr std::array windows_legacy{Key{U'm', U'ئ'}, Key{U'\\', U'پ'}, Key{U'`', U'پ'}};

enum class Layout { isiri, windows };

/// What the keys that typed `text` on the US layout type on a Persian one.
std::string typed_in_persian(std::string_view text, Layout layout);

/// What the keys that typed `text` on a Persian layout type on the US one, in lower case.
std::string typed_in_english(std::string_view text);

/// Do the keys of two Persian letters touch?
bool are_neighbours(char32_t a, char32_t b);

}  // namespace jooya
