// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "jooya/searcher/page.hpp"

namespace jooya {

/// Values of one facet that a page shows at most: the most frequent ones, of years and months the newest.
inline constexpr std::size_t max_facet_values = 50;

/// Counts the values of fields over the articles that a search meets.
class FacetCounter {
  public:
    /// `names`: "agency", "category", "author", "tag", "year", "month"; others are noted in `notes`.
    FacetCounter(const std::vector<std::string>& names, std::vector<Note>& notes);

    /// Counts over up to `most` of the articles that `query` meets, faster where the database is a single one
    /// on this machine. Throws what Xapian throws.
    void count(const Xapian::Query& query, const Xapian::Database& database, Xapian::doccount most,
               bool is_one_and_local);

    [[nodiscard]] bool empty() const { return counters_.empty(); }

    /// What was counted. Values that fold alike are counted together, under their commonest spelling; years
    /// and months stand in order of time, newest first, others in order of frequency.
    [[nodiscard]] std::vector<Facet> facets() const;

  private:
    /// How many articles have a value.
    using Counts = std::unordered_map<std::string, Xapian::doccount>;
    struct Counter {
        std::string name;
        std::uint32_t slot;
    };
    std::vector<Counter> counters_;
    std::map<std::uint32_t, Counts> counts_;  ///< by slot: years and months share one
};

}  // namespace jooya
