// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jooya {

/// The numbers that order results. All articles that match are weighted word by word by BM25 (Robertson and
/// Zaragoza 2009); the best of them are then looked at closely (reranker.hpp), which adds the rest. 0 switches a
/// part off.
///
/// Chosen on Hamshahri, news titles, ParsiNLU and PQuAD together; searcher/RANKING.md has the experiments, and
/// `scripts/evaluate DATA --rank NAME=VALUE` repeats each.
struct Ranking {
    // All that match
    double k1 = 1.3;       ///< how fast further occurrences of a word stop counting
    double b = 0.75;       ///< how much long articles are held back, 0 to 1
    double stop_word = 1;  ///< of a stop word among other words, beside 1 for those

    // The best of them
    double early = 0.8;     ///< of words near the beginning
    double window = 0.6;    ///< of words that stand together within a sentence's length
    double pairs = 0.2;     ///< of neighbours that are neighbours
    double typed = 0.1;     ///< of the very form that was typed
    double coverage = 0.2;  ///< of holding many of the words at all
    double fixed = 0.5;     ///< of counting the words of a fixed expression as one
    double feedback = 0.4;  ///< of holding what the best articles have in common
};

}  // namespace jooya
