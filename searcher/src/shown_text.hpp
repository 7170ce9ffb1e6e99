// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya {

/// `text` as it may leave the program: without C0 and C1 controls (newline and tab become spaces), without
/// bidi controls and without bytes that are not UTF-8. ZWNJ and ZWJ stay.
std::string shown(std::string_view text);

}  // namespace jooya
