// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "candidate.hpp"
#include "jooya/searcher/ranking.hpp"

namespace jooya {

/// The second stage of ranking: what a closer look adds to the scores that the best articles have by their words
/// alone. It knows no database. searcher/RANKING.md tells what each part gains, and what was tried besides.
///
/// - *window*: the rarest words of the query that stand together within a sentence's length.
/// - *pairs*: neighbours of the query that are neighbours in the article, in the same order.
/// - *typed*: a word in the very form that was typed.
/// - *coverage*: how much of the query the article holds at all.
/// - *fixed*: words of a fixed expression count as one. Where «میر» stands, «مرگ و» stands before it; BM25 takes them
///   for two independent rare words, and «علل مرگ و میر نهنگ‌ها» finds accidents instead of whales. What the best
///   articles show about how often neighbours stand together is taken off both.
/// - *feedback*: words that the ten best articles share say what the query is about (Lavrenko and Croft, SIGIR 2001);
///   articles that hold them too move up. Only the candidates are looked at, so no posting is read for it.
class Reranker {
  public:
    /// What feedback asks a database.
    struct Lookup {
        std::function<std::vector<HeldStem>(const Candidate&)> stems;  ///< all of the article
        std::function<double(std::string_view stem)> rarity;
        std::function<bool(std::string_view stem)> is_stop;
    };

    /// `words` are the query's different words, stop words left out, in their order. They and `ranking` must outlive
    /// the reranker.
    Reranker(std::span<const SoughtWord> words, const Ranking& ranking);

    /// The new scores of `candidates`, in their order, which is that of their scores. Looks up the stems of the best
    /// few, and the rarity of some hundred.
    [[nodiscard]] std::vector<double> scores(std::span<const Candidate> candidates,
                                             const Lookup& lookup) const;

  private:
    struct Pair {
        std::size_t left;
        std::size_t right;
        std::uint32_t distance;
    };
    struct WeightedPrint {
        WordPrint print;  ///< of a stem
        double weight;
    };

    [[nodiscard]] double count(const Pair& pair, const Candidate& candidate) const;
    [[nodiscard]] double best_window(const Candidate& candidate) const;
    [[nodiscard]] double own_score(const Candidate& candidate) const;
    [[nodiscard]] std::vector<double> shared_rarities(std::span<const Candidate> candidates) const;
    [[nodiscard]] static std::vector<WeightedPrint> shared_stems(std::span<const Candidate> candidates,
                                                                 const Lookup& lookup,
                                                                 std::span<const double> scores);
    void add_feedback(std::span<const Candidate> candidates, const Lookup& lookup,
                      std::vector<double>& scores) const;

    std::span<const SoughtWord> words_;
    const Ranking& ranking_;
    std::vector<Pair> pairs_;
    double total_rarity_ = 0;
};

}  // namespace jooya
