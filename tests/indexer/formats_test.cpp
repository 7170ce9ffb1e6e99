// SPDX-License-Identifier: GPL-3.0-or-later
// Every format in every container: the same articles.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "article_formats.hpp"
#include "read_all.hpp"

namespace {

using namespace jooya::testing;
using jooya::Article;

void expect_the_articles(const std::string& bytes, const std::string& what) {
    const auto result = read_all(bytes);
    EXPECT_EQ(result.rejects_line(), "") << what;
    ASSERT_EQ(result.articles.size(), 3U) << what;
    const std::vector<Article> expected = articles();
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(to_json(result.articles[i].article), to_json(expected[i])) << what;
    }
}

TEST(Formats, EveryFormatGivesTheSameArticles) {
    for (const auto& [name, files] : files_of_every_format()) {
        if (files.size() == 1) expect_the_articles(files.begin()->second, name);
    }
}

TEST(Formats, EveryFormatInEveryContainerGivesTheSameArticles) {
    for (const auto& [name, files] : files_of_every_format()) {
        for (const Container& container : containers) {
            if (files.size() > 1 && !container.is_archive()) continue;
            expect_the_articles(packed(files, container.format, container.filter),
                                name + " in " + container.name);
        }
    }
}

TEST(Formats, AGzipCutShortKeepsEveryWholeRecord) {
    // One block of deflate: libarchive's filter would give nothing of it.
    std::string lines;
    for (int i = 0; i < 200; ++i) lines += "{\"code\": \"" + std::to_string(i) + "\", \"title\": \"خبر\"}\n";
    const std::string whole = packed({{"a.jsonl", lines}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    const auto result = read_all(whole.substr(0, whole.size() - 9));
    EXPECT_EQ(result.articles.size(), 200U);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_EQ(result.rejects[0].reason, jooya::RejectReason::broken_archive);
    EXPECT_NE(result.rejects[0].detail.find(std::to_string(lines.size())), std::string::npos)
        << result.rejects[0].detail;

    std::string damaged = whole;
    damaged[damaged.size() - 6] ^= 0x55;  // the checksum
    EXPECT_EQ(read_all(damaged).articles.size(), 200U);
    EXPECT_EQ(read_all(damaged).rejects_line(), "broken-archive");
}

TEST(Formats, MembersOfGzipFollowEachOther) {
    const auto member = [](const std::string& text) {
        return packed({{"a", text}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    };
    const auto result = read_all(member("{\"code\": \"1\", \"title\": \"یک\"}\n") +
                                 member("{\"code\": \"2\", \"title\": \"دو\"}\n") + std::string(100, '\0'));
    EXPECT_EQ(result.articles.size(), 2U);
    EXPECT_EQ(result.rejects_line(), "");
}

TEST(Formats, GzipInGzipEnds) {
    std::string bytes = as_json_lines();
    for (int depth = 0; depth < 10; ++depth)
        bytes = packed({{"x", bytes}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    EXPECT_EQ(read_all(bytes).rejects_line(), "too-deep");
}

TEST(Formats, MembersAreNamedAndFurnitureOfFoldersPassedOver) {
    const auto result = read_all(packed({{"in/README.md", "x"},
                                         {"in/.x", "x"},
                                         {"in/bad.txt", "بی‌کد\n\nمتن"},
                                         {"in/a.jsonl", as_json_lines()}},
                                        ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE));
    EXPECT_EQ(result.articles.size(), 3U);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_EQ(result.rejects[0].source, "test!in/bad.txt");
}

TEST(Formats, ATruncatedArchiveKeepsWhatCameBefore) {
    std::string lines;
    for (std::int64_t i = 0; i < 40'000; ++i)
        lines += "{\"code\": \"" + std::to_string(i * 7919 % 100'003) + "\", \"title\": \"خبر " +
                 std::to_string(i * 104'729) + "\"}\n";
    const std::string whole = packed({{"a.jsonl", lines}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    const auto result = read_all(whole.substr(0, whole.size() / 2));
    EXPECT_GT(result.articles.size(), 15'000U);
    EXPECT_LT(result.articles.size(), 25'000U);
    ASSERT_FALSE(result.rejects.empty());
    EXPECT_EQ(result.rejects.back().reason, jooya::RejectReason::broken_archive);

    const std::string zip = packed({{"a.jsonl", lines}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    const auto from_zip = read_all(zip.substr(0, zip.size() / 2));
    ASSERT_FALSE(from_zip.rejects.empty());
    EXPECT_EQ(from_zip.rejects.back().reason, jooya::RejectReason::broken_archive);
}

TEST(Formats, AZipCutShortKeepsItsWholeMembers) {
    std::map<std::string, std::string> members;
    for (int i = 1; i <= 4; ++i) {
        std::string lines;
        for (int j = 0; j < 100; ++j)
            lines += "{\"code\": \"" + std::to_string(i * 1000 + j) + "\", \"title\": \"خبر " +
                     std::to_string(i * j * 7919) + "\"}\n";
        members[std::to_string(i) + ".jsonl"] = lines;
    }
    const std::string zip = packed(members, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    const std::size_t third = zip.find("3.jsonl");
    ASSERT_NE(third, std::string::npos);
    const auto result = read_all(zip.substr(0, third + 300));
    EXPECT_GE(result.articles.size(), 200U);
    EXPECT_LT(result.articles.size(), 300U);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_EQ(result.rejects[0].reason, jooya::RejectReason::broken_archive);
    EXPECT_EQ(result.rejects[0].source, "test!3.jsonl");
}

TEST(Formats, ABombIsLeftOnceItIsClear) {
    const std::string bomb = packed({{"a.jsonl", std::string((jooya::max_record_bytes >> 4) * 3, ' ')}},
                                    ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
    EXPECT_EQ(read_all(bomb).rejects_line(), "empty-file") << "three megabytes are harmless";
    // 200 MB of one letter, packed member by member so that the test itself stays small.
    std::map<std::string, std::string> members;
    for (int i = 0; i < 100; ++i) members["m" + std::to_string(100 + i)] = std::string(2'000'000, 'x');
    const auto result = read_all(packed(members, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE));
    ASSERT_FALSE(result.rejects.empty());
    EXPECT_EQ(result.rejects.back().reason, jooya::RejectReason::archive_bomb);
    EXPECT_LT(result.rejects.size(), 100U);
}

TEST(Formats, ArchivesInArchivesEnd) {
    std::string bytes = as_json_lines();
    for (int depth = 0; depth < 3; ++depth)
        bytes = packed({{"x", bytes}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    EXPECT_EQ(read_all(bytes).articles.size(), 3U);
    bytes = packed({{"x", bytes}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    EXPECT_EQ(read_all(bytes).rejects_line(), "too-deep");
}

TEST(Formats, ABrokenRowCostsItself) {
    const auto result = read_all(
        "code,title,body\n1,یک,متن\n2,دو\n3,\"سه,متن\n4,چهار,متن\n5,\"پنج\"x,متن\n6,\"شش\nدر دو "
        "سطر\",\"م\"\"ت\"\"ن\"\n");
    EXPECT_EQ(result.rejects_line(), "line 3 broken-csv; line 4 broken-csv; line 6 broken-csv");
    ASSERT_EQ(result.articles.size(), 3U);
    EXPECT_EQ(result.articles[2].article.title, "شش در دو سطر");
    EXPECT_EQ(result.articles[2].article.body, "م\"ت\"ن");
}

TEST(Formats, BrokenXmlKeepsWhatCameBefore) {
    std::string xml = as_rss();
    xml.resize(xml.rfind("<item>") + 20);
    const auto result = read_all(xml);
    EXPECT_EQ(result.articles.size(), 2U);
    EXPECT_EQ(result.rejects_line(), "record 3 broken-xml");
}

TEST(Formats, AnEntityBombExpandsToNothing) {
    std::string xml = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"haha\">";
    for (char c = 'b'; c <= 'l'; ++c) {
        xml += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i) xml += std::string("&") + static_cast<char>(c - 1) + ';';
        xml += "\">";
    }
    xml +=
        "<!ENTITY file SYSTEM \"file:///etc/hostname\">]><rss><channel><item><guid>1</guid><title>t &l; "
        "&file;</title></item></channel></rss>";
    const auto result = read_all(xml);
    for (const auto& read : result.articles) EXPECT_LT(read.article.title.size(), 100U);
    EXPECT_EQ(result.articles.size() + result.rejects.size(), 1U);
}

}  // namespace
