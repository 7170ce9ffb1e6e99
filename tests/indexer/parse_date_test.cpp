// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/parse_date.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "jooya/indexer/jalali.hpp"

namespace {

/// A date as one line: what format_iso prints, or "none".
std::string rendered(const std::optional<jooya::Timestamp>& date) {
    return date.has_value() ? jooya::format_iso(*date) : "none";
}

struct Row {
    const char* text;
    const char* expected;
    const char* origin;
};

TEST(ParseDate, ReadsEveryNotationOfArchives) {
    const std::array rows = {
        Row{"2017-04-26T15:23:00+04:30", "2017-04-26T15:23:00+04:30", "article:published_time"},
        Row{"2017-04-26T10:53:00Z", "2017-04-26T15:23:00+04:30", "ISO 8601 in UTC"},
        Row{"2017-04-26T10:53:00.000Z", "2017-04-26T15:23:00+04:30", "JavaScript's toISOString"},
        Row{"20170426T105300Z", "2017-04-26T15:23:00+04:30", "ISO 8601, basic form"},
        Row{"2017-04-26 15:23:00", "2017-04-26T15:23:00+04:30", "nastooh:publishDate, Tehran's clock"},
        Row{"2017-04-26", "2017-04-26", "dc.Date"},
        Row{"20170426", "2017-04-26", "compact"},
        Row{"Wed, 26 Apr 2017 15:23:00 +0430", "2017-04-26T15:23:00+04:30", "RSS pubDate"},
        Row{"Wed, 26 Apr 2017 10:53:00 GMT", "2017-04-26T15:23:00+04:30", "RFC 822 with a named zone"},
        Row{"26 Apr 17 10:53 UT", "2017-04-26T15:23:00+04:30", "RFC 822, year of two digits"},
        Row{"September 1st 2019, 18:25:00.000", "2019-09-01T18:25:00+04:30", "an export of Khabaryaab"},
        Row{"1493203980", "2017-04-26T15:23:00+04:30", "Unix time"},
        Row{"1493203980000", "2017-04-26T15:23:00+04:30", "Unix time in milliseconds"},
        Row{"1396/02/06", "2017-04-26", "Jalali"},
        Row{"1396-2-6 15:23", "2017-04-26T15:23:00+04:30", "Jalali with hyphens"},
        Row{"۱۳۹۶/۰۲/۰۶ ساعت ۱۵:۲۳", "2017-04-26T15:23:00+04:30", "Persian digits"},
        Row{"١٣٩٦/٠٢/٠٦", "2017-04-26", "Arabic digits"},
        Row{"13960206", "2017-04-26", "Jalali, compact"},
        Row{"96/2/6", "2017-04-26", "year of two digits"},
        Row{"چهارشنبه ۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳", "2017-04-26T15:23:00+04:30", "IRNA"},
        Row{"چهارشنبه، ۰۶ ارديبهشت ۱۳۹۶ ۱۵:۲۳", "2017-04-26T15:23:00+04:30", "Arabic yeh"},
        Row{"۶ اردیبهشت ماه ۱۳۹۶", "2017-04-26", "with «ماه»"},
        Row{"۶ اردیبهشت ۹۶", "2017-04-26", "written, year of two digits"},
        Row{"تاریخ انتشار:  ۲۱:۰۲ - ۲۷ تير ۱۳۹۷ - 18 July 2018", "2018-07-18T21:02:00+04:30", "Asr-e Iran"},
        Row{"پنج‌شنبه ۱۹ آبان‌ماه ۱۳۹۷", "2018-11-10", "«ماه» behind a half-space"},
        Row{"پنج شنبه ۱۰ آبان ۱۳۹۷، ساعت ۹:۰۵", "2018-11-01T09:05:00+03:30", "day of the week in two words"},
        Row{"11:22 · 16 Ordibehesht 1405", "2026-05-06T11:22:00+03:30", "Telegram's Persian calendar"},
        Row{"۲۱ فروردین ۱۴۰۱ / ۲۲:۴۰", "2022-04-10T22:40:00+04:30", "Mehr"},
        Row{"26/04/2017", "2017-04-26", "day first"},
        Row{"April 26, 2017 3:23 PM", "2017-04-26T15:23:00+04:30", "twelve hours"},
        Row{"۲۶ آوریل ۲۰۱۷", "2017-04-26", "Gregorian month in Persian"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(rendered(jooya::parse_date(row.text)), row.expected)
            << row.text << "  (" << row.origin << ")";
    }
}

TEST(ParseDate, WhatIsNoDateIsNone) {
    const std::array rows = {
        Row{"", "none", "empty"},
        Row{"1402/13/45", "none", "no such month"},
        Row{"1402/12/30", "none", "1402 is no leap year"},
        Row{"۳۱ مهر ۱۴۰۲", "none", "Mehr has 30 days"},
        Row{"2023-02-29", "none", "no leap year"},
        Row{"1396/02/06 25:00", "none", "no such hour"},
        Row{"1250/01/01", "none", "neither calendar's years"},
        Row{"۶ اردیبهشت ۲۰۱۷", "none", "a Jalali month of a Gregorian year"},
        Row{"660821", "none", "a news code"},
        Row{"در ۶ اردیبهشت ۱۳۹۶ وزیر دفاع گفت", "none", "a sentence"},
        Row{"۳ بر ۲", "none", "a score"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(rendered(jooya::parse_date(row.text)), row.expected)
            << row.text << "  (" << row.origin << ")";
    }
}

TEST(ParseDate, FindsADateAmongWords) {
    EXPECT_EQ(rendered(jooya::find_date("سرویس سیاسی | ۶ اردیبهشت ۱۳۹۶ | بازدید: ۱۲۰")), "2017-04-26");
    EXPECT_EQ(rendered(jooya::find_date("وزیر در ۶ دیدار گفت")), "none");
}

}  // namespace
