// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "deadline.hpp"
#include "index_view.hpp"
#include "jooya/searcher/page.hpp"
#include "jooya/searcher/query.hpp"
#include "to_xapian.hpp"
#include "vocabulary.hpp"

namespace jooya {

/// A query that finds fewer articles than this, a page of them, hardly finds anything.
inline constexpr Xapian::doccount hardly_any = 10;

/// When to look for what else may have been meant; that costs thousands of look-ups of terms.
enum class Suggests : std::uint8_t { never, where_little_is_found, always };

/// What to run instead of a query that found nothing or hardly anything, and what to tell about it.
struct Climbed {
    Query words;  ///< the query itself where no rung found more
    std::optional<Suggestion> suggestion;
    std::vector<Note> notes;
    std::optional<XapianQuery> built;  ///< of the words and the filters, where no rung found more
};

/// The ladder: readings of a query further and further from what was typed, each tried only where all before
/// it found nothing, or hardly anything. Letters are folded and words stemmed from the start, so the first
/// rung is the query itself.
///
/// | rung | tried where | reading |
/// |---|---|---|
/// | stem | nothing was found | `=exact` and `begin*` as words in any form |
/// | synonym | hardly anything was found | other names of the same, beside what was typed |
/// | layout, finglish, spelling | hardly anything was found | the suggestion, beside what was typed |
/// | any word | nothing was found | `+`, AND, NEAR and parts of articles no longer required |
///
/// The rung that found something is told in a note: `found-by-stem`, `found-by-layout`, … Quotations and filters
/// are kept on every rung; where they are why nothing is found, a note says so.
class Ladder {
  public:
    /// `filters` hold on every rung.
    Ladder(const IndexView& index, Reach reach, std::vector<Query> filters, Suggests suggests,
           const Deadline& deadline);

    /// `text` is what was typed, `words` how it was read. Throws what Xapian and
    /// the deadline throw.
    [[nodiscard]] Climbed climb(std::string_view text, Query words) const;

  private:
    /// `words` and the filters.
    [[nodiscard]] XapianQuery build(const Query& words) const;
    /// Articles that are found, `hardly_any` at most.
    [[nodiscard]] Xapian::doccount count(const XapianQuery& query) const;
    [[nodiscard]] Xapian::doccount count(const Query& words) const { return count(build(words)); }
    [[nodiscard]] std::optional<Suggestion> suggestion_for(std::string_view text, const Query& words) const;

    IndexView index_;
    Reach reach_;
    std::vector<Query> filters_;
    Suggests suggests_;
    const Deadline& deadline_;
};

}  // namespace jooya
