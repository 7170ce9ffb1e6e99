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
    metrics.count_request("search", 200, 3ms);
    metrics.count_request("search", 200, 4ms);
    metrics.count_request("search", 503, 10s);
    metrics.count_turned_away();
    const std::string text = metrics.to_text({.connections = 7,
                                              .queued = 2,
                                              .reopens = 5,
                                              .index = {.articles = 12, .last_run = 1000, .trouble = ""},
                                              .now = 1060});
    expect_line(text, "jooya_http_requests_total{route=\"search\",status=\"200\"} 2");
    expect_line(text, "jooya_http_requests_total{route=\"search\",status=\"503\"} 1");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"0.0025\"} 0");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"0.005\"} 2");
    expect_line(text, "jooya_http_request_seconds_bucket{route=\"search\",le=\"+Inf\"} 3");
    expect_line(text, "jooya_http_request_seconds_count{route=\"search\"} 3");
    expect_line(text, "jooya_http_connections 7");
    expect_line(text, "jooya_http_connections_refused_total 1");
    expect_line(text, "jooya_search_queue 2");
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
