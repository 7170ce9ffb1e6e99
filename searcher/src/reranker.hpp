// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candidate.hpp"
#include "jooya/searcher/ranking.hpp"
#include "known_stem.hpp"

namespace jooya {

/// The second stage of ranking: what a closer look adds to the scores that the best articles have by their words
/// alone. It knows no database. searcher/RANKING.md tells what each part gains, and what was tried besides.
///
/// - The length of an article counts beside that of the others here, not beside the average that all databases share.
/// - *stop_word*: stop words, of which the first stage knows nothing where the query has others.
/// - *window*, *passage*: the rarest words of the query that stand together within a sentence's length, or within that
///   of two or three.
/// - *head*, *head_pairs*: words, and neighbours, in the title and the first sentences, which say what it is about.
/// - *pairs*: neighbours of the query that are neighbours in the article, in the same order.
/// - *typed*: a word in the very form that was typed.
/// - *coverage*: how much of the query the article holds at all.
/// - *fixed*: words of a fixed expression count as one. Where «میر» stands, «مرگ و» stands before it; BM25 takes them
///   for two independent rare words, and «علل مرگ و میر نهنگ‌ها» finds accidents instead of whales. What the best
///   articles show about how often neighbours stand together is taken off both.
/// - *derived*: where the article lacks a word, another of the same root (قهرمانی for قهرمان). Looked for in the forty
///   best so far.
/// - *feedback*: words that the ten best articles share say what a query of several words is about (Lavrenko and Croft,
///   SIGIR 2001); articles that hold them too move up. Only the candidates are looked at, so no posting is read for it.
///   What one word says is said, also where it is analyzed into several or is asked for in other words as well.
class Reranker {
  public:
    /// What feedback asks a database.
    struct Lookup {
        /// All of the article; what is given must outlive the call of `scores`.
        std::function<std::span<const KnownStem* const>(const Candidate&)> stems;
        std::function<double(const KnownStem&)> rarity;
        /// Which of the articles (docids, ascending) hold a stem derived as this word's is.
        std::function<std::vector<bool>(std::size_t word, std::span<const std::uint32_t> articles)>
            hold_derived;
    };

    /// `words` are the query's different words in their order, `written_words` those of XapianQuery; where there is one, no
    /// candidate's card is read. `words` and `ranking` must outlive the reranker.
    Reranker(std::span<const SoughtWord> words, std::size_t written_words, const Ranking& ranking);

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

    struct Together {
        double count = 0;
        bool is_in_head = false;
    };

    [[nodiscard]] static Together count(const Pair& pair, const Candidate& candidate);
    [[nodiscard]] double best_window(const Candidate& candidate, std::uint32_t length) const;
    [[nodiscard]] double own_score(const Candidate& candidate) const;
    [[nodiscard]] std::vector<double> shared_rarities(std::span<const Candidate> candidates) const;
    [[nodiscard]] static std::vector<std::size_t> best_of(std::span<const double> scores, std::size_t count);
    [[nodiscard]] static std::vector<WeightedPrint> shared_stems(std::span<const Candidate> candidates,
                                                                 const Lookup& lookup,
                                                                 std::span<const double> scores);
    void add_derived(std::span<const Candidate> candidates, const Lookup& lookup,
                     std::vector<double>& scores) const;
    void add_feedback(std::span<const Candidate> candidates, const Lookup& lookup,
                      std::vector<double>& scores) const;

    std::span<const SoughtWord> words_;
    std::size_t written_words_;
    const Ranking& ranking_;
    std::vector<Pair> pairs_;
    double total_rarity_ = 0;  ///< of all but stop words
    std::size_t content_words_ = 0;
};

}  // namespace jooya
