// SPDX-License-Identifier: GPL-3.0-or-later
// The first step of reading a query: from characters to tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/schema.hpp"
#include "jooya/searcher/page.hpp"
#include "jooya/searcher/parse_query.hpp"

namespace jooya {

struct QueryToken {
    enum class Kind : std::uint8_t {
        word,
        phrase,
        open,
        close,
        must,      ///< `+`
        excluded,  ///< `-` or NOT
        exact,     ///< `=`
        field,     ///< `title:`
        conjunction,
        disjunction,
        near
    };
    Kind kind = Kind::word;
    std::string text = {};                    ///< of a word or a phrase, UTF-8, without signs and quotes
    bool is_prefix = false;                   ///< a word that ended in `*`
    const Field* field = nullptr;             ///< of `field`
    std::uint32_t distance = 0;               ///< of `near`
    std::vector<std::size_t> word_ends = {};  ///< of a phrase: where in `text` each piece with letters ends
};

/// Splits `text` into tokens within `limits` (characters, nesting, wildcards); parentheses come out balanced,
/// Persian operators decided. What was read another way than it was typed is added to `notes`.
std::vector<QueryToken> tokenize_query(std::string_view text, const QueryLimits& limits,
                                       std::vector<Note>& notes);

}  // namespace jooya
