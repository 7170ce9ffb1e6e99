// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of corpus/html, and the articles of corpus/feeds inside page templates written after the layouts
// of Iranian sites (tests/golden/html).
#include "html_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "jooya/indexer/jalali.hpp"
#include "read_all.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::Article;
using jooya::testing::read_all;

const fs::path root = JOOYA_SOURCE_DIR;

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '"')
            html += "&quot;";
        else
            html += c;
    }
    return html;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::stringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string wrapped(const std::vector<std::string>& lines, const std::string& before,
                    const std::string& after) {
    std::string html;
    for (const std::string& line : lines) html += before + escaped(line) + after;
    return html;
}

std::string in_persian_digits(std::string_view ascii) {
    std::string persian;
    for (const char c : ascii) persian += {'\xDB', static_cast<char>('\xB0' + (c - '0'))};
    return persian;
}

std::string page_of(std::string html, const Article& article) {
    const std::vector<std::string> lines = lines_of(article.body);
    const auto middle = lines.begin() + static_cast<std::ptrdiff_t>(lines.size() / 2);
    const jooya::Timestamp date{article.date->seconds, true};
    const std::string iso = jooya::format_iso(date);
    const std::map<std::string, std::string> values = {
        {"{title}", escaped(article.title)},
        {"{lead}", escaped(article.lead)},
        {"{code}", article.code},
        {"{code_fa}", in_persian_digits(article.code)},
        {"{category}", escaped(article.category)},
        {"{iso}", iso},
        {"{local}", iso.substr(0, 10) + ' ' + iso.substr(11, 8)},
        {"{jalali}", jooya::format_jalali(date)},
        {"{body}", wrapped(lines, "<p style=\"text-align:justify\">", "</p>\n")},
        {"{body_div}", wrapped(lines, "<div class=\"c5\">", "</div>\n")},
        {"{body_br}", wrapped(lines, "", "<br /><br />\n")},
        {"{body_half1}", wrapped({lines.begin(), middle}, "<p>", "</p>")},
        {"{body_half2}", wrapped({middle, lines.end()}, "<p>", "</p>")},
    };
    for (const auto& [name, value] : values) {
        for (std::size_t at = html.find(name); at != std::string::npos;
             at = html.find(name, at + value.size())) {
            html.replace(at, name.size(), value);
        }
    }
    return html;
}

/// Harmonic mean of precision and recall over words, repeated ones counted.
double token_f1(const std::string& found, const std::string& expected) {
    std::map<std::string, int> left;
    std::stringstream in(expected);
    double wanted = 0;
    for (std::string word; in >> word; ++wanted) ++left[word];
    std::stringstream out(found);
    double got = 0;
    double common = 0;
    for (std::string word; out >> word; ++got) {
        if (left[word]-- > 0) ++common;
    }
    return common == 0 ? 0 : 2 * common / (got + wanted);
}

std::vector<Article> feed_articles() {
    std::vector<Article> articles;
    for (const auto& entry : fs::directory_iterator(root / "corpus/feeds")) {
        for (auto& read : read_all(text_of_file(entry.path())).articles) {
            if (read.article.date.has_value() && !read.article.body.empty())
                articles.push_back(std::move(read.article));
        }
    }
    return articles;
}

TEST(HtmlReader, EveryTemplateGivesItsArticleBack) {
    const std::vector<Article> articles = feed_articles();
    ASSERT_GT(articles.size(), 30U);
    int templates = 0;
    for (const auto& entry : fs::directory_iterator(root / "tests/golden/html")) {
        const std::string name = entry.path().filename().string();
        const std::string html = text_of_file(entry.path());
        ++templates;
        double f1 = 0;
        for (const Article& expected : articles) {
            const auto result = read_all(page_of(html, expected));
            ASSERT_EQ(result.articles.size(), 1U)
                << name << ' ' << expected.code << ' ' << result.rejects_line();
            const Article& found = result.articles[0].article;
            EXPECT_EQ(found.title, expected.title) << name;
            EXPECT_EQ(found.code, expected.code) << name;
            ASSERT_TRUE(found.date.has_value()) << name << ' ' << expected.code;
            EXPECT_EQ(found.date->seconds / 60, expected.date->seconds / 60) << name;
            EXPECT_EQ(found.lead, expected.lead) << name;
            const double here = token_f1(found.body, expected.body);
            EXPECT_GE(here, 0.9) << name << ' ' << expected.code << ":\n" << found.body;
            f1 += here;
        }
        EXPECT_GE(f1 / static_cast<double>(articles.size()), 0.97) << name;
    }
    EXPECT_GE(templates, 6);
}

TEST(HtmlReader, EveryPageOfTheCorpusIsReadWithoutItsFurniture) {
    int pages = 0;
    for (const auto& entry : fs::directory_iterator(root / "corpus/html")) {
        const auto result = read_all(text_of_file(entry.path()));
        ASSERT_EQ(result.articles.size(), 1U) << entry.path() << ' ' << result.rejects_line();
        const Article& article = result.articles[0].article;
        ++pages;
        EXPECT_EQ(article.code, entry.path().stem().string());
        EXPECT_TRUE(article.date.has_value()) << article.code;
        EXPECT_FALSE(article.lead.empty()) << article.code;
        EXPECT_TRUE(article.body.starts_with("به گزارش ")) << article.code << ": " << article.body;
        for (const char* furniture :
             {"نظر شما", "اخبار مرتبط", "نیازمندی", "انتهای پیام", "مبارزه با تروریسم در", "اشتراک گذاری"}) {
            EXPECT_EQ(article.body.find(furniture), std::string::npos) << article.code << ": " << furniture;
        }
    }
    EXPECT_EQ(pages, 17);
}

TEST(HtmlReader, ABareLayoutGivesItsTextRatherThanNone) {
    const auto result =
        read_all("<html><body><h1>عنوان</h1><div>کد خبر: 12345</div><div>باران آمد.</div></body></html>");
    ASSERT_EQ(result.articles.size(), 1U) << result.rejects_line();
    EXPECT_EQ(result.articles[0].article.code, "12345");
    EXPECT_EQ(result.articles[0].article.title, "عنوان");
    EXPECT_NE(result.articles[0].article.body.find("باران آمد."), std::string::npos);
}

TEST(HtmlReader, HostilePagesAreRejectedNotCrashed) {
    std::string deep = "<html><body>";
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    EXPECT_EQ(read_all(deep + "متن").rejects_line(), "too-deep");
    EXPECT_EQ(read_all("<html></html>").rejects_line(), "empty-article");
    EXPECT_EQ(
        read_all("<html><script type=\"application/ld+json\">{\"@type\": [[[</script><p>").rejects_line(),
        "empty-article");
}

}  // namespace
