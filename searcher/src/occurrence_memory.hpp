// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "deadline.hpp"
#include "jooya/indexer/wording.hpp"
#include "live_articles.hpp"
#include "recently_used.hpp"

namespace jooya {

/// Where articles hold a word, and beside what: what a search needs to know of the word's places, for all articles at
/// once.
struct Occurrence {
    /// Of no word; one word in 65,536 has it nevertheless.
    static constexpr WordPrint none = 0xFFFF;

    Xapian::docid article;
    WordPrint own;
    WordPrint before = none;  ///< of the word before it in the same part of the article
    WordPrint after = none;   ///< likewise
};

/// The occurrences of words that quotations and beginnings asked for lately. Each list is read from the cards of all
/// articles with the word, which takes as long as looking through them once; after that, it is passed over in a
/// thousandth of the time.
///
/// Belongs to one thread, and to the revision of the database that it was made for.
class OccurrenceMemory {
  public:
    OccurrenceMemory(Xapian::Database database, LiveArticles live)
        : database_(std::move(database)), live_(std::move(live)) {}

    /// All occurrences of the word with this stem, by the numbers of the articles, ascending; of words that share its
    /// print in these articles, too. Null where it is asked for the first time: what is asked for once is not worth its
    /// reading, nor what more than `most_articles` hold. Lasts until `forget`. Throws what Xapian and the deadline throw.
    [[nodiscard]] const std::vector<Occurrence>* list(const std::string& stem,
                                                      const Deadline& deadline) const;

    /// The same where they were read before; null otherwise. Lasts as long.
    [[nodiscard]] const std::vector<Occurrence>* known(const std::string& stem) const {
        return lists_.find(stem);
    }

    /// Between two requests: drops what was not asked for lately.
    void forget(double share = 1) const;

  private:
    static constexpr std::size_t most_bytes = std::size_t{64} << 20;
    static constexpr std::size_t most_asked = 16'384;
    // Their cards are read in half a second.
    static constexpr Xapian::doccount most_articles = 200'000;

    Xapian::Database database_;
    LiveArticles live_;
    mutable RecentlyUsed<std::string, std::vector<Occurrence>> lists_{most_bytes};
    mutable std::unordered_set<std::string> asked_;
    mutable std::unordered_set<std::string> asked_now_;  ///< since `forget`
};

}  // namespace jooya
