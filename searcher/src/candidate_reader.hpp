// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "candidate.hpp"

namespace jooya {

/// Reads articles for a closer look: what the reranker knows of a database. Belongs to one search.
class CandidateReader {
  public:
    /// Looks up how rare `words` are, and forgets those that no article holds: they are near to nothing. The database
    /// must outlive the reader. Throws what Xapian throws.
    CandidateReader(const Xapian::Database& database, std::vector<SoughtWord> words);

    [[nodiscard]] const std::vector<SoughtWord>& words() const { return words_; }

    /// The article, whose score by its words alone is `score`. Throws what Xapian throws.
    [[nodiscard]] Candidate read(Xapian::docid article, double score) const;

    /// All stems of an article, in the order of their bytes. Throws what Xapian throws.
    [[nodiscard]] std::vector<HeldStem> stems_of(Xapian::docid article) const;

    /// log(articles / articles with the stem), of a stem that an article holds. Throws what Xapian throws.
    [[nodiscard]] double rarity(std::string_view stem) const;

  private:
    static constexpr std::uint8_t no_word = 0xFF;

    void add_part(const Wording& wording, TextPart part, double weight, Candidate& candidate) const;

    const Xapian::Database& database_;
    double articles_;
    std::vector<SoughtWord> words_;
    std::vector<WordPrint> forms_;  ///< of the words as they were typed
    std::array<std::uint8_t, std::size_t{1} << stem_print_bits> word_of_{};  ///< by the print of its stem
};

}  // namespace jooya
