// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "jooya/analyzers/token.hpp"

namespace jooya {

/// A written word of folded text: letters with the half-spaces between them, a number, an address.
struct Word {
    std::string_view text;    ///< folded; may hold half-spaces inside, never at an end
    std::uint32_t begin = 0;  ///< bytes in the folded text
    std::uint32_t end = 0;
    TokenKind kind = TokenKind::word;
    std::uint64_t hash = 0;  ///< word_hash of the text
    bool has_half_space = false;
    bool follows_space = false;  ///< nothing but plain spaces stand between the word before and this one
};

/// Splits folded text into words, as ICU's word rules (UAX #29) do, but for what Persian news needs:
/// a full stop or colon between letters parts them (ICU joins «است.وی»), but initials make one acronym
/// (U.S.A, ج.ا.ا); Persian letters and digits beside each other part (آیفون۱۵); `_` parts; grouped and
/// decimal numbers, e-mail addresses and URLs are one word; a word behind # is a hashtag.
///
/// Numbers lose their grouping marks and have '.' for the decimal mark, written to `scratch`, which must
/// outlive `into`. Linear in the length of the text.
void segment(std::string_view folded, std::vector<Word>& into, std::vector<char>& scratch);

}  // namespace jooya
