// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// read_articles for bytes that stand in `depth` containers.
void read_source(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                 const ReadSink& sink, int depth);

}  // namespace jooya
