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

/// Breaks `fragments` into lines of at most `width` columns at spaces; a longer word has a line of its own.
/// A width of 0 never breaks.
std::vector<std::vector<Fragment>> wrapped(const std::vector<Fragment>& fragments, unsigned width);

/// What a piece of text is, for colours.
enum class Look { plain, title, faint };

/// One line as `style` sends it to the terminal, hits marked by colour.
std::string line_text(const std::vector<Fragment>& line, Look look, const TextStyle& style);

}  // namespace jooya
