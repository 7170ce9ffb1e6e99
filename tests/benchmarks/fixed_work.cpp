// SPDX-License-Identifier: GPL-3.0-or-later
// Fixed pieces of work, whose instructions instruction_budget has callgrind count. What is done once in a process, the
// loading of libraries and the building of tables, is done before the counting begins.
#include <valgrind/callgrind.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "build_index.hpp"
#include "document_builder.hpp"
#include "highlight.hpp"
#include "inputs.hpp"
#include "jooya/searcher/parse_query.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;

/// Does `work` once uncounted and once counted under `name`.
template <typename Work>
void count(const char* name, Work work) {
    work();
    CALLGRIND_ZERO_STATS;
    CALLGRIND_TOGGLE_COLLECT;
    work();
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(name);
    std::puts(name);
}

void analyze_new_words(const std::vector<Article>& articles) {
    jooya::Analysis analysis;
    for (const Article& article : articles) jooya::persian().analyze(article.body, analysis);
}

jooya::Matchers matchers_of(std::string_view title, jooya::Analysis& analysis) {
    jooya::Matchers matchers;
    jooya::persian().analyze(title, analysis);
    for (const jooya::Token& token : analysis.tokens()) matchers.stems[std::string(token.stem)] = 1;
    return matchers;
}

}  // namespace

int main() {
    const std::vector<std::string> pages = jooya::testing::corpus_texts("html");
    const std::vector<Article> articles = jooya::testing::corpus_articles();
    const std::string json_lines = jooya::testing::to_json_lines(articles);

    count("analyze-new-words", [&] { analyze_new_words(articles); });

    jooya::Analysis analysis;
    count("analyze-known-words", [&] {
        for (const Article& article : articles) jooya::persian().analyze(article.body, analysis);
    });
    count("read-json-lines", [&] { jooya::testing::articles_in(json_lines); });
    count("read-html", [&] {
        for (const std::string& page : pages) jooya::testing::articles_in(page);
    });

    jooya::DocumentBuilder builder;
    count("build-documents", [&] {
        for (const Article& article : articles) {
            const std::string canonical = canonical_fields(article);
            builder.build(article, canonical, jooya::digest_of(canonical), "corpus");
        }
    });
    count("parse-queries", [&] {
        for (const std::string_view query : jooya::testing::queries) jooya::parse_query(query);
    });
    count("snippets", [&] {
        for (const Article& article : articles) {
            const jooya::Matchers matchers = matchers_of(article.title, analysis);
            jooya::persian().analyze(article.body, analysis);
            jooya::snippet(article.body, find_marks(article.body, analysis, matchers), 2);
        }
    });

    const jooya::testing::TemporaryFolder folder;
    int built = 0;
    count("build-index", [&] { jooya::testing::build_index(folder / std::to_string(++built), articles); });
    jooya::Searcher searcher({folder / "1"});
    jooya::Request request;
    const auto search = [&] {
        for (const std::string_view query : jooya::testing::queries) {
            request.query = query;
            (void)searcher.search(request);
        }
    };
    request.only_codes = true;
    count("search-codes", search);
    request.only_codes = false;
    count("search-page", search);
    return 0;
}
