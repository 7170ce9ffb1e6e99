// SPDX-License-Identifier: GPL-3.0-or-later
// The article inside a document's data, so that it can be shown, highlighted and exported.
//
//     data     := version zstd(fields)            version is one byte, `stored_article_version`
//     fields   := code title lead body date agency category author url count tag*
//     string   := varint(length) bytes            every field but date and count
//     date     := 0 | 1 has_time(0|1) varint(zigzag(seconds))
//     count    := varint(number of tags)
#pragma once

#include <string>
#include <string_view>

#include "jooya/indexer/article.hpp"

namespace jooya {

inline constexpr char stored_article_version = 1;

/// The fields of `article` before compression: one article gives one byte sequence and no other, so the
/// digest of an article is taken of it.
std::string canonical_fields(const Article& article);

/// Compresses what canonical_fields gave into a document's data. Thread-safe.
std::string encode_stored_article(std::string_view canonical);

/// Reads a document's data. Throws Error: damaged, where it is not what encode_stored_article wrote.
/// Thread-safe.
Article decode_stored_article(std::string_view data);

}  // namespace jooya
