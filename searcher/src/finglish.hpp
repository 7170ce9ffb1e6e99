// SPDX-License-Identifier: GPL-3.0-or-later
// Persian in Latin letters («mobareze ba terrorism»), read by the words that the index holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary.hpp"

namespace jooya {

/// What Latin letters may stand for: a word of the index, or two with a space between them.
struct LatinReading {
    std::string text;
    double score = 0;  ///< the logarithm of how many articles hold it, less what the spelling costs
};

/// Reads words in Latin letters. Belongs to one thread and one query: what it may look up is bounded.
class FinglishReader {
  public:
    explicit FinglishReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    /// The likeliest readings of `word` (lower case), best first, up to `limit`; none where no word of the
    /// index can be written so. Throws what Xapian throws.
    std::vector<LatinReading> read(std::string_view word, std::size_t limit);

  private:
    std::vector<LatinReading> words_for(std::string_view latin, std::size_t budget);
    void add_pairs(std::string_view latin, std::vector<LatinReading>& readings);
    bool begins_word(const std::string& persian);

    const Vocabulary& vocabulary_;
    std::unordered_map<std::string, bool> known_beginnings_;
    std::size_t lookups_ = 0;
};

}  // namespace jooya
