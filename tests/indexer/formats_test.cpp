// SPDX-License-Identifier: GPL-3.0-or-later
// Every format in every container: the same articles.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "jooya/indexer/jalali.hpp"
#include "read_all.hpp"

namespace {

using jooya::Article;
using jooya::testing::read_all;

std::vector<Article> articles() {
    std::vector<Article> made;
    for (int i = 1; i <= 3; ++i) {
        Article article;
        article.code = std::to_string(660820 + i);
        article.title = "عنوان «" + std::to_string(i) + "» با, ویرگول و <نشان> & \"نقل\"";
        article.lead = "لید خبر؛ شماره " + std::to_string(i);
        article.body = "بند نخست، با \"نقل قول\" و ۳ < ۴\nبند دوم";
        article.date = jooya::Timestamp{1493203980 + i * 86'400, true};
        article.agency = "خبرگزاری نمونه";
        article.category = "سیاسی";
        article.url = "https://example.org/news/" + article.code;
        made.push_back(article);
    }
    return made;
}

std::string xml_escaped(std::string_view text) {
    std::string xml;
    for (const char c : text) {
        if (c == '&') {
            xml += "&amp;";
        } else if (c == '<') {
            xml += "&lt;";
        } else {
            xml += c;
        }
    }
    return xml;
}

std::string csv_quoted(std::string_view text) {
    std::string csv = "\"";
    for (const char c : text) {
        csv += c;
        if (c == '"') csv += '"';
    }
    return csv + '"';
}

std::string as_json_lines() {
    std::string text;
    for (const Article& article : articles()) text += to_json(article) + '\n';
    return text;
}

std::string as_json() {
    std::string text = "{\"articles\": [\n";
    for (const Article& article : articles()) text += (text.ends_with('\n') ? "" : ",\n") + to_json(article);
    return text + "]}\n";
}

std::string as_table(char separator) {
    std::string text;
    for (const char* name :
         {"کد خبر", "title", "summary", "content", "published_at", "source", "section", "link"}) {
        if (!text.empty()) text += separator;
        text += name;
    }
    text += "\r\n";
    for (const Article& article : articles()) {
        text += article.code;
        for (const std::string& value :
             {article.title, article.lead, article.body, jooya::format_iso(*article.date), article.agency,
              article.category, article.url}) {
            text += separator + csv_quoted(value);
        }
        text += "\r\n";
    }
    return text;
}

std::string as_rss() {
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>خبرگزاری نمونه</title>"
        "<link>https://example.org</link><description>feed</description>\n";
    for (const Article& article : articles()) {
        std::string html;
        html += "<p>" + xml_escaped(article.body.substr(0, article.body.find('\n'))) + "</p><p>" +
                xml_escaped(article.body.substr(article.body.find('\n') + 1)) + "</p>";
        text += "<item><title>" + xml_escaped(xml_escaped(article.title)) + "</title><link>" + article.url +
                "</link><guid isPermaLink=\"true\">" + article.url + "</guid><description>" + article.lead +
                "</description><content:encoded><![CDATA[" + html + "]]></content:encoded><pubDate>" +
                jooya::format_iso(*article.date) + "</pubDate><category>" + article.category +
                "</category></item>\n";
    }
    return text + "</channel></rss>\n";
}

std::string as_atom() {
    std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>خبرگزاری نمونه</title>\n";
    for (const Article& article : articles()) {
        text += "<entry><id>" + article.url + "</id><title>" + xml_escaped(xml_escaped(article.title)) +
                "</title><link rel=\"replies\" href=\"https://example.org/x\"/>" +
                "<link rel=\"alternate\" href=\"" + article.url +
                "\"/><updated>2020-01-01T00:00:00Z</updated><published>" + jooya::format_iso(*article.date) +
                "</published><summary>" + article.lead + "</summary><content type=\"text\">" +
                xml_escaped(xml_escaped(article.body)) + "</content><category term=\"" + article.category +
                "\"/></entry>\n";
    }
    return text + "</feed>\n";
}

std::string as_hamshahri() {
    std::string text = "<?xml version=\"1.0\"?>\n<HAMSHAHRI2 CORPUS=\"x\">\n";
    for (const Article& article : articles()) {
        text += "<DOC>\n<DOCID>" + article.code + "</DOCID>\n<DOCNO>HAM2-" + article.code +
                "</DOCNO>\n<DATE calender=\"Persian\">" + jooya::format_iso(*article.date) +
                "</DATE>\n<CAT xml:lang=\"fa\">" + article.category + "</CAT>\n<TITLE><![CDATA[" +
                xml_escaped(article.title) + "]]></TITLE>\n<LEAD>" + article.lead + "</LEAD>\n<SOURCE>" +
                article.agency + "</SOURCE><URL>" + article.url + "</URL><TEXT><![CDATA[" +
                xml_escaped(article.body) + "]]></TEXT>\n</DOC>\n";
    }
    return text + "</HAMSHAHRI2>\n";
}

const std::map<std::string, std::function<std::string()>> formats = {
    {"a.jsonl", as_json_lines},
    {"a.json", as_json},
    {"a.csv", [] { return as_table(','); }},
    {"a.tsv", [] { return as_table('\t'); }},
    {"a.rss", as_rss},
    {"a.atom", as_atom},
    {"a.xml", as_hamshahri},
};

/// `files` in an archive of libarchive's making.
std::string packed(const std::map<std::string, std::string>& files, int format, int filter) {
    archive* writer = archive_write_new();
    archive_write_add_filter(writer, filter);
    archive_write_set_format(writer, format);
    archive_write_set_bytes_in_last_block(writer, 1);
    std::string bytes(1 << 22, '\0');
    std::size_t used = 0;
    EXPECT_EQ(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used), ARCHIVE_OK);
    for (const auto& [name, content] : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK);
        EXPECT_EQ(archive_write_data(writer, content.data(), content.size()),
                  static_cast<la_ssize_t>(content.size()));
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

struct Container {
    const char* name;
    int format;
    int filter;
};

constexpr std::array containers = {
    Container{"gz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP},
    Container{"zst", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD},
    Container{"xz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ},
    Container{"zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    Container{"tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
    Container{"tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
    Container{"tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD},
    Container{"tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
};

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
    for (const auto& [name, make] : formats) expect_the_articles(make(), name);
}

TEST(Formats, EveryFormatInEveryContainerGivesTheSameArticles) {
    for (const auto& [name, make] : formats) {
        for (const Container& container : containers) {
            expect_the_articles(packed({{name, make()}}, container.format, container.filter),
                                name + '.' + container.name);
        }
    }
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
