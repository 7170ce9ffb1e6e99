// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "text_input.hpp"

namespace jooya {

/// Reads one article from the page of a news site.
///
/// Metadata first: JSON-LD (NewsArticle and its kin), Open Graph, `article:*`, `nastooh:*`, Dublin Core,
/// microdata, `<time>`, the canonical link; then what the page itself shows: «کد خبر», a date near the title,
/// labelled lines. The body is the element that holds most running text for the links and scraps in it;
/// menus, lists of links, comments and the page's own phrases (indexer/data) are left out. A layout that
/// nothing is known of gives all of its text rather than none; a page of pictures gives its lead and an empty
/// body. `address`, where the page was fetched from, stands for the url and code that it does not name.
void read_html(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink,
               std::string_view address = {});

}  // namespace jooya
