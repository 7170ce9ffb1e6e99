// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/searcher/page.hpp"
#include "matchers.hpp"

namespace jooya {

/// A stretch of text that matched, and how much it says (the weight of its rarest word).
struct Mark {
    Span span;
    double weight = 0;
    std::string_view word;  ///< the stem that matched; lives as long as the analysis
};

/// The stretches of `text` that `matchers` match, in order, apart from each other, each of whole written
/// words: a suffix behind a half-space belongs to its word. `analysis` holds the tokens of `text`.
std::vector<Mark> find_marks(std::string_view text, const Analysis& analysis, const Matchers& matchers);

/// The whole of `text`, cut where hits begin and end; white space is made single spaces.
std::vector<Fragment> highlight(std::string_view text, const std::vector<Mark>& marks);

/// The up to `sentences` sentences of `text` that hold the most of what was asked, in their order, parted by
/// « … »; long ones cut around their hits. Where nothing matched, the text's beginning.
std::vector<Fragment> snippet(std::string_view text, const std::vector<Mark>& marks, std::uint32_t sentences);

}  // namespace jooya
