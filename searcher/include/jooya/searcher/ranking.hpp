// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jooya {

/// The numbers that order results. Terms are weighted by BM25 (Robertson and Zaragoza 2009); the rest adds to
/// it. `scripts/evaluate --sweep` measures each of them over a range on all sets.
struct Ranking {
    double k1 = 1.2;         ///< how fast further occurrences of a word stop counting
    double b = 0.75;         ///< how much long articles are held back, 0 to 1
    double surface = 0.2;    ///< of the very form that was typed, beside its stem's 1
    double adjacent = 0;     ///< of two query words that stand close together, beside 1 for each alone
    double window = 3;       ///< how close that is: within so many positions
    double stop_word = 0.1;  ///< of a stop word among other words, beside 1 for those; 0 leaves them out
};

}  // namespace jooya
