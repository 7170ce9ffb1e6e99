// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "candidate.hpp"
#include "recently_used.hpp"
#include "word_search.hpp"

namespace jooya {

/// What a closer look at the best articles of one word, and of the words that it is put together from, saw lately: it passes
/// over every token of fifty articles, and the same names are asked for again and again.
///
/// Belongs to one thread, and to the revision of the database that it was made for. What it gives lasts until `forget`.
class CandidateMemory {
  public:
    /// What was seen of `words` in these very articles; null where that is not known.
    [[nodiscard]] const std::vector<Candidate>* find(std::span<const SoughtWord> words,
                                                     std::span<const FoundByWords::Article> articles) const {
        const auto* known = seen_.find(key_of(words));
        const auto is_same = [](const Candidate& candidate, const FoundByWords::Article& found) {
            return candidate.article == found.article && candidate.score == found.score;
        };
        const bool is_known = known != nullptr && std::ranges::equal(*known, articles, is_same);
        return is_known ? known : nullptr;
    }

    /// Keeps `candidates` but their cards, whose bytes may go before.
    const std::vector<Candidate>& keep(std::span<const SoughtWord> words,
                                       std::vector<Candidate> candidates) const {
        std::size_t bytes = of_entry;
        for (Candidate& candidate : candidates) {
            candidate.card = {};
            bytes += sizeof(Candidate) + candidate.words.capacity() * sizeof(Candidate::Word) +
                     candidate.occurrences.capacity() * sizeof(Candidate::Occurrence) + 2 * of_allocation;
        }
        return seen_.add(key_of(words), std::move(candidates), bytes);
    }

    /// Between two requests: drops what was not asked for lately.
    void forget(double share = 1) const { seen_.forget(share); }

  private:
    static std::string key_of(std::span<const SoughtWord> words) {
        std::string key;
        for (const SoughtWord& word : words) key.append(word.surface).append(1, '\n');
        return key;
    }

    // Some 1,600 words in fifty articles each.
    static constexpr std::size_t most_bytes = std::size_t{16} << 20;
    static constexpr std::size_t of_entry = 160;  // of a map's, with a word of usual length, about
    static constexpr std::size_t of_allocation = 16;

    mutable RecentlyUsed<std::string, std::vector<Candidate>> seen_{most_bytes};
};

}  // namespace jooya
