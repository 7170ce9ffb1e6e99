// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <optional>
#include <string_view>

#include "deadline.hpp"
#include "index_view.hpp"
#include "jooya/searcher/page.hpp"

namespace jooya {

/// What may have been meant by `text`, plain words: the same keys on the other keyboard layout, Persian in Latin
/// letters, or a word one slip away. Latin words that the index holds are read as Persian only where those
/// words are many times as frequent. A Persian word that it holds is doubted only where hardly an article has it
/// and the articles about the other words have another one instead, so that a valid query is hardly ever
/// second-guessed. Words in the suggestion stand as articles write them.
///
/// Costs thousands of look-ups of terms and a few searches, so it is for local databases. Throws what Xapian
/// and the deadline throw.
std::optional<Suggestion> suggest_query(std::string_view text, const IndexView& index,
                                        const Deadline& deadline);

}  // namespace jooya
