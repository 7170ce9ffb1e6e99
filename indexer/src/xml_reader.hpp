// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "text_input.hpp"

namespace jooya {

/// True where `head` opens an XML document that is no page: a feed, or a collection of documents.
bool looks_like_xml(std::string_view head);

/// Reads the records of an XML document one by one: `<item>` of RSS 2.0 (content:encoded, dc:creator),
/// `<entry>` of Atom, `<DOC>` of the Hamshahri collections, `<article>`, `<news>` and `<record>` of exports.
/// Entities are never expanded beyond XML's own five, nothing is fetched, memory is that of one record. What
/// comes before a fault is kept. Positions are records.
void read_xml(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink);

}  // namespace jooya
