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

/// ISIRI 9147 with Shift: letters, marks on them, and what stands between words but for the signs of the query
/// language. A half-space is Shift and B, or Shift and the space bar.
inline constexpr std::array isiri_9147_shifted{
    Key{U'H', U'آ'},      Key{U'C', U'ژ'},      Key{U'S', U'ئ'},      Key{U'A', U'ؤ'},
    Key{U'F', U'إ'},      Key{U'G', U'أ'},      Key{U'J', U'ة'},      Key{U'D', U'ي'},
    Key{U'Z', U'ك'},      Key{U'M', U'ء'},      Key{U'N', U'\u0654'}, Key{U'X', U'\u0653'},
    Key{U'V', U'\u0670'}, Key{U'B', U'\u200C'}, Key{U'Q', U'\u0652'}, Key{U'W', U'\u064C'},
    Key{U'E', U'\u064D'}, Key{U'R', U'\u064B'}, Key{U'T', U'\u064F'}, Key{U'Y', U'\u0650'},
    Key{U'U', U'\u064E'}, Key{U'I', U'\u0651'}, Key{U'K', U'»'},      Key{U'L', U'«'}};

/// Where Windows' older Persian layout types something else.
inline constexpr std::array windows_legacy{
    Key{U'm', U'ئ'}, Key{U'\\', U'پ'},     Key{U'`', U'پ'},      Key{U'G', U'ۀ'},      Key{U'J', U'ـ'},
    Key{U'K', U'«'}, Key{U'L', U'»'},      Key{U'Z', U'ة'},      Key{U'X', U'ي'},      Key{U'V', U'ؤ'},
    Key{U'B', U'إ'}, Key{U'N', U'أ'},      Key{U'M', U'ء'},      Key{U'T', U'،'},      Key{U'Y', U'؛'},
    Key{U'U', U','}, Key{U'A', U'\u064E'}, Key{U'S', U'\u064F'}, Key{U'D', U'\u0650'}, Key{U'F', U'\u0651'}};

enum class Layout { isiri, windows };

/// What the keys that typed `text` on the US layout type on a Persian one.
std::string typed_in_persian(std::string_view text, Layout layout);

/// What the keys that typed `text` on a Persian layout type on the US one, in lower case.
std::string typed_in_english(std::string_view text);

/// Do the keys of two Persian letters touch?
bool are_neighbours(char32_t a, char32_t b);

}  // namespace jooya
