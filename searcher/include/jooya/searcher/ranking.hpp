// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jooya {

/// The numbers that order results beside the impacts that the index holds (jooya/indexer/impact.hpp). Those weigh all
/// articles that match, word by word; the best of them are then looked at closely (reranker.hpp), which adds the
/// rest. 0 switches a part off.
///
/// Chosen on Hamshahri, news titles, ParsiNLU and PQuAD together; searcher/RANKING.md has the experiments, and
/// `scripts/evaluate DATA --rank NAME=VALUE` repeats each.
struct Ranking {
    double stop_word = 1.3;   ///< of stop words among other words, beside 1 for those
    double window = 0.8;      ///< of words that stand together within a sentence's length
    double passage = 0.2;     ///< of words that stand together within two or three sentences
    double head = 0.5;        ///< of words in the title and the first sentences
    double head_pairs = 0.2;  ///< of neighbours that are neighbours there
    double pairs = 0.2;       ///< of neighbours that are neighbours
    double typed = 0.1;       ///< of the very form that was typed
    double coverage = 0.2;    ///< of holding many of the words at all
    double fixed = 0.5;       ///< of counting the words of a fixed expression as one
    double derived = 1;       ///< of another word of the same root in place of one
    double feedback = 0.5;    ///< of holding what the best articles have in common
};

}  // namespace jooya
