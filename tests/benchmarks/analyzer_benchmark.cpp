// SPDX-License-Identifier: GPL-3.0-or-later
// How many bytes of UTF-8 the analyzer takes in a second, stage by stage, on one thread.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus_texts.hpp"
#include "fold.hpp"
#include "join.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "segment.hpp"
#include "word.hpp"

namespace {

/// The texts of corpus/ over and over, 4 MB or more, as one text.
const std::string& text() {
    static const std::string repeated = [] {
        constexpr std::size_t enough = 4'000'000;
        const std::vector<std::string> texts = jooya::testing::corpus_texts();
        std::string all;
        while (all.size() < enough) {
            for (const std::string& one : texts) all += one + '\n';
        }
        return all;
    }();
    return repeated;
}

void count_bytes(benchmark::State& state) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(text().size()));
}

void fold(benchmark::State& state) {
    jooya::FoldedText folded;
    for (auto _ : state) {
        jooya::fold(text(), folded);
        benchmark::DoNotOptimize(folded.text.data());
    }
    count_bytes(state);
}
BENCHMARK(fold)->Unit(benchmark::kMillisecond);

/// Of text that is folded already; bytes are those of the text before.
void segment(benchmark::State& state) {
    jooya::FoldedText folded;
    jooya::fold(text(), folded);
    std::vector<jooya::Word> words;
    std::vector<char> scratch;
    for (auto _ : state) {
        jooya::segment(folded.text, words, scratch);
        benchmark::DoNotOptimize(words.data());
    }
    count_bytes(state);
}
BENCHMARK(segment)->Unit(benchmark::kMillisecond);

/// The words of the text as segmentation leaves them, and the memory that they lie in.
struct Segmented {
    jooya::FoldedText folded;
    std::vector<jooya::Word> words;
    std::vector<char> numbers;

    Segmented() {
        jooya::fold(text(), folded);
        jooya::segment(folded.text, words, numbers);
    }
};

/// Joining what spaces have parted, with the copying of the words, which it changes.
void join(benchmark::State& state) {
    const Segmented segmented;
    std::vector<jooya::Word> words;
    std::vector<char> joined;
    for (auto _ : state) {
        words = segmented.words;
        jooya::join_detached_affixes(words, joined);
        benchmark::DoNotOptimize(words.data());
    }
    count_bytes(state);
}
BENCHMARK(join)->Unit(benchmark::kMillisecond);

/// The stages that see one word, from half-spaces to stop words, over every different word of the text.
void stem(benchmark::State& state) {
    const Segmented segmented;
    std::set<std::string_view> words;
    for (const jooya::Word& word : segmented.words) {
        if (word.kind == jooya::TokenKind::word) words.insert(word.text);
    }
    std::vector<jooya::WordPart> parts;
    for (auto _ : state) {
        for (const std::string_view word : words) {
            jooya::split_half_spaces(word, parts);
            jooya::split_compounds(parts);
            jooya::unify_spelling(parts);
            jooya::stem(parts);
            jooya::mark_stop_words(parts);
            benchmark::DoNotOptimize(parts.data());
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
}
BENCHMARK(stem)->Unit(benchmark::kMillisecond);

/// With an Analysis that has seen nothing yet.
void analyze_cold(benchmark::State& state) {
    for (auto _ : state) {
        jooya::Analysis analysis;
        jooya::persian().analyze(text(), analysis);
        benchmark::DoNotOptimize(analysis.tokens().data());
    }
    count_bytes(state);
}
BENCHMARK(analyze_cold)->Unit(benchmark::kMillisecond);

/// With an Analysis that knows every word.
void analyze_warm(benchmark::State& state) {
    jooya::Analysis analysis;
    jooya::persian().analyze(text(), analysis);
    for (auto _ : state) {
        jooya::persian().analyze(text(), analysis);
        benchmark::DoNotOptimize(analysis.tokens().data());
    }
    count_bytes(state);
}
BENCHMARK(analyze_warm)->Unit(benchmark::kMillisecond);

/// Every line of the file that JOOYA_BENCHMARK_TEXT names as an article of its own, as an indexer meets them: new
/// words among known ones. scripts/bench sets it beside Lucene's analyzer on the same file.
void analyze_articles(benchmark::State& state) {
    std::ifstream file(std::getenv("JOOYA_BENCHMARK_TEXT"));
    std::vector<std::string> articles;
    std::size_t bytes = 0;
    for (std::string line; std::getline(file, line); bytes += line.size() + 1) articles.push_back(line);
    for (auto _ : state) {
        jooya::Analysis analysis;
        for (const std::string& article : articles) {
            jooya::persian().analyze(article, analysis);
            benchmark::DoNotOptimize(analysis.tokens().data());
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

}  // namespace

int main(int argc, char** argv) {
    if (std::getenv("JOOYA_BENCHMARK_TEXT") != nullptr) {
        benchmark::RegisterBenchmark("analyze_articles", analyze_articles)->Unit(benchmark::kMillisecond);
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
