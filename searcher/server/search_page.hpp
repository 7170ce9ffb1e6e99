// SPDX-License-Identifier: GPL-3.0-or-later
// The pages for people: whole without JavaScript.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "jooya/indexer/article.hpp"
#include "jooya/searcher/page.hpp"
#include "server/page_query.hpp"

namespace jooya::server {

/// The empty search box, before anything was asked. `articles` are in the archive.
std::string start_page(std::uint64_t articles);

/// Finds the article of a code, where there is one.
using ArticleOf = std::function<std::optional<Article>(const std::string&)>;

/// The result of `query`. `article_of` gives the stories that are folded into a hit their titles.
std::string result_page(const PageQuery& query, const Page& result, const ArticleOf& article_of);

/// A whole article, with others like it.
std::string article_page(const Article& article, const Page& related);

/// Where a person asked for an article that is not there.
std::string missing_article_page();

}  // namespace jooya::server
