// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "jooya/indexer/wording.hpp"
#include "matchers.hpp"

namespace jooya {

/// What is to stand in an article's wording.
struct WordPattern {
    enum class Kind : std::uint8_t {
        any,     ///< one of the words
        phrase,  ///< the words at their places: each `offsets` behind the first
        near     ///< all words within `window` tokens, in any order
    };
    Kind kind = Kind::any;
    std::vector<WordPrint> prints{};
    std::vector<WordPrint> stems{};  ///< of `any`: or one of these, in whatever form
    WordPrint mask =
        stem_print_mask;  ///< the bits that count: `stem_print_mask` for any form, all for this one
    TextScope scope = TextScope::all;      ///< no pattern runs from one part of an article into another
    std::vector<std::uint32_t> offsets{};  ///< of `phrase`; the first is 0
    std::uint32_t window = 0;              ///< of `near`

    friend bool operator==(const WordPattern&, const WordPattern&) = default;
};

/// A pattern made ready for many wordings. Immutable.
class PatternTest {
  public:
    explicit PatternTest(WordPattern pattern);

    /// Does `wording` hold the pattern? Linear in its length.
    [[nodiscard]] bool holds(const Wording& wording) const;

  private:
    WordPattern pattern_;
    std::vector<bool> is_one_;  ///< of `any`, by print
};

/// Does `wording` hold the pattern?
bool holds(const Wording& wording, const WordPattern& pattern);

/// Those of `articles` whose wording holds `pattern`: a filter that looks into each article that the rest of the
/// query meets. Works on databases of this machine only: it cannot be sent to a remote shard.
Xapian::Query holding(const Xapian::Query& articles, WordPattern pattern);

}  // namespace jooya
