// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/searcher/query.hpp"
#include "jooya/searcher/synonyms.hpp"

namespace jooya {

/// `query` with the other names of what it names beside them: among words side by side as further words, elsewhere
/// as alternatives. What is excluded, exact words and beginnings stay as they are. The query itself where it
/// names nothing that has other names. `analysis` is room to work in, quicker where it has met the words before.
Query with_other_names(const Query& query, const Synonyms& synonyms, Analysis& analysis);

}  // namespace jooya
