// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>

#include "jooya/searcher/result_writer.hpp"

namespace {

using jooya::Hit;
using jooya::Page;
using jooya::TextStyle;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t ordibehesht_6_1396 = 1'493'193'600;  // 2017-04-26, noon in Tehran

Page page() {
    Hit hit{.rank = 1, .code = "7001", .score = 2};
    hit.title = {{"بازگشایی "}, {"پل", true}, {" دز"}};
    hit.snippet = {{"پل", true}, {" رودخانه دز بازگشایی شد و رانندگان از آن گذشتند."}};
    hit.date = jooya::Timestamp{ordibehesht_6_1396, true};
    hit.agency = "پارس‌نما";
    hit.category = "استان‌ها";
    hit.similar = {"7002", "7003"};
    Page page{.query = "پل", .took_ms = 1.25, .total = 12};
    page.hits = {hit};
    page.facets = {{"agency", {{"پارس‌نما", 12}}},
                   {"month", {{"1396/02", 12}}},
                   {"year", {{"1396", 12}}},
                   {"author", {}}};
    page.suggestion = jooya::Suggestion{"سد"};
    page.notes = {{"some-note", "something", "چیزی"}};
    return page;
}

TextStyle style(bool is_persian, unsigned width = 0) {
    return {.is_persian = is_persian, .width = width, .now = ordibehesht_6_1396 + 4 * day};
}

TEST(TextWriter, WritesInEnglish) {
    EXPECT_EQ(
        to_text(page(), style(false)),
        "1. بازگشایی پل دز\n"
        "    code 7001 · 1396/02/06 (4 days ago) · پارس‌نما · استان‌ها · and 2 similar articles\n"
        "    پل رودخانه دز بازگشایی شد و رانندگان از آن گذشتند.\n"
        "\n"
        "agency\n    پارس‌نما: 12\n\nmonth\n    1396/02: 12\n\nyear\n    1396: 12\n\n"
        "did you mean: سد\n"
        "note: something\n"
        "1 to 1 of 12 found (1.2 ms)\n");
}

TEST(TextWriter, WritesInPersian) {
    EXPECT_EQ(
        to_text(page(), style(true)),
        "۱. بازگشایی پل دز\n"
        "    کد خبر 7001 · ۶ اردیبهشت ۱۳۹۶ - ۱۲:۳۰ (۴ روز قبل) · پارس‌نما · استان‌ها · و ۲ خبر مشابه\n"
        "    پل رودخانه دز بازگشایی شد و رانندگان از آن گذشتند.\n"
        "\n"
        "خبرگزاری\n    پارس‌نما: ۱۲\n\nماه\n    اردیبهشت ۱۳۹۶: ۱۲\n\nسال\n    ۱۳۹۶: ۱۲\n\n"
        "آیا منظورتان این بود: سد\n"
        "یادداشت: چیزی\n"
        "۱ تا ۱ از ۱۲ خبرِ یافت‌شده (۱٫۲ میلی‌ثانیه)\n");
}

TEST(TextWriter, TellsHowMuchWasFound) {
    const auto last_line = [](const Page& page, bool is_persian) {
        std::string text = to_text(page, style(is_persian));
        text.pop_back();
        return text.substr(text.rfind('\n') + 1);
    };
    Page found{.took_ms = 1, .total = 2};
    found.hits = {{.rank = 1, .code = "1"}, {.rank = 2, .code = "2"}};
    EXPECT_EQ(last_line(found, false), "2 found (1.0 ms)");
    EXPECT_EQ(last_line(found, true), "۲ خبر یافت شد (۱٫۰ میلی‌ثانیه)");
    found.total = 300;
    found.total_is_exact = false;
    EXPECT_EQ(last_line(found, false), "1 to 2 of about 300 found (1.0 ms)");
    EXPECT_EQ(last_line(found, true),
              "۱ تا ۲ از حدود ۳۰۰ خبرِ یافت‌شده (۱٫۰ میلی‌ثانیه)");
    found.hits.clear();
    EXPECT_EQ(last_line(found, false), "about 300 found (1.0 ms)");
}

TEST(TextWriter, BreaksFactsBetweenEachOther) {
    const std::string text = to_text(page(), style(true, 40));
    EXPECT_NE(text.find("    کد خبر 7001\n"
                        "    ۶ اردیبهشت ۱۳۹۶ - ۱۲:۳۰ (۴ روز قبل)\n"
                        "    پارس‌نما · استان‌ها · و ۲ خبر مشابه\n"),
              std::string::npos)
        << text;
}

TEST(TextWriter, IsolatesEveryFact) {
    TextStyle isolating = style(false);
    isolating.bidi = TextStyle::Bidi::isolate;
    const std::string text = to_text(page(), isolating);
    EXPECT_NE(text.find("\u2067"
                        "1. بازگشایی پل دز\u2069\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("    \u2066\u2068"
                        "code 7001\u2069 · \u2068"
                        "1396/02/06 (4 days ago)\u2069 · \u2068پارس‌نما\u2069"),
              std::string::npos)
        << text;
}

// Without bidi the right edge of the terminal is where a Persian page begins.
TEST(TextWriter, AlignsAPersianPageToTheRightWhereLettersAreVisual) {
    Page short_page{.query = "x", .took_ms = 1, .total = 0};
    TextStyle visual = style(true, 40);
    visual.bidi = TextStyle::Bidi::visual;
    const std::string text = to_text(short_page, visual);
    EXPECT_TRUE(text.starts_with("           (")) << text;  // 29 columns of 40
    visual.is_persian = false;
    EXPECT_TRUE(to_text(short_page, visual).starts_with("nothing found (1.0 ms)"));
}

TEST(TextWriter, LetsNoControlsThrough) {
    Page hostile = page();
    hostile.hits[0].title = {{"\x1B[31mالف\u202E", true}};
    hostile.hits[0].agency = "a\u2066\x07z";
    hostile.notes[0].en = "no article \x1B]0;owned\x07";
    TextStyle isolating = style(false);
    isolating.bidi = TextStyle::Bidi::isolate;
    const std::string text = to_text(hostile, isolating);
    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_NE(text.find("\u2068"
                        "az\u2069"),
              std::string::npos);
}

TEST(TextWriter, WritesAnArticle) {
    const jooya::Article article{.code = "7001",
                                 .title = "بازگشایی پل دز",
                                 .lead = "لید خبر.",
                                 .body = "بند نخست.\n\nبند دوم.",
                                 .date = jooya::Timestamp{ordibehesht_6_1396, false},
                                 .agency = "پارس‌نما",
                                 .author = "خبرنگار",
                                 .tags = {"پل", "رودخانه دز"},
                                 .url = "https://example.org/7001"};
    EXPECT_EQ(
        to_text(article, style(true)),
        "بازگشایی پل دز\n"
        "کد خبر 7001 · ۶ اردیبهشت ۱۳۹۶ (۴ روز قبل) · پارس‌نما · خبرنگار\n"
        "#پل · #رودخانه دز\n"
        "https://example.org/7001\n"
        "\nلید خبر.\n\nبند نخست.\n\nبند دوم.\n");
}

}  // namespace
