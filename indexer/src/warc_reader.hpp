// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// True where `head` begins a file in the WARC format (ISO 28500).
bool is_warc(std::string_view head);

/// Reads the pages that a crawler has fetched: the HTML in `response` records of status 200 and in `resource`
/// records. A page's address stands for what it does not say itself, url and code; the charset of its HTTP header
/// for an encoding that its bytes leave open. Pictures, scripts, requests and the like are passed over. A record
/// whose length is wrong is a Reject, and reading goes on at the next one. At most one record is held in memory.
void read_warc(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
               const ReadSink& sink);

}  // namespace jooya
