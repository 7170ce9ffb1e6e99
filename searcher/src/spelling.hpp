// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the index one slip away from what was typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// What may have been meant by a word that the index does not hold.
struct Correction {
    std::string text;            ///< one word, or two with a space between them
    double cost = 0;             ///< of the slip: the negative logarithm of how likely it is
    std::uint32_t articles = 0;  ///< that hold it; of two words, the rarer one's

    /// Greater is likelier.
    [[nodiscard]] double score() const;
};

/// How many articles hold a word; 0 where there is no such word.
using ArticlesWith = std::function<std::uint32_t(const std::string& word)>;

/// The likeliest corrections of `word` (folded), best first, up to `limit`: one letter more, less or another,
/// two in the wrong order, letters that sound alike, a lost space. None for a single letter,
/// which has too many neighbours, or more than 24. Costs some hundreds of
/// calls of `articles`. Throws what that throws.
std::vector<Correction> corrections(std::string_view word, const ArticlesWith& articles, std::size_t limit);

}  // namespace jooya
