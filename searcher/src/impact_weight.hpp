// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include "jooya/indexer/impact.hpp"

namespace jooya {

/// Ranks by impact × log(articles / articles with the word), in units of 1 / impact::scale: the index holds the rest.
inline Xapian::TfIdfWeight impact_weight() {
    return Xapian::TfIdfWeight("ntn");
}

/// The same scores in units of BM25.
inline Xapian::Query in_units(const Xapian::Query& query) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, 1 / impact::scale};
}

}  // namespace jooya
