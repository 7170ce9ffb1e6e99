// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_set>

#include "digest.hpp"
#include "jooya/indexer/index_writer.hpp"

namespace jooya {

/// Before the code of an article that was deleted on request, in the database's metadata; the value is the moment, in
/// seconds since the epoch.
inline constexpr std::string_view deletion_prefix = "jooya.deleted.";

/// Counts what makes every source worth reading again, for the record of a source says nothing about articles of it
/// that were kept out.
inline constexpr std::string_view rereads_key = "jooya.rereads";

/// The digests of the codes that were deleted on request.
std::unordered_set<Digest, DigestHash> deleted_codes(const IndexWriter& writer);

/// Makes the next run read every source again.
void read_all_again(IndexWriter& writer);

/// Makes `to` remember the deletions that `from` remembers, these and no others, and removes their articles.
void carry_deletions(const Xapian::Database& from, IndexWriter& to);

}  // namespace jooya
