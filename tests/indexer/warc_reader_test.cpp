// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>

#include "article_formats.hpp"
#include "read_all.hpp"

namespace {

using namespace jooya::testing;

constexpr std::string_view http = "application/http; msgtype=response";

/// A page that names neither its code nor its address.
std::string page(std::string_view title) {
    return "<html><head><title>" + std::string(title) + "</title></head><body><h1>" + std::string(title) +
           "</h1><div><p>متن این صفحه یک جمله است که بلندی آن برای متن بودن بس است و به نقطه می‌رسد.</p></div></body></html>";
}

std::string response(int code) {
    const std::string number = std::to_string(code);
    return warc_record("response", "https://example.org/news/" + number + "/x", http,
                       http_page(page("خبر " + number)));
}

std::string codes(const ReadResult& result) {
    std::string line;
    for (const auto& read : result.articles) line += (line.empty() ? "" : " ") + read.article.code;
    return line;
}

TEST(WarcReader, TheAddressGivesWhatThePageDoesNot) {
    const auto result = read_all(response(660821));
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    EXPECT_EQ(result.articles[0].article.code, "660821");
    EXPECT_EQ(result.articles[0].article.url, "https://example.org/news/660821/x");
    EXPECT_EQ(result.articles[0].position, (jooya::Position{jooya::Position::Unit::record, 1}));
}

TEST(WarcReader, WhatIsNoPageIsPassedOver) {
    const auto result = read_all(
        warc_record("warcinfo", "", "application/warc-fields", "software: x\r\n") +
        warc_record("response", "https://example.org/1001.jpg", http,
                    "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\nx") +
        warc_record("response", "https://example.org/1002", http,
                    "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n" + page("ناموجود")) +
        response(1003) + warc_record("resource", "https://example.org/1004", "text/html", page("خبر")));
    EXPECT_EQ(codes(result), "1003 1004");
    EXPECT_EQ(result.rejects_line(), "");
}

TEST(WarcReader, BodiesInChunksAndGzipAreUnpacked) {
    const std::string html = page("خبر");
    const auto chunk = [](std::string_view text) {
        std::string hex;
        for (std::size_t left = text.size(); left > 0; left /= 16)
            hex.insert(0, 1, "0123456789abcdef"[left % 16]);
        return hex + "\r\n" + std::string(text) + "\r\n";
    };
    const std::string chunked = chunk(std::string_view(html).substr(0, 100)) +
                                chunk(std::string_view(html).substr(100)) + "0\r\n\r\n";
    const std::string zipped = packed({{"a", html}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    const auto result = read_all(warc_record("response", "https://example.org/1001", http,
                                             http_page(chunked, "Transfer-Encoding: chunked\r\n")) +
                                 warc_record("response", "https://example.org/1002", http,
                                             http_page(zipped, "Content-Encoding: gzip\r\n")) +
                                 warc_record("response", "https://example.org/1003", http,
                                             http_page(html, "Transfer-Encoding: chunked\r\n")) +
                                 warc_record("response", "https://example.org/1004", http,
                                             http_page("??", "Content-Encoding: br\r\n")));
    EXPECT_EQ(codes(result), "1001 1002 1003");
    for (const auto& read : result.articles) EXPECT_EQ(read.article.body, result.articles[0].article.body);
    EXPECT_EQ(result.rejects_line(), "record 4 unknown-encoding");
}

TEST(WarcReader, AWrongLengthCostsItsRecord) {
    const std::string payload = http_page(page("خبر"));
    const auto wrong = [&](std::size_t length) {
        return warc_record("response", "https://example.org/9999", http, payload, length);
    };
    for (const std::size_t length :
         {payload.size() - 20, payload.size() + 20, payload.size() + 700, std::size_t{1'000'000}}) {
        const auto result = read_all(response(1001) + wrong(length) + response(1003) + response(1004));
        EXPECT_EQ(codes(result), "1001 1003 1004") << length;
        EXPECT_EQ(result.rejects_line(), "record 2 broken-warc") << length;
    }
    const auto unsaid =
        read_all(response(1001) + "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nabc\r\n\r\n" +
                 response(1003));
    EXPECT_EQ(codes(unsaid), "1001 1003");
    EXPECT_EQ(unsaid.rejects_line(), "record 2 broken-warc");
}

TEST(WarcReader, AFileCutShortKeepsItsWholeRecords) {
    const std::string whole = response(1001) + response(1002);
    const auto result = read_all(whole.substr(0, whole.size() - 40));
    EXPECT_EQ(codes(result), "1001");
    EXPECT_EQ(result.rejects_line(), "record 2 broken-warc");

    const auto member = [](const std::string& text) {
        return packed({{"a", text}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    };
    const std::string zipped = member(response(1001)) + member(response(1002));
    const auto from_gzip = read_all(zipped.substr(0, zipped.size() - 200));
    EXPECT_EQ(codes(from_gzip), "1001");
    EXPECT_EQ(from_gzip.rejects_line(), "broken-archive");
}

TEST(WarcReader, TheHeadersCharsetDecidesWhereTheBytesDoNot) {
    // A page of so few letters that windows-1256 is one guess among many: «پژگ».
    const std::string html =
        "<html><head><title>x</title></head><body><div>\x81\x8E\x90 \x81\x8E\x90\x81\x8E\x90</div></body></html>";
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"Windows-1256\"\r\n\r\n";
    const auto result = read_all(warc_record("response", "https://example.org/1001", http, head + html));
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    EXPECT_EQ(result.articles[0].article.body, "پژگ پژگپژگ");
}

}  // namespace
