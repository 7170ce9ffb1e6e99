// SPDX-License-Identifier: GPL-3.0-or-later
// How long jooya::Searcher takes for an answer, by kind of query. scripts/bench runs it beside other engines.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "jooya/searcher/searcher.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view usage =
    "Usage: query_latency DATABASE QUERIES THREADS ROUNDS\n\n"
    "QUERIES has a line each: kind (common, rare, and2, or3, phrase, natural, prefix), tab, words.\n"
    "One thread: the latency of each kind in microseconds, a query counted by its median over ROUNDS; with\n"
    "ROUNDS 0, of queries that are asked once, of a process that remembers nothing.\n"
    "More threads: queries per second.\n"
    "mode0 fetches ten codes, mode1 ten articles without snippets, mode2 whole pages with snippets.\n";

constexpr std::uint32_t page_length = 10;
constexpr std::chrono::seconds warm_up{1};

struct Mode {
    std::string_view name;
    bool only_codes;
    std::uint32_t snippet_sentences;
};
constexpr Mode modes[] = {{"mode0", true, 0}, {"mode1", false, 0}, {"mode2", false, 2}};

/// A query in Jooya's language that asks what the peers are asked by the same line.
std::string in_query_language(std::string_view kind, std::string_view words) {
    std::string query(words);
    if (kind == "phrase") return '"' + query + '"';
    if (kind == "prefix") return query + '*';
    const std::string_view connective = kind == "and2" ? " AND " : kind == "or3" ? " OR " : "";
    if (connective.empty()) return query;
    std::string connected;
    for (const char letter : query) {
        if (letter == ' ') {
            connected += connective;
        } else {
            connected += letter;
        }
    }
    return connected;
}

jooya::Request request_for(const std::string& query, const Mode& mode) {
    jooya::Request request;
    request.query = query;
    request.limit = page_length;
    request.only_codes = mode.only_codes;
    request.snippet_sentences = mode.snippet_sentences;
    return request;
}

/// The middle of `times` at `share` of its length; sorts it.
double percentile(std::vector<double>& times, double share) {
    std::sort(times.begin(), times.end());
    const auto index = static_cast<std::size_t>(share * static_cast<double>(times.size()));
    return times[std::min(index, times.size() - 1)];
}

/// Runs all of `count` questions several times on one thread, or once without a warm-up, and prints a row of latencies.
template <class Ask>
void print_latencies(std::string_view label, std::string_view kind, std::size_t count, int rounds,
                     Ask&& ask) {
    const Clock::time_point start = Clock::now();
    while (rounds > 0 && Clock::now() - start < warm_up) {
        for (std::size_t i = 0; i < count; ++i) ask(i);
    }

    std::vector<std::vector<double>> times(count);
    double total = 0;
    const int asked_rounds = std::max(rounds, 1);
    for (int round = 0; round < asked_rounds; ++round) {
        for (std::size_t i = 0; i < count; ++i) {
            const Clock::time_point asked = Clock::now();
            ask(i);
            const double microseconds =
                std::chrono::duration<double, std::micro>(Clock::now() - asked).count();
            times[i].push_back(microseconds);
            total += microseconds;
        }
    }
    std::vector<double> medians;
    medians.reserve(count);
    for (std::vector<double>& of_query : times) medians.push_back(percentile(of_query, 0.5));
    const double p50 = percentile(medians, 0.5);
    const double p95 = percentile(medians, 0.95);
    const double p99 = percentile(medians, 0.99);
    fmt::print("jooya\t{}-T1\t{}\tn={}\tp50us={:.1f}\tp95us={:.1f}\tp99us={:.1f}\tqps={:.0f}\n", label, kind,
               count, p50, p95, p99, static_cast<double>(count) * asked_rounds / total * 1e6);
    std::fflush(stdout);
}

/// Runs the requests on several threads, each with a database of its own, and prints queries per second.
void print_throughput(const std::string& database, const Mode& mode, std::string_view kind,
                      const std::vector<jooya::Request>& requests, unsigned threads, int rounds) {
    const std::size_t total = requests.size() * static_cast<std::size_t>(rounds);
    std::atomic<std::size_t> next = 0;
    std::vector<jooya::Searcher> searchers;
    searchers.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) {
        searchers.emplace_back(std::vector{database});
        for (const jooya::Request& request : requests) (void)searchers.back().search(request);
    }
    const Clock::time_point start = Clock::now();
    std::vector<std::thread> workers;
    workers.reserve(threads);
    for (jooya::Searcher& searcher : searchers) {
        workers.emplace_back([&] {
            for (std::size_t i = next++; i < total; i = next++)
                (void)searcher.search(requests[i % requests.size()]);
        });
    }
    for (std::thread& worker : workers) worker.join();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    fmt::print("jooya\t{}-T{}\t{}\tn={}\tqps={:.0f}\n", mode.name, threads, kind, requests.size(),
               static_cast<double>(total) / seconds);
    std::fflush(stdout);
}

/// The queries of each kind as the file has them; nothing where it can't be read.
std::optional<std::map<std::string, std::vector<std::string>>> read_queries(const char* path) {
    std::ifstream file(path);
    if (!file) return std::nullopt;
    std::map<std::string, std::vector<std::string>> queries;
    for (std::string line; std::getline(file, line);) {
        const std::size_t tab = line.find('\t');
        if (tab != std::string::npos) queries[line.substr(0, tab)].push_back(line.substr(tab + 1));
    }
    return queries;
}

/// `text` as a count from `least` up; nothing where it is none.
std::optional<int> count_of(std::string_view text, int least) {
    int count = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (failure != std::errc() || end != text.data() + text.size() || count < least) return std::nullopt;
    return count;
}

void measure(const std::string& database, const std::map<std::string, std::vector<std::string>>& queries,
             unsigned threads, int rounds) {
    std::optional<jooya::Searcher> opened;
    const auto forget = [&] { opened.emplace(std::vector{database}); };
    forget();
    for (const Mode& mode : modes) {
        for (const auto& [kind, texts] : queries) {
            if (rounds == 0) forget();
            std::vector<jooya::Request> requests;
            for (const std::string& words : texts)
                requests.push_back(request_for(in_query_language(kind, words), mode));
            if (threads > 1) {
                print_throughput(database, mode, kind, requests, threads, rounds);
            } else {
                print_latencies(mode.name, kind, requests.size(), rounds,
                                [&](std::size_t i) { (void)opened->search(requests[i]); });
            }
        }
    }
    const auto prefixes = queries.find("prefix");
    if (threads > 1 || prefixes == queries.end()) return;
    if (rounds == 0) forget();
    print_latencies("complete", "prefix-terms", prefixes->second.size(), rounds,
                    [&](std::size_t i) { (void)opened->suggest(prefixes->second[i], page_length); });
}

}  // namespace

int main(int argc, char** argv) {
    const auto threads = argc == 5 ? count_of(argv[3], 1) : std::nullopt;
    // Throughput is measured of processes that know the queries.
    const auto rounds = argc == 5 ? count_of(argv[4], threads == 1 ? 0 : 1) : std::nullopt;
    if (!threads || !rounds) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto queries = read_queries(argv[2]);
    if (!queries || queries->empty()) {
        fmt::print(stderr, "query_latency: {}: no queries could be read\n", argv[2]);
        return 2;
    }
    try {
        measure(argv[1], *queries, static_cast<unsigned>(*threads), *rounds);
    } catch (const std::exception& error) {
        fmt::print(stderr, "query_latency: {}: {}\n", argv[1], error.what());
        return 1;
    }
    return 0;
}
