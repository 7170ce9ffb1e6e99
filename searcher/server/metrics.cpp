// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace jooya::server {

namespace {

// Adds a metric without labels.
template <typename Number>
void add(std::string& text, std::string_view name, std::string_view type, std::string_view help,
         Number value) {
    fmt::format_to(std::back_inserter(text), "# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type,
                   value);
}

}  // namespace

void Metrics::count_request(const RequestRecord& record) {
    ++requests_[{record.route, record.status}];
    Histogram& histogram = latencies_[record.route];
    const double took = record.took.count();
    const auto bound = std::ranges::lower_bound(bounds, took);
    ++histogram.counts.at(static_cast<std::size_t>(bound - bounds.begin()));
    histogram.sum += took;
    if (record.asked == nullptr) return;
    ++searches_;
    if (record.asked->total == 0) ++empty_searches_;
}

std::string Metrics::to_text(const Gauges& gauges) const {
    std::string text;
    const auto line = std::back_inserter(text);
    text += "# HELP jooya_http_requests_total Requests answered.\n# TYPE jooya_http_requests_total counter\n";
    for (const auto& [key, count] : requests_) {
        fmt::format_to(line, "jooya_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                       key.second, count);
    }
    text +=
        "# HELP jooya_http_request_seconds From the end of a request's header to its answer.\n"
        "# TYPE jooya_http_request_seconds histogram\n";
    for (const auto& [route, histogram] : latencies_) {
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            count += histogram.counts.at(i);
            const std::string bound = i < bounds.size() ? fmt::format("{}", bounds.at(i)) : "+Inf";
            fmt::format_to(line, "jooya_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                           bound, count);
        }
        fmt::format_to(line, "jooya_http_request_seconds_sum{{route=\"{}\"}} {}\n", route, histogram.sum);
        fmt::format_to(line, "jooya_http_request_seconds_count{{route=\"{}\"}} {}\n", route, count);
    }
    add(text, "jooya_http_connections", "gauge", "Open connections.", gauges.connections);
    add(text, "jooya_http_connections_refused_total", "counter", "Connections beyond the limit.",
        turned_away_);
    add(text, "jooya_searches_total", "counter", "Searches answered, from the cache too.", searches_);
    add(text, "jooya_searches_empty_total", "counter", "Searches that found nothing.", empty_searches_);
    add(text, "jooya_search_queue", "gauge", "Requests that wait for a search thread.", gauges.queued);
    add(text, "jooya_search_threads_stuck", "gauge", "Threads given up that still run.", gauges.stuck);
    add(text, "jooya_search_threads_given_up_total", "counter", "Threads that no deadline stopped.",
        given_up_);
    add(text, "jooya_cache_hits_total", "counter", "Answers taken from the cache.", gauges.cache_hits);
    add(text, "jooya_cache_misses_total", "counter", "Answers looked for in vain.", gauges.cache_misses);
    add(text, "jooya_cache_bytes", "gauge", "What the cache holds.", gauges.cache_bytes);
    add(text, "jooya_index_reopens_total", "counter", "Commits of the indexer that were seen.",
        gauges.reopens);
    add(text, "jooya_index_articles", "gauge", "Articles in the index.", gauges.index.articles);
    add(text, "jooya_index_readable", "gauge", "1 where the index could be read at the last look.",
        gauges.index.trouble.empty() ? 1 : 0);
    if (gauges.index.last_run) {
        add(text, "jooya_index_age_seconds", "gauge", "Age of the last successful run of the indexer.",
            gauges.now - *gauges.index.last_run);
    }
    return text;
}

}  // namespace jooya::server
