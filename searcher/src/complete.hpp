// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// A word of the index, and how many articles hold it.
struct Completion {
    Xapian::doccount articles = 0;
    std::string word;
};

struct Completions {
    std::vector<Completion> words;  ///< most frequent first
    bool is_cut = false;            ///< there are more
};

/// Words of the index that are looked at for one beginning; a single letter has tens of thousands.
inline constexpr std::size_t max_completions_seen = 20'000;

/// The up to `limit` most frequent written forms in `database` that begin with `beginning` (folded).
/// Throws what Xapian throws.
Completions frequent_completions(const std::string& beginning, std::size_t limit,
                                 const Xapian::Database& database);

/// `text` with its last word completed in up to `limit` ways, the most frequent first.
std::vector<std::string> complete(std::string_view text, std::uint32_t limit,
                                  const Xapian::Database& database);

}  // namespace jooya
