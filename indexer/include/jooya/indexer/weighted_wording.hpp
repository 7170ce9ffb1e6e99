// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/wording.hpp"

namespace jooya {

/// A part of an article, and what one of its tokens counts.
struct WeightedPart {
    TextPart part;
    double weight;
};

inline constexpr std::array weighted_parts{WeightedPart{TextPart::title, double{find_field("title")->weight}},
                                           WeightedPart{TextPart::lead, double{find_field("lead")->weight}},
                                           WeightedPart{TextPart::body, double{find_field("body")->weight}}};

/// How long an article is, in tokens weighted as their fields are.
inline double weighted_length(const Wording& wording) {
    double length = 0;
    for (const auto& [part, weight] : weighted_parts) {
        length += weight * static_cast<double>(wording.end_of(part) - wording.begin_of(part));
    }
    return length;
}

}  // namespace jooya
