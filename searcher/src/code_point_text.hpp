// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya {

bool is_utf8(std::string_view text);

/// The code points of `text`; bytes that are not UTF-8 become U+FFFD.
std::u32string to_code_points(std::string_view text);

std::string to_utf8(std::u32string_view characters);

/// `text` with Persian letters in the place of Arabic ي and ك, for showing.
std::string in_persian_letters(std::string_view text);

}  // namespace jooya
