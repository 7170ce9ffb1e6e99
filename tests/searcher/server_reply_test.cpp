// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace jooya::server;

// RFC 9110, 12.5.3 and its examples.
TEST(Reply, ReadsAcceptEncoding) {
    for (const char* yes : {"gzip", "GZIP", "deflate, gzip;q=1.0", "*", "br;q=1, gzip;q=0.001", "*;q=0.5",
                            "identity;q=0, x-gzip"}) {
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    }
    for (const char* no :
         {"", "br", "gzip;q=0", "gzip; Q=0.000", "*;q=0", "*, gzip;q=0", "gzipped", "identity"}) {
        EXPECT_FALSE(accepts_gzip(no)) << no;
    }
}

// RFC 9110, 8.8.3.2: If-None-Match compares weakly.
TEST(Reply, ComparesEtagsWeakly) {
    EXPECT_TRUE(names_etag("W/\"a\"", "W/\"a\""));
    EXPECT_TRUE(names_etag("\"a\"", "W/\"a\""));
    EXPECT_TRUE(names_etag("\"b\" , W/\"a\"", "W/\"a\""));
    EXPECT_TRUE(names_etag("*", "W/\"a\""));
    EXPECT_FALSE(names_etag("\"b\"", "W/\"a\""));
    EXPECT_FALSE(names_etag("", "W/\"a\""));
    EXPECT_FALSE(names_etag("*", ""));
}

TEST(Reply, EtagsTellContentAndRevisionsApart) {
    EXPECT_NE(etag_of_asset("a"), etag_of_asset("b"));
    EXPECT_EQ(etag_of_asset("a"), etag_of_asset("a"));
    EXPECT_NE(etag_of_revision("1"), etag_of_revision("2"));
}

// RFC 9110, 5.6.7.
TEST(Reply, WritesDates) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Reply, CompressesWhereItHelps) {
    Reply long_one;
    long_one.body = std::string(5000, 'a');
    compress(long_one);
    EXPECT_EQ(long_one.content_encoding, "gzip");
    EXPECT_LT(long_one.body.size(), 200U);
    EXPECT_TRUE(long_one.body.starts_with("\x1F\x8B"));
    Reply short_one;
    short_one.body = "abc";
    compress(short_one);
    EXPECT_EQ(short_one.content_encoding, "");
    EXPECT_EQ(short_one.body, "abc");
}

TEST(Reply, ProblemsFollowRfc9457) {
    const Reply reply = to_reply(HttpProblem{503, "Too \"much\"."});
    EXPECT_EQ(reply.content_type, "application/problem+json");
    EXPECT_EQ(reply.body,
              "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
              "\"detail\":\"Too \\\"much\\\".\"}\n");
    EXPECT_GT(reply.retry_after, 0U);
}

}  // namespace
