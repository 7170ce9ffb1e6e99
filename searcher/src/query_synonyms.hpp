// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jooya/searcher/query.hpp"
#include "jooya/searcher/synonyms.hpp"

namespace jooya {

/// `query` with the other names of what it names beside them: among words side by side as further words, elsewhere
/// as alternatives. What is excluded, exact words and beginnings stay as they are. The query itself where it
/// names nothing that has other names.
Query with_other_names(const Query& query, const Synonyms& synonyms);

}  // namespace jooya
