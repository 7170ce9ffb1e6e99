// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// A text in the one spelling that terms are written in, and the way back.
///
/// `origin` has one entry a byte of `text` and one more: the byte of the original at which the character
/// that this byte came from begins; the last entry is the original's length. Entries never decrease.
struct FoldedText {
    std::string text;
    std::vector<std::uint32_t> origin;
};

/// Folds UTF-8: one letter for each set of look-alikes (ي ى ې ے → ی, ك ڪ → ک, ة ہ ھ ە ۀ → ه, أ إ ٱ → ا, ؤ →
/// و, ئ → ی; آ stays), no harakat, tatweel, hamza or format controls, every half-space look-alike one ZWNJ,
/// presentation forms by NFKC, digits in ASCII, other scripts case-folded without diacritics, white space one
/// kind, bytes that are not UTF-8 a space. Any input; idempotent; linear. `into` keeps its memory.
///
/// The Persian rows are those of the Academy's spelling and of ISIRI 6219 with the Arabic, Urdu and Kurdish
/// letters that look alike; everything else is Unicode's NFKC_Casefold.
void fold(std::string_view text, FoldedText& into);

}  // namespace jooya
