// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

namespace jooya {

/// Makes `enquire` look for `query` and rank by impact × log(articles / articles with the word), in units of BM25; the
/// index holds the impacts as the postings' wdf (jooya/indexer/impact.hpp).
///
/// Where all databases are on this machine, a weight of our own does it. With `has_remote`, Xapian's TfIdfWeight "ntn",
/// which every remote shard knows: the same scores, but it takes the logarithm anew for each posting, a quarter of the
/// time of a search.
void rank_by_impact(Xapian::Enquire& enquire, const Xapian::Query& query, bool has_remote);

}  // namespace jooya
