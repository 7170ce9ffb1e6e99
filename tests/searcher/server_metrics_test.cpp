// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace jooya::server;
using namespace std::chrono_literals;

void expect_line(const std::string& text, const std::string& line) {
    EXPECT_NE(("\n" + text).find("\n" + line + "\n"), std::string::npos) << line << " is not in:\n" << text;
}

TEST(Metrics, CountsRequestsAndTheirTimes) {
    Metrics metrics;
    const Asked found{.words = "زلزله", .total = 3, .took_ms = 2};
    const Asked empty{.words = "زللزه", .total = 0, .took_ms = 1};
    metrics.count_request({.route = "search", .status = 200, .took = 3ms, .asked = &found});
    metrics.count_request({.route = "search", .status = 200, .took = 4ms, .asked = &empty});
    metrics.count_request({.route = "search", .status = 503, .took = 10s});
    metrics.count_turned_away();
    metrics.count_given_up(2);
    const std::string text =
        metrics.to_text({.connections = 7,
                         .queued = 2,
                         .stuck = 1,
                         .cache_hits = 8,
                         .cache_misses = 9,
                         .cache_bytes = 1000,
                         .reopens = 5,
                         .index = {.articles = 12, .revision = "r", .last_run = 1000, .trouble = ""},
                         .now = 1060});
    expect_line(text, "jooya_http_requests_total{route=\"search\",status=\"200\"} 2");
    expect_line(text, "jooya_http_requests_total{route=\"search\",status=\"503\"} 1");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"0.0025\"} 0");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"0.005\"} 2");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"+Inf\"} 3");
    expect_line(text, "jooya_http_request_seconds_count{route=\"search\"} 3");
    expect_line(text, "jooya_http_connections 7");
    expect_line(text, "jooya_http_connections_refused_total 1");
    expect_line(text, "jooya_searches_total 2");
    expect_line(text, "jooya_searches_empty_total 1");
    expect_line(text, "jooya_search_queue 2");
    expect_line(text, "jooya_search_threads_stuck 1");
    expect_line(text, "jooya_search_threads_given_up_total 2");
    expect_line(text, "jooya_cache_hits_total 8");
    expect_line(text, "jooya_cache_misses_total 9");
    expect_line(text, "jooya_cache_bytes 1000");
    expect_line(text, "jooya_index_reopens_total 5");
    expect_line(text, "jooya_index_articles 12");
    expect_line(text, "jooya_index_age_seconds 60");
    expect_line(text, "jooya_index_readable 1");
}

TEST(Metrics, AnIndexThatWasNeverRunHasNoAge) {
    const std::string text = Metrics().to_text({.index = {.articles = 0, .last_run = {}, .trouble = "gone"}});
    EXPECT_EQ(text.find("jooya_index_age_seconds"), std::string::npos);
    expect_line(text, "jooya_index_readable 0");
}

}  // namespace
