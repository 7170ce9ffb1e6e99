// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <vector>

#include "article_store.hpp"

namespace jooya {

/// What age leaves of each article's score, 1 to 0: half of it with every `half_life_days`. Age is counted from
/// the newest of the articles, since another beginning would multiply all scores by the same; one without a
/// date is as old as the oldest. Throws what Xapian throws.
std::vector<double> left_by_age(const std::vector<Xapian::docid>& articles, double half_life_days,
                                const ArticleStore& store);

}  // namespace jooya
