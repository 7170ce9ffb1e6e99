// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_reader.hpp"

#include <gtest/gtest.h>

#include "jooya/indexer/jalali.hpp"
#include "read_all.hpp"

namespace {

using jooya::testing::read_all;

TEST(JsonReader, CanonicalFieldsFillAnArticle) {
    const auto result = read_all(
        R"({"code": "1", "title": "عنوان", "lead": "لید", "body": "یک\nدو", "date": "1396/02/06", "agency": "نمونه",)"
        R"( "category": "سیاسی", "author": "الف", "tags": ["یک", "دو"], "url": "https://example.org/1"})");
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    const jooya::Article& article = result.articles[0].article;
    EXPECT_EQ(article.code, "1");
    EXPECT_EQ(article.body, "یک\nدو");
    EXPECT_EQ(jooya::format_iso(*article.date), "2017-04-26");
    EXPECT_EQ(article.tags, (std::vector<std::string>{"یک", "دو"}));
    EXPECT_EQ(article.url, "https://example.org/1");
    EXPECT_EQ(
        jooya::to_json(article),
        R"({"code":"1","title":"عنوان","lead":"لید","body":"یک\nدو","date":"2017-04-26","agency":"نمونه",)"
        R"("category":"سیاسی","author":"الف","tags":["یک","دو"],"url":"https://example.org/1"})");
}

TEST(JsonReader, MissingNumbersOfTablesAreNoFault) {
    const auto result =
        read_all(R"({"code": "1", "title": "NaN \" NaN", "body": "متن", "url": NaN, "date": -Infinity})");
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    EXPECT_EQ(result.articles[0].article.title, "NaN \" NaN");
    EXPECT_EQ(result.articles[0].article.url, "");
}

TEST(JsonReader, OtherNamesAndNestedValuesAreUnderstood) {
    const auto result = read_all(
        R"({"_id": 5, "newsCode": 77, "headline": {"rendered": "عنوان"}, "content": {"rendered": "<p>یک</p><p>دو</p>"},)"
        R"( "source": {"name": "نمونه"}, "keywords": "الف، ب,پ", "authors": [{"name": "م"}, {"name": "ن"}],)"
        R"( "published_at": 1493203980, "unknown": [1, {"a": null}]})");
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    const jooya::Article& article = result.articles[0].article;
    EXPECT_EQ(article.code, "77") << "a code is surer than an id";
    EXPECT_EQ(article.title, "عنوان");
    EXPECT_EQ(article.body, "یک\nدو");
    EXPECT_EQ(article.agency, "نمونه");
    EXPECT_EQ(article.author, "م، ن");
    EXPECT_EQ(article.tags, (std::vector<std::string>{"الف", "ب", "پ"}));
    EXPECT_EQ(article.date->seconds, 1493203980);
}

TEST(JsonReader, MapNamesTheFieldsThatAreLeft) {
    jooya::ReaderOptions options;
    options.field_map = {{"شماره", "code"}, {"matn", "body"}};
    const auto result = read_all(R"({"id": 1, "شماره": "2", "matn": "متن"})", options);
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    EXPECT_EQ(result.articles[0].article.code, "2");
    EXPECT_EQ(result.articles[0].article.body, "متن");
}

TEST(JsonReader, ABrokenLineCostsOnlyItself) {
    std::string lines;
    for (int i = 1; i <= 12; ++i) {
        lines += i == 7 ? "{\"code\": \"7\", \"title\": \"بی‌پایان\n"
                        : "{\"code\": \"" + std::to_string(i) + "\", \"title\": \"خبر\"}\n";
    }
    const auto result = read_all(lines);
    EXPECT_EQ(result.articles.size(), 11U);
    EXPECT_EQ(result.rejects_line(), "line 7 broken-json");
}

TEST(JsonReader, EveryBadLineHasItsReason) {
    const std::string lines =
        "{\"code\": \"1\", \"title\": \"خبر\"}\n"
        "{\"title\": \"بی‌کد\"}\n"
        "\n"
        "{\"code\": \"3\"}\n"
        "[1]\n"
        "{\"code\": \"5\", \"title\": \"\xFF\"}\n"
        "{\"code\": \"a b\", \"title\": \"خبر\"}\n"
        "{\"code\": \"" +
        std::string(300, '9') +
        "\", \"title\": \"خبر\"}\n"
        "{\"other\": 1}\n" +
        std::string("{\"code\": \"9\", \"title\": \"\0\"}\n", 28) + std::string(100, '[') +
        std::string(100, ']') +
        "\n"
        "{\"code\": \"11\", \"title\": \"" +
        "\\ud800" +
        "\"}\n"
        "{\"code\": \"12\", \"title\": \"خبر\"}\n";
    const auto result = read_all(lines);
    EXPECT_EQ(result.articles.size(), 2U);
    EXPECT_EQ(result.rejects_line(),
              "line 2 no-code; line 4 empty-article; line 5 not-an-article; line 6 invalid-utf8; "
              "line 7 malformed-code; line 8 code-too-long; line 9 not-an-article; line 10 nul-byte; "
              "line 11 too-deep; line 12 broken-json");
}

TEST(JsonReader, ArraysAndTheirHoldersAreTakenApart) {
    const std::string records =
        R"([{"code": 1, "title": "]}\"["}, {"code": 2, "title": "خ"}, 3, {"code": 4, "title": "خ"}])";
    for (const std::string& document : {records, "{\"took\": 1, \"articles\": " + records + "}",
                                        "{\n  \"status\": \"ok\",\n  \"items\": " + records + "\n}\n"}) {
        const auto result = read_all(document);
        EXPECT_EQ(result.articles.size(), 3U) << document;
        EXPECT_EQ(result.rejects_line(), "record 3 not-an-article") << document;
        EXPECT_EQ(result.articles.at(0).article.title, "]}\"[");
    }
}

