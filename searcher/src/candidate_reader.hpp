// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candidate.hpp"
#include "index_view.hpp"

namespace jooya {

/// Reads articles for a closer look: what the reranker knows of a database. Belongs to one search.
class CandidateReader {
  public:
    /// An article and its score by its words alone.
    struct Found {
        Xapian::docid article;
        double score;
    };

    /// Looks up how rare `words` are, and forgets those that no article holds: they are near to nothing. The index must
    /// outlive the reader. Throws what Xapian throws.
    CandidateReader(const IndexView& index, std::vector<SoughtWord> words);

    [[nodiscard]] const std::vector<SoughtWord>& words() const { return words_; }

    /// Reads articles, in their given order. Their cards last until the index's memory forgets. Throws what Xapian throws.
    [[nodiscard]] std::vector<Candidate> read(std::span<const Found> found) const;

    /// All stems of an article, in the order of their bytes. They last as cards do. Throws what Xapian throws.
    [[nodiscard]] std::span<const KnownStem* const> stems_of(Xapian::docid article) const;

    /// Which of `articles`, ascending, hold a stem derived as this word's is (CollectionStatistics::derived). Throws what
    /// Xapian throws.
    [[nodiscard]] std::vector<bool> hold_derived(std::size_t word,
                                                 std::span<const Xapian::docid> articles) const;

  private:
    [[nodiscard]] Candidate candidate_of(const Found& found, std::string_view bytes) const;
    void add_tokens(const Wording& wording, Candidate& candidate) const;
    void add_token(const Wording& wording, std::size_t at, Candidate& candidate) const;

    IndexView index_;
    std::vector<SoughtWord> words_;
    std::vector<WordPrint> stems_;  ///< of the words
    std::vector<WordPrint> forms_;  ///< of the words as they were typed
};

}  // namespace jooya
