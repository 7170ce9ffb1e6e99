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
#include "word_search.hpp"

namespace jooya {

/// Reads articles for a closer look: what the reranker knows of a database. Belongs to one search.
class CandidateReader {
  public:
    /// Looks up how rare `words` are, and forgets those that no article holds: they are near to nothing. Where they were
    /// written as one word (`written_words` of XapianQuery), what is seen of them is remembered. The index must outlive the
    /// reader. Throws what Xapian throws.
    CandidateReader(const IndexView& index, std::vector<SoughtWord> words, std::size_t written_words);

    [[nodiscard]] const std::vector<SoughtWord>& words() const { return words_; }

    /// Reads articles that were found, in their given order; without their cards where they are remembered. What it gives
    /// lasts until it is called again or the index's memory forgets. Throws what Xapian throws.
    [[nodiscard]] std::span<const Candidate> read(std::span<const FoundByWords::Article> found);

    /// All stems of an article, in the order of their bytes. They last as cards do. Throws what Xapian throws.
    [[nodiscard]] std::span<const KnownStem* const> stems_of(Xapian::docid article) const;

    /// Which of `articles`, ascending, hold a stem derived as this word's is (CollectionStatistics::derived). Throws what
    /// Xapian throws.
    [[nodiscard]] std::vector<bool> hold_derived(std::size_t word,
                                                 std::span<const Xapian::docid> articles) const;

  private:
    [[nodiscard]] std::vector<Candidate> looked_at(std::span<const FoundByWords::Article> found) const;
    [[nodiscard]] Candidate candidate_of(const FoundByWords::Article& found, std::string_view bytes) const;
    void add_tokens(const Wording& wording, Candidate& candidate) const;
    void add_token(const Wording& wording, std::size_t at, Candidate& candidate) const;

    IndexView index_;
    std::vector<SoughtWord> words_;
    std::vector<WordPrint> stems_;  ///< of the words
    std::vector<WordPrint> forms_;  ///< of the words as they were typed
    bool is_remembered_;
    std::vector<Candidate> read_;
};

}  // namespace jooya
