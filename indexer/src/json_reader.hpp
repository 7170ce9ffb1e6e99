// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "text_input.hpp"

namespace jooya {

/// True where the first line of `head` is a whole object: JSON Lines, one record a line.
bool looks_like_json_lines(std::string_view head);

/// Reads one article a line; a line that is broken costs only itself. Positions are lines.
void read_json_lines(TextInput& text, std::string_view source, const ReaderOptions& options,
                     const ReadSink& sink);

/// Reads a JSON document: an array of articles, one article, or an object that holds an array of them under
/// any name. Arrays are taken apart element by element and never held whole. Positions are records.
void read_json(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink);

}  // namespace jooya
