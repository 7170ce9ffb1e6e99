// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which Persian writers spell one inflected word.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "golden_table.hpp"

namespace jooya::testing {

/// `text`, which is written with half-spaces, in one of the spellings "zwnj" (as it is), "spaced", "joined"
/// and "arabic" (half-spaces, with the Arabic letters ي and ك).
inline std::string spelled(const std::string& text, std::string_view spelling) {
    constexpr std::string_view half_space = "\u200C";
    if (spelling == "zwnj") return text;
    if (spelling == "spaced") return replaced(text, half_space, " ");
    if (spelling == "joined") return replaced(text, half_space, "");
    if (spelling == "arabic") return replaced(replaced(text, "\u06CC", "\u064A"), "\u06A9", "\u0643");
    throw std::runtime_error("no spelling is called " + std::string(spelling));
}

}  // namespace jooya::testing
