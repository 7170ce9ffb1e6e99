// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deadline.hpp"
#include "index_view.hpp"

namespace jooya {

/// The articles that fit some words best: what else is likely to stand in a query with them.
class WordContext {
  public:
    /// Looks for articles with any of `stems`; costs a search. Throws what Xapian and the deadline throw.
    WordContext(const IndexView& index, const std::vector<std::string>& stems, const Deadline& deadline);

    /// How much likelier all words of `text` are here than in any article, as a logarithm; 0 where nothing can be
    /// said. Throws what Xapian throws.
    [[nodiscard]] double favour(std::string_view text);

    /// No word is favoured more.
    static const double greatest_favour;

    /// How many of these articles hold every word of `text`.
    [[nodiscard]] std::uint32_t articles_with(std::string_view text);

    [[nodiscard]] bool empty() const { return articles_.empty(); }

  private:
    const IndexView& index_;
    std::vector<Xapian::docid> articles_;
};

}  // namespace jooya
