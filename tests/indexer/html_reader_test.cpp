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

std::string weekday_of(const jooya::Timestamp& date) {
    // 1970-01-01 was a Thursday; Tehran is ahead of UTC by less than the noon of a day.
    static constexpr std::array names = {"پنجشنبه",         "جمعه",    "شنبه", "یکشنبه", "دوشنبه",
                                         "سه‌شنبه", "چهارشنبه"};
    constexpr std::int64_t tehran_seconds = 12'600;
    return names[static_cast<std::size_t>((date.seconds + tehran_seconds) / 86'400 % 7)];
}

std::string gregorian_of(const jooya::Timestamp& date) {
    static constexpr std::array months = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    const auto day = jooya::to_calendar(date.seconds, jooya::CalendarKind::gregorian);
    return std::to_string(day.day) + ' ' + months[static_cast<std::size_t>(day.month - 1)] + ' ' +
           std::to_string(day.year);
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
        {"{jalali_numeric}", jooya::format_jalali_numeric(date) + ' ' + iso.substr(11, 5)},
        {"{weekday}", weekday_of(date)},
        {"{gregorian}", gregorian_of(date)},
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
            EXPECT_EQ(found.lead, expected.lead) << name << ' ' << expected.code;
            const double here = token_f1(found.body, expected.body);
            EXPECT_GE(here, 0.9) << name << ' ' << expected.code << ":\n" << found.body;
            f1 += here;
        }
        EXPECT_GE(f1 / static_cast<double>(articles.size()), 0.97) << name;
    }
    EXPECT_GE(templates, 24);
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

constexpr std::string_view long_sentence =
    "دبیر نشست گفت که کار از ماه آینده آغاز می‌شود و تا پایان سال به انجام می‌رسد، اگر بودجه آن داده شود.";

Article article_of(const std::string& body) {
    const auto result = read_all(
        "<!doctype html><html><head><title>عنوان خبر امروز</title></head><body>"
        "<h1>عنوان خبر امروز</h1><div>کد خبر: 12345</div>" +
        body + "</body></html>");
    EXPECT_EQ(result.articles.size(), 1U) << result.rejects_line();
    return result.articles.empty() ? Article{} : result.articles[0].article;
}

std::string paragraph(std::string_view text) {
    return "<p>" + std::string(text) + "</p>";
}

TEST(HtmlReader, ABodyMayRepeatItsLead) {
    const Article article =
        article_of("<p class=\"lead\">لید خبر امروز همین جمله کوتاه است.</p><div class=\"body\">" +
                   paragraph("لید خبر امروز همین جمله کوتاه است.") + paragraph(long_sentence) + "</div>");
    EXPECT_EQ(article.lead, "لید خبر امروز همین جمله کوتاه است.");
    EXPECT_EQ(article.body, "لید خبر امروز همین جمله کوتاه است.\n" + std::string(long_sentence));
}

TEST(HtmlReader, APageOfPicturesHasALeadAndNoText) {
    const Article article =
        article_of("<p class=\"lead\">" + std::string(long_sentence) +
                   "</p><div class=\"body\"><figure><img><figcaption></figcaption></figure></div>"
                   "<div>تمامی حقوق این سایت محفوظ است و نقل آن آزاد است.</div>");
    EXPECT_EQ(article.lead, long_sentence);
    EXPECT_EQ(article.body, "");
}

TEST(HtmlReader, MicrodataAroundAPartOfTheTextDoNotCutIt) {
    const Article article = article_of("<div>" + paragraph(long_sentence) + "<div itemprop=\"articleBody\">" +
                                       paragraph(long_sentence) + paragraph(long_sentence) +
                                       paragraph(long_sentence) + paragraph(long_sentence) + "</div></div>");
    EXPECT_EQ(lines_of(article.body).size(), 5U);
}

TEST(HtmlReader, LinksBetweenParagraphsStayAndThoseBelowGo) {
    const std::string link = "<p><a href=\"/1\">تصویرهای نشست امروز را ببینید</a></p>";
    const Article article = article_of("<div class=\"body\">" + paragraph(long_sentence) + link +
                                       paragraph(long_sentence) + link + "</div>");
    EXPECT_EQ(article.body,
              std::string(long_sentence) + "\nتصویرهای نشست امروز را ببینید\n" + std::string(long_sentence));
}

TEST(HtmlReader, PointersToOtherArticlesAreNoText) {
    const Article article = article_of(
        "<div class=\"body\">" + paragraph(long_sentence) +
        "<p><b>بیشتر بخوانید: <a href=\"/1\">نسخه پزشک برای روزهای آلوده تهران</a></b></p><p>در همین زمینه</p>"
        "<p><a href=\"/2\">خبر یک</a></p><p><a href=\"/3\">خبر دو</a></p>" +
        paragraph(long_sentence) + "</div>");
    EXPECT_EQ(article.body, std::string(long_sentence) + '\n' + std::string(long_sentence));
}

TEST(HtmlReader, ADateAmongOtherWordsIsFoundBesideTheTitle) {
    const Article article =
        article_of("<div class=\"meta\">ارسال شده توسط ویراستار در ۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳</div>" +
                   paragraph(long_sentence));
    ASSERT_TRUE(article.date.has_value());
    EXPECT_EQ(jooya::format_iso(*article.date), "2017-04-26T15:23:00+04:30");
}

TEST(HtmlReader, APageOfAFilmKeepsItsDownloadAndItsNumber) {
    const Article article = article_of(
        "<p class=\"lead\">این تیم امروز در خانه باخت.</p><div class=\"item-text\"><div class=\"player\"><video></video>"
        "<div class=\"video-download\"><a href=\"https://m.example/1.mp4?d=1\">دریافت 12 MB</a></div></div>"
        "<p>6161</p></div><div class=\"share\"><a href=\"#\">تلگرام</a></div>");
    EXPECT_EQ(article.lead, "این تیم امروز در خانه باخت.");
    EXPECT_EQ(article.body, "دریافت 12 MB\n6161");
}

TEST(HtmlReader, WhatReadersWroteIsNoTextOfAPageWithoutAny) {
    const std::string empty_place = "<div class=\"item-text\"><img src=\"1.jpg\"></div>";
    const std::string said = paragraph(long_sentence);
    EXPECT_EQ(article_of(empty_place + "<div class=\"comments\">" + said + "</div>").body, "");
    EXPECT_EQ(article_of(empty_place + "<div class=\"opinions\"><h4>نظر شما</h4>" + said + "</div>").body,
              "");
    EXPECT_EQ(article_of("<div><div>نظرات کاربران</div>" + said + "</div>").body, "");
    EXPECT_EQ(article_of("<div><div>۳ دیدگاه</div>" + said + "</div>").body, "");
    EXPECT_EQ(
        article_of("<amp-ad><div>آگهی بارگذاری نشد و دیگر بار خواهد آمد.</div></amp-ad>" + empty_place).body,
        "");
}

TEST(HtmlReader, ACountOfCommentsAboveTheTextDoesNotEndIt) {
    std::string text;
    for (int i = 0; i < 10; ++i) text += paragraph(long_sentence);
    for (const char* above :
         {"<div>۵ دیدگاه</div>", "<div><a href=\"#c\">نظرات</a></div>", "<div>دیدگاه</div>"}) {
        EXPECT_EQ(
            lines_of(article_of("<div class=\"x\">" + std::string(above) + text + "</div>").body).size(), 10U)
            << above;
    }
}

TEST(HtmlReader, ANamedPlaceKeepsLinesThatAreNoSentences) {
    const Article article =
        article_of("<div class=\"news-body\">" + paragraph("به گزارش خبرگزاری، در این بیانیه آمده است؛") +
                   paragraph(long_sentence) + paragraph("منابع تازه") + "</div>");
    EXPECT_EQ(article.body,
              "به گزارش خبرگزاری، در این بیانیه آمده است؛\n" + std::string(long_sentence) + "\nمنابع تازه");
}

TEST(HtmlReader, NamesOfAlignmentAndTypesTellNothing) {
    const Article article = article_of("<div class=\"text-center\">" + paragraph("شاخص بورس") +
                                       "</div>"
                                       "<div class=\"field-name-body field-type-text-with-summary\">" +
                                       paragraph(long_sentence) + paragraph(long_sentence) +
                                       "</div>"
                                       "<div id=\"ArticleService\">جامعه</div>");
    EXPECT_EQ(article.lead, "");
    EXPECT_EQ(article.body, std::string(long_sentence) + '\n' + std::string(long_sentence));
}

TEST(HtmlReader, AColumnBesideTheTextIsNoPartOfIt) {
    const Article article = article_of(
        "<table><tr><td><div>" + paragraph(long_sentence) + paragraph(long_sentence) +
        paragraph(long_sentence) +
        "</div></td><td><p>اشتراک هفته‌نامه با تخفیف و ارسال رایگان به همه شهرها.</p></td></tr>"
        "<tr><td>تمامی حقوق این پایگاه محفوظ است و نقل آن آزاد است.</td></tr></table>");
    EXPECT_EQ(lines_of(article.body).size(), 3U) << article.body;
}

TEST(HtmlReader, AColumnBesideAHeadlineWithoutTextIsNoArticle) {
    const std::string side =
        "<td><b>در این شماره</b><br><a href=\"/1\">راه‌های قدیمی البرز</a>"
        "<p>اشتراک هفته‌نامه با تخفیف و ارسال رایگان به همه شهرها.</p></td>";
    const std::string footer = "<tr><td colspan=\"2\">نشانی: تهران، خیابان نمونه، پلاک ۱۰</td></tr>";
    const auto body_of = [&](const std::string& headline, const std::string& beside) {
        const auto result = read_all(
            "<html><head><title>عنوان خبر امروز</title><link rel=\"canonical\" href=\"/news/12345\"></head><body><table><tr><td>" +
            headline + "</td>" + beside + "</tr>" + footer + "</table></body></html>");
        return result.articles.empty() ? result.rejects_line() : result.articles[0].article.body;
    };
    const std::string alone = "<b>عنوان خبر امروز</b>";
    const std::string dated = alone + "<div>تاریخ: ۱۳۹۸/۰۶/۰۴ - شماره خبر: ۱۲۳۴۵</div>";
    EXPECT_EQ(body_of(dated + "<img src=\"1.jpg\">", side), "");
    EXPECT_EQ(body_of(dated + "<div>دریافت 2 MB</div>", side), "دریافت 2 MB");
    EXPECT_EQ(body_of(alone, "<td>" + paragraph(long_sentence) + "</td>"), long_sentence);
}

TEST(HtmlReader, ABoxOfHeadlinesBesideAHeadlineWithoutTextIsNoArticle) {
    const std::string side =
        "<div><ul><li><a href=\"/1\">راه‌های قدیمی البرز</a></li><li><a href=\"/2\">گفت‌وگو با یک کوهنورد</a></li></ul>"
        "<p>اشتراک هفته‌نامه با تخفیف و ارسال رایگان به همه شهرها.</p></div>";
    const std::string column =
        "<div><b>عنوان خبر امروز</b><div>تاریخ: ۱۳۹۸/۰۶/۰۴ - شماره خبر: ۱۲۳۴۵</div><img src=\"1.jpg\"></div>";
    const auto body_of = [&](const std::string& boxes) {
        const auto result = read_all("<html><head><title>عنوان خبر امروز</title></head><body><div>" + boxes +
                                     "</div><div>نشانی: تهران، خیابان نمونه، پلاک ۱۰</div></body></html>");
        return result.articles.empty() ? result.rejects_line() : result.articles[0].article.body;
    };
    EXPECT_EQ(body_of(column + side), "");
    EXPECT_EQ(body_of(side + column), "");
    EXPECT_EQ(
        body_of(column + "<div><a href=\"#\">تلگرام</a></div><div>" + paragraph(long_sentence) + "</div>"),
        long_sentence);
}

TEST(HtmlReader, TheCaptionOfThePictureAboveIsNoText) {
    const std::string caption =
        "<figure><img><figcaption>نمایی از محل رویداد، عکس: آرشیو.</figcaption></figure>";
    EXPECT_EQ(article_of(caption + "<div><img src=\"1.jpg\"></div>").body, "");
    EXPECT_EQ(article_of("<div class=\"gallery\">" + caption + "</div>").body,
              "نمایی از محل رویداد، عکس: آرشیو.");
}

TEST(HtmlReader, AnEmphasizedParagraphAboveNothingIsALead) {
    const Article article = article_of("<div><b>" + std::string(long_sentence) + "</b></div>");
    EXPECT_EQ(article.lead, long_sentence);
    EXPECT_EQ(article.body, "");
}

TEST(HtmlReader, AnEmphasizedParagraphAboveTheTextsOwnBoxIsALead) {
    const Article article =
        article_of("<p><i>لید خبر امروز همین جمله کوتاه است.</i></p><div>" + paragraph(long_sentence) +
                   paragraph(long_sentence) + paragraph(long_sentence) + "</div>");
    EXPECT_EQ(article.lead, "لید خبر امروز همین جمله کوتاه است.");
    EXPECT_EQ(lines_of(article.body).size(), 3U);
}

TEST(HtmlReader, ANameOfALeadBelowThePagesOwnLeadTellsNothing) {
    const Article article =
        article_of("<p><b>" + std::string(long_sentence) +
                   "</b></p><div><div class=\"summary\">متن خبر امروز همین جمله کوتاه است.</div></div>");
    EXPECT_EQ(article.lead, long_sentence);
    EXPECT_EQ(article.body, "متن خبر امروز همین جمله کوتاه است.");
}

TEST(HtmlReader, ANumberStaysBelowALeadWithoutText) {
    const Article article =
        article_of("<p><b>لید خبر امروز همین جمله کوتاه است.</b></p><p>دریافت 3 MB</p><p>256 256</p>");
    EXPECT_EQ(article.lead, "لید خبر امروز همین جمله کوتاه است.");
    EXPECT_EQ(article.body, "دریافت 3 MB\n256 256");
}

TEST(HtmlReader, CodesStandBehindHyphensAndInAddresses) {
    const auto code_of = [](const std::string& head, const std::string& line) {
        const auto result = read_all("<html><head><title>عنوان خبر امروز</title>" + head +
                                     "</head><body><h1>عنوان خبر امروز</h1><div>" + line + "</div>" +
                                     paragraph(long_sentence) + "</body></html>");
        return result.articles.empty() ? result.rejects_line() : result.articles[0].article.code;
    };
    EXPECT_EQ(code_of("", "تاریخ: ۱۳۹۶/۲/۶ ۱۵:۲۳ - شماره خبر: ۶۶۰۸۲۱"), "660821");
    EXPECT_EQ(
        code_of(
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"عنوان خبر امروز\","
            "\"url\":\"https://a.example/n/660822\"}</script>",
            "شنبه"),
        "660822");
    EXPECT_EQ(code_of("", "<span>۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳</span> <span>کد خبر: ۶۶۰۸۲۱</span>"), "660821");
    EXPECT_EQ(code_of("", "<span>کد خبر: ۶۶۰۸۲۱</span> <span>۶ اردیبهشت ۱۳۹۶</span>"), "660821");
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
