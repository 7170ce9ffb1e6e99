// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <string>
#include <vector>

#include "jooya/searcher/ranking.hpp"

namespace jooya {

/// How close together the words of a query stand in an article: the proximity part of BM25TP (Büttcher,
/// Clarke and Lushman, SIGIR 2006). Every two neighbouring occurrences of different words lend each other
/// their rarity, divided by the square of their distance; the sums saturate like BM25's counts.
///
/// It is computed from the positions of the best articles only. OR'd NEAR queries, the other way, took a
/// second per query and made results worse.
class Proximity {
  public:
    /// `terms` are the query's different words, stop words left out.
    Proximity(const Xapian::Database& database, const std::vector<std::string>& terms,
              const Ranking& ranking);

    /// Are there two words, and does their distance count at all?
    [[nodiscard]] bool counts() const {
        return !words_.empty() && (ranking_.adjacent > 0 || ranking_.early > 0);
    }

    /// What is added to the article's score. Throws what Xapian throws.
    [[nodiscard]] double score(Xapian::docid article) const;

  private:
    struct Word {
        std::string term;
        double rarity;
    };

    const Xapian::Database& database_;
    const Ranking& ranking_;
    std::vector<Word> words_;
    double average_length_;
};

}  // namespace jooya
