// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <optional>
#include <string_view>

#include "jooya/searcher/page.hpp"
#include "vocabulary.hpp"

namespace jooya {

/// What may have been meant by `text`, plain words of which the index does not know all: the same keys on the
/// other keyboard layout, Persian in Latin letters, or a word one slip away. Nothing where every word is
/// known, so that a valid query is never second-guessed. Costs up to a few thousand look-ups of terms, so it
/// is for local databases. Throws what Xapian throws.
std::optional<Suggestion> suggest_query(std::string_view text, const Xapian::Database& database,
                                        const Vocabulary& vocabulary);

}  // namespace jooya
