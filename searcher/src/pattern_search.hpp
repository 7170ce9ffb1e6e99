// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deadline.hpp"
#include "index_view.hpp"
#include "word_search.hpp"
#include "wording_source.hpp"

namespace jooya {

/// Drops those of `articles` whose wordings lack one of `patterns`. For databases of this machine. Throws what Xapian
/// throws.
void keep_holding(std::span<const PatternTest> patterns, const IndexView& index,
                  std::vector<FoundByWords::Article>& articles);

/// May the occurrences of a word be read for this? Else they are used only where they were read before.
enum class Occurrences : std::uint8_t { known, read };

/// All articles that hold the words, all of them, and every pattern, best first, from the occurrences of a pattern's
/// rarest word. Nothing where no word of a pattern has a neighbour in it, or its occurrences are not at hand
/// (OccurrenceMemory). For databases of this machine. Throws what Xapian and the deadline throw.
std::optional<std::vector<FoundByWords::Article>> all_holding(const PlainWords& words,
                                                              std::span<const WordPattern> patterns,
                                                              const IndexView& index, Occurrences may,
                                                              const Deadline& deadline);

/// How many articles hold the words and every pattern, counted up to `at_least`; nothing as of `all_holding`. Throws
/// likewise.
std::optional<std::uint64_t> count_holding(const PlainWords& words, std::span<const WordPattern> patterns,
                                           const IndexView& index, std::size_t at_least,
                                           const Deadline& deadline);

}  // namespace jooya
