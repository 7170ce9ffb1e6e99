// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "text_input.hpp"

namespace jooya {

/// True where the first line of `head` is a header: two or more names that mean fields of an article, parted
/// by commas, tabs, semicolons or bars.
bool looks_like_csv(std::string_view head, const ReaderOptions& options);

/// Reads a table as RFC 4180 has it, one article a row, its columns named by the header. A row with other
/// than the header's number of columns, or with a quote that never closes, costs only its first line.
/// Positions are lines.
void read_csv(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink);

}  // namespace jooya
