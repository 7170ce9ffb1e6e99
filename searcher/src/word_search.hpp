// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "deadline.hpp"
#include "index_view.hpp"
#include "posting_memory.hpp"
#include "wording_source.hpp"

namespace jooya {

/// A query that is words and nothing else.
struct PlainWords {
    std::vector<std::string> terms;  ///< of stems
    bool are_all_needed = false;     ///< or is any of them enough?

    friend bool operator==(const PlainWords&, const PlainWords&) = default;
};

/// `query` as plain words; nothing where it is anything more.
std::optional<PlainWords> plain_words(const Xapian::Query& query);

/// What articles hold the words, as an MSet tells it.
struct FoundByWords {
    struct Article {
        Xapian::docid article;
        double score;
    };
    std::vector<Article> best;  ///< highest score first; of equals the higher number
    std::uint64_t total = 0;    ///< of articles that match
    bool is_exact = true;       ///< or is `total` an estimate?
};

/// The last searches of a request: the ladder asks first what the request itself asks then. Belongs to one thread.
class LastSearch {
  public:
    /// Which articles with the words hold the patterns, as best_holding (pattern_search.hpp) found out.
    struct Holding {
        PlainWords words;
        std::vector<WordPattern> patterns;
        FoundByWords found;
    };

    /// What this search found; null where it is another one.
    [[nodiscard]] const FoundByWords* found(const PlainWords& words, std::size_t wanted,
                                            std::uint64_t at_least) const {
        const bool is_same =
            last_ && last_->words == words && last_->wanted == wanted && last_->at_least == at_least;
        return is_same ? &last_->found : nullptr;
    }
    const FoundByWords& keep(PlainWords words, std::size_t wanted, std::uint64_t at_least,
                             FoundByWords found) {
        return last_.emplace(Search{std::move(words), wanted, at_least, std::move(found)}).found;
    }
    [[nodiscard]] const std::optional<Holding>& holding() const { return holding_; }
    void keep(Holding holding) { holding_ = std::move(holding); }

    /// Between two requests.
    void forget() {
        last_.reset();
        holding_.reset();
    }

  private:
    struct Search {
        PlainWords words;
        std::size_t wanted;
        std::uint64_t at_least;
        FoundByWords found;
    };
    std::optional<Search> last_;
    std::optional<Holding> holding_;
};

/// The order of what is found.
inline constexpr auto is_better = [](const FoundByWords::Article& a, const FoundByWords::Article& b) {
    return a.score != b.score ? a.score > b.score : a.article > b.article;
};

/// The score of an article that holds all words of `lists`; nothing where it lacks one.
std::optional<double> score_of(Xapian::docid article, std::span<const PostingList* const> lists,
                               const IndexView& index);

/// The `wanted` best articles, ranked as rank_by_impact ranks them, from posting lists in memory. Exact as a whole; once
/// `at_least` articles were counted, windows without one of the best are passed over, and their articles estimated. With
/// `wanted` 0 it only counts, up to about `at_least`. For databases of this machine. Throws what Xapian and the deadline
/// throw.
FoundByWords search_words(const PlainWords& words, const IndexView& index, std::size_t wanted,
                          std::uint64_t at_least, const Deadline& deadline);

}  // namespace jooya
