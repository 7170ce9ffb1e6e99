// SPDX-License-Identifier: GPL-3.0-or-later
// The same three articles in every format, and files in every container.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/article.hpp"
#include "jooya/indexer/jalali.hpp"

namespace jooya::testing {

inline std::vector<Article> articles() {
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

inline std::string xml_escaped(std::string_view text) {
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

inline std::string csv_quoted(std::string_view text) {
    std::string csv = "\"";
    for (const char c : text) {
        csv += c;
        if (c == '"') csv += '"';
    }
    return csv + '"';
}

inline std::string as_json_lines() {
    std::string text;
    for (const Article& article : articles()) text += to_json(article) + '\n';
    return text;
}

inline std::string as_json() {
    std::string text = "{\"articles\": [\n";
    for (const Article& article : articles()) text += (text.ends_with('\n') ? "" : ",\n") + to_json(article);
    return text + "]}\n";
}

inline std::string as_table(char separator) {
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

inline std::string as_rss() {
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

inline std::string as_atom() {
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

inline std::string as_hamshahri() {
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

/// A page of its own for each article, as agencies' archives save them.
inline std::string as_plain_text(const Article& article) {
    return article.title + "\n\n" + article.lead + "\n\n" + article.body +
           "\n\nانتهای پیام\n\nکد خبر: " + article.code + "\nتاریخ انتشار: " + format_iso(*article.date) +
           "\nخبرگزاری: " + article.agency + "\nگروه: " + article.category + "\nنشانی خبر: " + article.url +
           "\n";
}

inline std::string as_html(const Article& article) {
    std::string paragraphs;
    for (std::string_view rest = article.body; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        paragraphs += "<p>" + xml_escaped(rest.substr(0, end)) + "</p>\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return "<!DOCTYPE html><html lang=\"fa\"><head><meta charset=\"utf-8\"><title>" +
           xml_escaped(article.title) + "</title><meta name=\"nastooh:nid\" content=\"" + article.code +
           "\"><meta property=\"article:published_time\" content=\"" + format_iso(*article.date) +
           "\"><meta property=\"og:site_name\" content=\"" + article.agency +
           "\"><meta property=\"article:section\" content=\"" + article.category +
           "\"><link rel=\"canonical\" href=\"" + article.url +
           "\"></head><body><div class=\"menu\"><a href=\"/\">خانه</a></div><h1>" +
           xml_escaped(article.title) + "</h1><p class=\"lead\">" + article.lead +
           "</p><div itemprop=\"articleBody\">" + paragraphs +
           "</div><div class=\"footer\">تماس با ما</div></body></html>\n";
}

/// A WARC record with its length, or with another one.
inline std::string warc_record(std::string_view type, std::string_view address, std::string_view content_type,
                               std::string_view payload, std::size_t length) {
    return "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + std::string(address) +
           "\r\nContent-Type: " + std::string(content_type) +
           "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n" + std::string(payload) + "\r\n\r\n";
}

inline std::string warc_record(std::string_view type, std::string_view address, std::string_view content_type,
                               std::string_view payload) {
    return warc_record(type, address, content_type, payload, payload.size());
}

inline std::string http_page(std::string_view html, std::string_view headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n" + std::string(headers) + "\r\n" +
           std::string(html);
}

inline std::string as_warc() {
    std::string text = warc_record("warcinfo", "", "application/warc-fields", "software: test\r\n");
    for (const Article& article : articles()) {
        text += warc_record("request", article.url, "application/http; msgtype=request",
                            "GET / HTTP/1.1\r\n\r\n");
        text += warc_record("response", article.url, "application/http; msgtype=response",
                            http_page(as_html(article)));
    }
    return text;
}

using Files = std::map<std::string, std::string>;

/// The files of each format, by its name.
inline std::map<std::string, Files> files_of_every_format() {
    std::map<std::string, Files> formats = {
        {"json lines", {{"a.jsonl", as_json_lines()}}},
        {"json", {{"a.json", as_json()}}},
        {"csv", {{"a.csv", as_table(',')}}},
        {"tsv", {{"a.tsv", as_table('\t')}}},
        {"rss", {{"a.rss", as_rss()}}},
        {"atom", {{"a.atom", as_atom()}}},
        {"hamshahri", {{"a.xml", as_hamshahri()}}},
        {"warc", {{"a.warc", as_warc()}}},
    };
    for (const Article& article : articles()) {
        formats["text"][article.code + ".txt"] = as_plain_text(article);
        formats["html"][article.code + ".html"] = as_html(article);
    }
    return formats;
}

/// `files` in an archive of libarchive's making; a format of one file takes the first.
inline std::string packed(const Files& files, int format, int filter) {
    archive* writer = archive_write_new();
    archive_write_add_filter(writer, filter);
    archive_write_set_format(writer, format);
    archive_write_set_bytes_in_last_block(writer, 1);
    std::size_t size = std::size_t{1} << 20;
    for (const auto& [name, content] : files) size += content.size() + 4096;
    std::string bytes(size, '\0');
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

    /// Whether it holds several files.
    [[nodiscard]] bool is_archive() const { return format != ARCHIVE_FORMAT_RAW; }
};

inline constexpr std::array containers = {
    Container{"gz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP},
    Container{"zst", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD},
    Container{"xz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ},
    Container{"zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    Container{"tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
    Container{"tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
    Container{"tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD},
    Container{"tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
};

}  // namespace jooya::testing
