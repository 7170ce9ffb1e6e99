// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "jooya/indexer/wording.hpp"

namespace jooya {

/// A stem that some article was found to hold; the same object wherever it is met, so that its address tells it from
/// others.
struct KnownStem {
    std::string_view text;
    WordPrint print;                         ///< stem_print(text)
    mutable std::optional<double> rarity{};  ///< in its index, once it was asked for
};

}  // namespace jooya
