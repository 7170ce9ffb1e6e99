// SPDX-License-Identifier: GPL-3.0-or-later
// Persian text on a terminal: how wide it is, where its lines break, in which order its letters stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jooya/searcher/page.hpp"
#include "jooya/searcher/result_writer.hpp"

namespace jooya {

/// Columns that `text` takes: none for marks and half-spaces, two for wide letters of East Asia.
unsigned columns_of(std::string_view text);

/// Breaks `fragments`, which are fit to be shown (shown_text.hpp), into lines of at most `width` columns where
/// Unicode's rules allow it (UAX 14); a word that is longer is cut between its letters. White space is made
/// single spaces and left out at the ends of lines. A width of 0 never breaks.
std::vector<std::vector<Fragment>> wrapped(const std::vector<Fragment>& fragments, unsigned width);

/// `text` between U+2068 and U+2069, so that what stands around it does not change the order of its letters.
std::string isolated(std::string_view text);

/// Is the first letter of `fragments` that has a direction one that is written from right to left?
bool is_right_to_left(const std::vector<Fragment>& fragments);

/// What a piece of text is, for colours.
enum class Look { plain, title, faint };

/// One line of a paragraph as `style` sends it to the terminal, hits marked by colour. All lines of a
/// paragraph have its direction, whatever they begin with.
std::string line_text(const std::vector<Fragment>& line, Look look, bool is_paragraph_right_to_left,
                      const TextStyle& style);

}  // namespace jooya
