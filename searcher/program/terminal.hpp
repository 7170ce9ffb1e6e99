// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal behind standard output: its size, whether it knows bidi, a pager for what is longer than it.
#pragma once

#include <string>

#include "cli/program.hpp"
#include "program/search_options.hpp"

namespace jooya {

/// How text for people is laid out on standard output, by `command` and, where that leaves it open, by the
/// terminal. Into a pipe or a file: no colours, no wrapping, letters in logical order.
TextStyle style_of(const SearchCommand& command, const cli::Io& io);

/// Writes `text` to standard output; where that is a terminal with fewer lines and `is_paged`, through $PAGER
/// (less where that is not set; empty or `cat` for none), which is waited for.
void write_text(const std::string& text, bool is_paged, cli::Io& io);

}  // namespace jooya
