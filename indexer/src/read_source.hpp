// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// Where bytes stand in the containers around them.
struct Nesting {
    int archives = 0;                             ///< how many are open
    bool is_gzip = false;                         ///< the innermost is gzip
    const std::uint64_t* packed_bytes = nullptr;  ///< what has been read of the outermost so far
};

/// read_articles for bytes inside containers.
void read_source(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                 const ReadSink& sink, const Nesting& nesting);

}  // namespace jooya
