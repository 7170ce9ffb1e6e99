// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks and the instruction budget work on: nothing but what stands in the tree.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "corpus_texts.hpp"
#include "jooya/indexer/article_reader.hpp"
#include "memory_source.hpp"

namespace jooya::testing {

/// The articles that the readers find in `bytes`, in their order.
inline std::vector<Article> articles_in(std::string_view bytes) {
    std::vector<Article> articles;
    MemorySource source(bytes);
    read_articles(source, "-", {}, [&](ReadItem&& item) {
        if (auto* read = std::get_if<ReadArticle>(&item)) articles.push_back(std::move(read->article));
        return true;
    });
    return articles;
}

/// All articles of corpus/, in order of file.
inline std::vector<Article> corpus_articles() {
    std::vector<Article> articles;
    for (const std::string& text : corpus_texts()) {
        for (Article& article : articles_in(text)) articles.push_back(std::move(article));
    }
    return articles;
}

/// `articles` as JSON Lines, as an agency exports them.
inline std::string to_json_lines(const std::vector<Article>& articles) {
    std::string lines;
    for (const Article& article : articles) lines += to_json(article) + '\n';
    return lines;
}

/// Queries of each kind that the language knows, of words that corpus/ has.
inline constexpr std::array<std::string_view, 12> queries = {
    "زلزله",
    "مبارزه با تروریسم",
    "«مبارزه با تروریسم» سوریه",
    "+روسیه -ایران همکاری",
    "نتایج هماهنگی اقدامات با تهران در سوریه",
    "(زلزله یا سیل) و تهران",
    "title:دولت body:«قیمت نفت»",
    "مجلس NEAR/5 بودجه",
    "نماینده*",
    "=کتاب‌ها",
    "agency:تسنیم date:1396/01..1402/12 ورزش",
    "hgc hdvhk",
};

}  // namespace jooya::testing