/// Objects of about a mebibyte each in an array, so many that the array is larger than an article may be.
std::string large_array() {
    std::string array = "[";
    const std::string text(std::size_t{1} << 20, 'x');
    for (int i = 1; i <= 20; ++i)
        array += (i > 1 ? ", " : "") + std::string(R"({"code": ")") + std::to_string(i) +
                 R"(", "title": "خبر [", "body": ")" + text + "\"}";
    return array + "]";
}

TEST(JsonReader, AHolderMayBeLargerThanAnArticle) {
    const auto result = read_all(R"({"total": 20, "pages": [1, {"n": 2}], "articles": )" + large_array() +
                                 R"(, "next": {"page": [2, "]}"]}} {"code": "21", "title": "پس از آن"})");
    EXPECT_EQ(result.rejects_line(), "");
    ASSERT_EQ(result.articles.size(), 21U);
    EXPECT_EQ(result.articles[19].article.code, "20");
    EXPECT_EQ(result.articles[19].position, (jooya::Position{jooya::Position::Unit::record, 20}));
    EXPECT_EQ(result.articles[20].article.code, "21");
    EXPECT_EQ(read_all(R"({"articles": )" + large_array()).rejects_line(), "record 21 broken-json");
}

TEST(JsonReader, AnArticleThatIsTooLargeIsNotTakenForAHolder) {
    const auto result = read_all(R"({"code": "1", "title": "خبر", "parts": )" + large_array() + "}");
    EXPECT_EQ(result.rejects_line(), "line 1 too-large") << "one line is passed over";
}

TEST(JsonReader, WhatIsWrongIsSaidInPersianToo) {
    const auto result = read_all("[{\"code\": \"1\", \"title\": \"خبر\"");
    ASSERT_EQ(result.rejects.size(), 1U);
    const jooya::Message message = describe(result.rejects[0]);
    EXPECT_TRUE(message.en.ends_with("(unbalanced brackets or quotes)")) << message.en;
    EXPECT_TRUE(message.fa.ends_with("(کروشه‌ها یا گیومه‌ها جفت نیستند)"))
        << message.fa;
}

TEST(JsonReader, CodesWithControlCharactersAreRefused) {
    for (const char* code : {"1\\u00072", "1\\t2", "1\\u00a02", "\\u200f1 2", "1\\u202e2"}) {
        const auto result = read_all(R"({"code": ")" + std::string(code) + R"(", "title": "خبر"})");
        EXPECT_EQ(result.rejects_line(), "line 1 malformed-code") << code;
    }
}

TEST(JsonReader, AnArrayThatEndsTooSoonKeepsWhatCameBefore) {
    const auto result = read_all("[{\"code\": 1, \"title\": \"خ\"}, {\"code\": 2, \"title\": \"خ");
    EXPECT_EQ(result.articles.size(), 1U);
    EXPECT_EQ(result.rejects_line(), "record 2 broken-json");
}

TEST(JsonReader, APrettyPrintedObjectIsOneArticle) {
    const auto result = read_all("{\n  \"code\": \"1\",\n  \"title\": \"خبر\"\n}\n");
    EXPECT_EQ(result.articles.size(), 1U) << result.rejects_line();
}

TEST(JsonReader, ACodeCanBeDerived) {
    const std::string_view line =
        R"({"title": "خبر", "body": "متن", "link": "https://example.org/fa/news/1396/660821/x?i=99999"})";
    jooya::ReaderOptions options;
    options.derive_code = jooya::DeriveCode::url;
    EXPECT_EQ(read_all(line, options).articles.at(0).article.code, "660821");
    options.derive_code = jooya::DeriveCode::path;
    EXPECT_EQ(read_all(line, options).articles.at(0).article.code, "test-1");
    options.derive_code = jooya::DeriveCode::hash;
    EXPECT_EQ(read_all(line, options).articles.at(0).article.code.size(), 16U);
    options.source_name = "irna";
    options.derive_code = jooya::DeriveCode::url;
    EXPECT_EQ(read_all(line, options).articles.at(0).article.code, "irna:660821");
}

TEST(JsonReader, ADateThatCannotBeIsAWarningNotALoss) {
    const auto result = read_all(R"({"code": 1, "title": "خبر", "date": "1402/13/45"})");
    ASSERT_EQ(result.articles.size(), 1U);
    EXPECT_EQ(result.articles[0].article.date, std::nullopt);
    ASSERT_EQ(result.warnings.size(), 1U);
    EXPECT_EQ(result.warnings[0].value, "1402/13/45");
    EXPECT_EQ(result.warnings[0].code, "1");
}

}  // namespace
