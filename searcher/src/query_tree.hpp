// SPDX-License-Identifier: GPL-3.0-or-later
// Builds query trees in their one form: lists flattened, single children in their list's place, what is empty
// left out.
#pragma once

#include <vector>

#include "jooya/indexer/schema.hpp"
#include "jooya/searcher/query.hpp"

namespace jooya {

/// Does `query` only filter (field, date), so that it is required wherever it stands?
bool is_filter(const Query& query);

std::vector<Query> one(Query query);

Query make_any(std::vector<Query> children);
Query make_or(std::vector<Query> children);

/// What must match, the one Maybe, filters, Nots; where nothing else must match, the Maybe must.
Query make_and(std::vector<Query> children);

/// `query` among what all of `filters` let through.
Query make_filtered(Query query, std::vector<Query> filters);

/// Twice not is the query itself.
Query make_not(Query query);

/// A filter stands outside every scope, and of two scopes the inner one counts.
Query make_scope(const Field& field, Query query);

}  // namespace jooya
