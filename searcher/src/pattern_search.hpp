// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

/// What is found by words alone: so many of the best of them.
using WordsFound = std::function<FoundByWords(std::size_t wanted)>;

/// The best articles that hold words and every pattern: all of them, or `needed` of them and an estimate of the others.
/// Looks through the best hundred by the words alone, which mostly hold a quotation of them too, then where these words
/// are known to stand, then through the best thousand. `words` are what `find` finds by, where they are plain; their
/// answer is kept for the rest of the request. Nothing where all of that does not tell enough. For databases of this
/// machine. Throws what Xapian and the deadline throw.
std::optional<FoundByWords> best_holding(const std::optional<PlainWords>& words,
                                         std::span<const WordPattern> patterns, const IndexView& index,
                                         std::size_t needed, const WordsFound& find,
                                         const Deadline& deadline);

/// The same of plain words, found by `search_words`.
std::optional<FoundByWords> best_holding(const PlainWords& words, std::span<const WordPattern> patterns,
                                         const IndexView& index, std::size_t needed,
                                         const Deadline& deadline);

}  // namespace jooya
