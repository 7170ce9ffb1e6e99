// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "index_view.hpp"

namespace jooya {

/// A word of the index as articles mostly write it, with its half-spaces and hamzas: هستهای as هسته‌ای, رییس as
/// رئیس. Looks at the beginnings of a few articles that hold the word; `surface` itself where none shows it.
/// Throws what Xapian throws.
std::string written_form(std::string_view surface, const IndexView& index);

}  // namespace jooya
