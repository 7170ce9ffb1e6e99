// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader of a query tells its user, each with the code that programs go by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "jooya/searcher/page.hpp"

namespace jooya::query_notes {

Note too_long(std::size_t limit);
Note too_many_words(std::size_t limit);
Note too_many_wildcards(std::size_t limit);
Note short_wildcard(std::string_view word, std::size_t letters);
Note too_deep(std::size_t limit);
Note unbalanced_quote();
Note unbalanced_parenthesis();
Note stray_operator(std::string_view sign);
Note bad_date(std::string_view text);
Note near_needs_words();
Note near_needs_content();
Note exact_needs_word();
Note cut_wildcard(std::string_view beginning, std::size_t limit);
Note unknown_facet(std::string_view name);
Note unknown_field(std::string_view name);
Note unknown_code(std::string_view code);
Note undated_left_out();
Note offset_too_far(std::size_t limit);
Note near_too_far(std::size_t limit);

/// The rungs of the ladder (ladder.hpp) beyond the query itself.
enum class Rung : std::uint8_t { stem, synonym, layout, finglish, spelling, any_word };

/// Which rung found what the page shows: `found-by-stem`, `found-by-any-word`, … `as_typed` articles were found
/// by the query itself; `reading` is what was searched instead, or besides.
Note found_by(Rung rung, std::size_t as_typed, std::string_view reading);

Note only_without_filters();
Note only_without_quotes();

/// Adds `note` unless one of its code is there already: a user is told once.
void add(std::vector<Note>& notes, Note note);

}  // namespace jooya::query_notes
