// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deadline.hpp"
#include "index_view.hpp"

namespace jooya {

/// `text` with its last word completed in up to `limit` ways, the likeliest first: as titles with the words before
/// it go on, in the spelling of the titles and up to two words further, then by the most frequent words of the
/// index. Reads some dozens of titles. Throws what Xapian and the deadline throw.
std::vector<std::string> complete(std::string_view text, std::uint32_t limit, const IndexView& index,
                                  const Deadline& deadline);

}  // namespace jooya
