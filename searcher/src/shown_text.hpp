// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jooya/searcher/page.hpp"

namespace jooya {

/// `text` as it may leave the program: without C0 and C1 controls (newline and tab become spaces), without
/// bidi controls and without bytes that are not UTF-8. ZWNJ and ZWJ stay.
std::string shown(std::string_view text);

/// The same with the newlines kept.
std::string shown_lines(std::string_view text);

/// The text of `fragments` without their marks.
std::string plain(const std::vector<Fragment>& fragments);

}  // namespace jooya
