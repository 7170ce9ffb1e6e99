// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "jooya/searcher/page.hpp"

namespace jooya {

/// Values of one facet that a page shows at most, the most frequent ones.
inline constexpr std::size_t max_facet_values = 50;

/// Counts the values of fields over the articles that a search meets.
class FacetCounter {
  public:
    /// `names`: "agency", "category", "author", "tag", "year", "month"; others are noted in `notes`.
    FacetCounter(const std::vector<std::string>& names, std::vector<Note>& notes);

    /// Has `enquire` count while it matches.
    void watch(Xapian::Enquire& enquire);

    [[nodiscard]] bool empty() const { return counters_.empty(); }

    /// After the match. Values that fold alike are counted together, under their commonest spelling; years
    /// and months stand in order of time, newest first, others in order of frequency.
    [[nodiscard]] std::vector<Facet> facets() const;

  private:
    struct Counter {
        std::string name;
        std::unique_ptr<Xapian::ValueCountMatchSpy> spy;
    };
    std::vector<Counter> counters_;
};

}  // namespace jooya
