// SPDX-License-Identifier: GPL-3.0-or-later
// How many bytes of articles are read in a second, by format, and made into documents, on one thread.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "document_builder.hpp"
#include "inputs.hpp"

namespace {

using jooya::Article;

void read(benchmark::State& state, const std::vector<std::string>& files) {
    std::size_t bytes = 0;
    for (const std::string& file : files) bytes += file.size();
    for (auto _ : state) {
        for (const std::string& file : files) benchmark::DoNotOptimize(jooya::testing::articles_in(file));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void read_json_lines(benchmark::State& state) {
    read(state, {jooya::testing::to_json_lines(jooya::testing::corpus_articles())});
}
BENCHMARK(read_json_lines)->Unit(benchmark::kMillisecond);

/// The pages of corpus/html, whose articles are found among menus and lists.
void read_html(benchmark::State& state) {
    read(state, jooya::testing::corpus_texts("html"));
}
BENCHMARK(read_html)->Unit(benchmark::kMillisecond);

/// From the article to the document that is ready to be written, with a builder that knows the words.
void build_documents(benchmark::State& state) {
    const std::vector<Article> articles = jooya::testing::corpus_articles();
    jooya::DocumentBuilder builder;
    std::size_t bytes = 0;
    for (const Article& article : articles)
        bytes += article.title.size() + article.lead.size() + article.body.size();
    for (auto _ : state) {
        for (const Article& article : articles) {
            const std::string canonical = canonical_fields(article);
            benchmark::DoNotOptimize(
                builder.build(article, canonical, jooya::digest_of(canonical), "corpus"));
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(build_documents)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
