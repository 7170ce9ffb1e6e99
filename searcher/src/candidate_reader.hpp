// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "candidate.hpp"
#include "jooya/analyzers/analyzer.hpp"

namespace jooya {

/// Reads articles for a closer look: what the reranker knows of a database. Belongs to one search.
class CandidateReader {
  public:
    /// Looks up how rare `words` are. Both arguments must outlive the reader. Throws what Xapian throws.
    CandidateReader(const Xapian::Database& database, std::vector<SoughtWord> words);

    [[nodiscard]] const std::vector<SoughtWord>& words() const { return words_; }

    /// The article, whose score by its words alone is `score`. Throws what Xapian throws.
    [[nodiscard]] Candidate read(Xapian::docid article, double score);

    /// log(articles / articles with the stem), of a stem that a candidate holds.
    [[nodiscard]] double rarity(StemNumber stem) const;

  private:
    void add_field(std::string_view text, double weight, Candidate& candidate);
    StemNumber number_of(std::string_view stem);

    const Xapian::Database& database_;
    std::vector<SoughtWord> words_;
    double articles_;
    double average_length_;
    Analysis analysis_;
    std::uint32_t begin_ = 0;                              ///< of the field at hand
    std::unordered_map<std::string, StemNumber> numbers_;  ///< sought words first, in their order
    std::vector<const std::string*> names_;
    std::vector<double> counts_;  ///< of each stem in the article at hand
};

}  // namespace jooya
