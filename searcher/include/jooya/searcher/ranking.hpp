// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jooya {

/// The numbers that order results. Terms are weighted by BM25 (Robertson and Zaragoza 2009); the rest adds to
/// it. Chosen by nDCG@10 on three sets, Hamshahri / news titles / ParsiNLU reading comprehension;
/// `scripts/evaluate DATA --rank NAME=VALUE` repeats each experiment.
struct Ranking {
    /// How fast further occurrences of a word stop counting. 1.6 gives .892/.898/.788, 1.2 .889/.901/.789.
    double k1 = 1.2;
    /// How much long articles are held back, 0 to 1. 0.6 gives .874/.886/.769, 0.75 .881/.891/.775.
    double b = 0.75;
    /// Of the very form that was typed, beside its stem's 1. 0 gives .884/.890/.770, 0.2 .881/.891/.775.
    double surface = 0.2;
    /// Of words that stand close together (proximity.hpp). 0 gives .881/.891/.775, 0.3 .885/.897/.773.
    double adjacent = 0.3;
    /// Of words that stand near the beginning (proximity.hpp). 0 gives .882/.892/.786, 0.5 .890/.901/.789.
    double early = 0.6;
    /// Of a stop word among other words, beside 1 for those. 0 gives .882/.891/.784, 0.3 .882/.892/.786.
    double stop_word = 0.3;
};

}  // namespace jooya
