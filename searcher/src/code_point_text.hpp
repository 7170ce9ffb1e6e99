// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya {

/// The code points of `text`; bytes that are not UTF-8 become U+FFFD.
std::u32string to_code_points(std::string_view text);

std::string to_utf8(std::u32string_view characters);

}  // namespace jooya
