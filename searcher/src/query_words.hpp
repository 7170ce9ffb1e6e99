// SPDX-License-Identifier: GPL-3.0-or-later
// The words and characters that mean something in the query language.
#pragma once

#include <string_view>

namespace jooya {

inline constexpr std::string_view persian_and = "و";
inline constexpr std::string_view persian_or = "یا";
inline constexpr std::string_view persian_not = "نه";

inline constexpr char32_t left_guillemet = U'\u00AB';      // «
inline constexpr char32_t right_guillemet = U'\u00BB';     // »
inline constexpr char32_t left_double_quote = U'\u201C';   // “
inline constexpr char32_t right_double_quote = U'\u201D';  // ”
inline constexpr char32_t low_double_quote = U'\u201E';    // „
inline constexpr char32_t double_prime = U'\u2033';        // ″
inline constexpr char32_t minus_sign = U'\u2212';          // −
inline constexpr char32_t zwnj = U'\u200C';

/// Is `word`, in any spelling of its letters, one of the Persian operators?
bool is_persian_operator(std::string_view word);

}  // namespace jooya
