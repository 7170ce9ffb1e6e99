// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary.hpp"

namespace jooya {

/// `text` with its last word completed in up to `limit` ways, the most frequent first.
/// Throws what Xapian throws.
std::vector<std::string> complete(std::string_view text, std::uint32_t limit, const Vocabulary& vocabulary);

}  // namespace jooya
