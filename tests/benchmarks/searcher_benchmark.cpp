// SPDX-License-Identifier: GPL-3.0-or-later
// How long a query takes to be read and answered, and an article to be shown with its hits, on one thread.
// Searches are over the few articles of corpus/: they show what is spent beside reading postings; scripts/bench
// measures large databases.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "build_index.hpp"
#include "highlight.hpp"
#include "inputs.hpp"
#include "jooya/searcher/parse_query.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;

void count_items(benchmark::State& state, std::size_t items) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void parse_query(benchmark::State& state) {
    for (auto _ : state) {
        for (const std::string_view query : jooya::testing::queries)
            benchmark::DoNotOptimize(jooya::parse_query(query));
    }
    count_items(state, jooya::testing::queries.size());
}
BENCHMARK(parse_query)->Unit(benchmark::kMicrosecond);

/// The stems that articles' titles are made of, as a search for the title would have them marked.
jooya::Matchers matchers_of(const std::string& title, jooya::Analysis& analysis) {
    jooya::Matchers matchers;
    jooya::persian().analyze(title, analysis);
    for (const jooya::Token& token : analysis.tokens()) {
        if (!token.is_stop) matchers.stems[std::string(token.stem)] = 1;
    }
    return matchers;
}

/// Analysis, marks and two sentences of every article, marked by the words of its own title.
void snippets(benchmark::State& state) {
    const std::vector<Article> articles = jooya::testing::corpus_articles();
    jooya::Analysis analysis;
    std::vector<jooya::Matchers> matchers;
    for (const Article& article : articles) matchers.push_back(matchers_of(article.title, analysis));
    for (auto _ : state) {
        for (std::size_t i = 0; i < articles.size(); ++i) {
            jooya::persian().analyze(articles[i].body, analysis);
            const auto marks = find_marks(articles[i].body, analysis, matchers[i]);
            benchmark::DoNotOptimize(jooya::snippet(articles[i].body, marks, 2));
        }
    }
    count_items(state, articles.size());
}
BENCHMARK(snippets)->Unit(benchmark::kMillisecond);

/// The whole way of each query, to ten codes or to a page with snippets.
void search(benchmark::State& state, bool only_codes) {
    const jooya::testing::TemporaryFolder folder;
    jooya::testing::build_index(folder / "corpus.db", jooya::testing::corpus_articles());
    jooya::Searcher searcher({folder / "corpus.db"});
    jooya::Request request;
    request.only_codes = only_codes;
    for (auto _ : state) {
        for (const std::string_view query : jooya::testing::queries) {
            request.query = query;
            benchmark::DoNotOptimize(searcher.search(request));
        }
    }
    count_items(state, jooya::testing::queries.size());
}
BENCHMARK_CAPTURE(search, codes, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, page, false)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
