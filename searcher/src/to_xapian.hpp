// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "candidate.hpp"
#include "index_view.hpp"
#include "jooya/searcher/page.hpp"
#include "jooya/searcher/query.hpp"
#include "matchers.hpp"
#include "wording_source.hpp"

namespace jooya {

/// How many words a beginning stands for at most, the most frequent ones.
inline constexpr std::size_t max_expansions = 64;

/// How far a query can look: the searched databases' terms only, where some are on other machines, or also the order
/// of the words in an article.
enum class Reach : std::uint8_t { terms, wording };

/// A query as Xapian runs it.
struct XapianQuery {
    Xapian::Query query{};  ///< without `required`
    std::vector<WordPattern>
        required{};  ///< each of which every article must hold besides: quotations and NEAR
    ScopedMatchers matchers{};
    std::vector<SoughtWord> sought{};  ///< words side by side, each once; their rarity is not known yet
    std::size_t written_words =
        0;  ///< of `sought` but stop words, as they were written; of alternatives the most
    std::vector<Note> notes{};
    bool is_wider =
        false;  ///< it also meets articles whose words stand elsewhere than was asked for (Reach::terms)
};

/// Turns a tree into terms of `index` through the analyzer that made them. Throws what Xapian throws.
XapianQuery to_xapian(const Query& query, const IndexView& index, Reach reach);

/// The query with all that is required: looks into the wording of every article that has the words.
Xapian::Query whole_query(const XapianQuery& built);

}  // namespace jooya
