// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_text_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "jooya/indexer/jalali.hpp"
#include "read_all.hpp"

namespace {

using jooya::Article;
using jooya::testing::read_all;

std::string file_text(const std::string& path) {
    std::ifstream in(std::string(JOOYA_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The only article of a text; fails the test where there is another number.
Article only_article(std::string_view text) {
    const auto result = read_all(text);
    EXPECT_EQ(result.articles.size(), 1U) << result.rejects_line();
    return result.articles.empty() ? Article() : result.articles[0].article;
}

TEST(PlainTextReader, TheUsersArticleGivesItsFieldsAndNothingOfThePage) {
    const Article article = only_article(file_text("corpus/660821.txt"));
    EXPECT_EQ(article.code, "660821");
    EXPECT_EQ(article.title, "تاکید مسکو بر نتایج هماهنگی اقدامات با تهران در سوریه");
    EXPECT_EQ(article.agency, "خبرگزاری تسنیم");
    EXPECT_TRUE(article.lead.starts_with("وزیر دفاع روسیه در دیدار")) << article.lead;
    EXPECT_TRUE(article.lead.ends_with("بسیار با اهمیت دانست.")) << article.lead;
    EXPECT_TRUE(article.body.starts_with("خبرگزاری تسنیم: به نقل از خبرگزاری «نووستی»")) << article.body;
    EXPECT_TRUE(article.body.ends_with("علاقه مند است.»")) << article.body;
    EXPECT_EQ(std::count(article.body.begin(), article.body.end(), '\n'), 6);
    EXPECT_EQ(article.body.find("نیازمندی"), std::string::npos);
}

TEST(PlainTextReader, EveryTextOfTheCorpusLosesItsPageAndKeepsItsEnd) {
    struct Row {
        const char* file;
        const char* code;
        const char* agency;
        const char* end;
    };
    const std::array rows = {
        Row{"corpus/1204467.txt", "1204467", "خبرگزاری رواق هنر", "فالِ حافِظ گرفتند."},
        Row{"corpus/text/10482235.txt", "10482235", "خبرگزاری نگاه روز", "این نشست ۵۰ دقیقه طول کشید."},
        Row{"corpus/text/2056413.txt", "2056413", "خبرگزاري آفتاب شرق",
            "در بندرعباس برگزار مي‌شود."},
        Row{"corpus/text/2091187.txt", "2091187", "خبرگزاری سپیدار", "در نوبت صحن قرار می گیرد."},
        Row{"corpus/text/5602290.txt", "5602290", "خبرگزاري نگاه روز",
            "قالي‌بافان گلايه كردند."},
    };
    for (const Row& row : rows) {
        const Article article = only_article(file_text(row.file));
        EXPECT_EQ(article.code, row.code);
        EXPECT_EQ(article.agency, row.agency) << row.file;
        EXPECT_TRUE(article.body.ends_with(row.end)) << row.file << ": " << article.body;
        EXPECT_FALSE(article.lead.empty()) << row.file;
    }
}

TEST(PlainTextReader, LabelledLinesFillFields) {
    const Article article = only_article(
        "عنوان خبر\n\nکد خبر: ۱۲۳۴\nگروه: سیاسی\nتاریخ انتشار: ۳ دی ۱۴۰۲ - ۱۶:۰۵\nنویسنده: الف. ب\n\n"
        "لید خبر است.\n\nمتن خبر.\nبند دوم.\nانتهای پیام/\n\nبرچسب ها: مجلس، آب شرب\nلینک کوتاه: "
        "https://example.org/x1\n");
    EXPECT_EQ(article.code, "1234");
    EXPECT_EQ(article.category, "سیاسی");
    EXPECT_EQ(jooya::format_iso(*article.date), "2023-12-24T16:05:00+03:30");
    EXPECT_EQ(article.author, "الف. ب");
    EXPECT_EQ(article.lead, "لید خبر است.");
    EXPECT_EQ(article.body, "متن خبر.\nبند دوم.");
    EXPECT_EQ(article.tags, (std::vector<std::string>{"مجلس", "آب شرب"}));
    EXPECT_EQ(article.url, "https://example.org/x1");
}

TEST(PlainTextReader, SentencesThatMentionFurnitureStay) {
    const Article article = only_article(
        "نیازمندی‌های همشهری گران شد\n\nکد خبر: 5\n\nلید.\n\n"
        "نیازمندی‌ها و آگهی‌ها از فردا گران می‌شود.\nگروه یک: ایران و چین\nدیدگاه "
        "شما "
        "درباره "
        "این "
        "طرح "
        "چیست؟\n"
        "نتیجه بازی:\n۳ - ۲\nپایان یافت.\n\nنیازمندیها\nتازه های سایت\n");
    EXPECT_EQ(article.title, "نیازمندی‌های همشهری گران شد");
    EXPECT_EQ(
        article.body,
        "نیازمندی‌ها و آگهی‌ها از فردا گران می‌شود.\nگروه یک: ایران و "
        "چین\nدیدگاه "
        "شما "
        "درباره "
        "این "
        "طرح چیست؟\n"
        "نتیجه بازی:\n۳ - ۲\nپایان یافت.");
}

TEST(PlainTextReader, ALinkToReadMoreIsNotTheArticles) {
    const Article article =
        only_article("عنوان\nکد خبر: 6\n\nلید.\n\nبند یک.\nبیشتر بخوانید:\nخبری دیگر از جای دیگر\nبند دو.\n");
    EXPECT_EQ(article.body, "بند یک.\nبند دو.");
}

TEST(PlainTextReader, TextWithoutEmptyLinesIsBodyAlone) {
    const Article article = only_article("عنوان\nکد خبر: 7\nبند یک.\nبند دو.\n");
    EXPECT_EQ(article.lead, "");
    EXPECT_EQ(article.body, "بند یک.\nبند دو.");
}

TEST(PlainTextReader, SpellingStaysAsWritten) {
    const Article article =
        only_article("آیین\u00AD\u200Cنامه می\u200Bرود\u200E\nکد خبر: 9\nمتن می¬رود \u202Bرا\u202C گفت.\n");
    EXPECT_EQ(article.title, "آیین\u00AD\u200Cنامه می\u200Bرود");
    EXPECT_EQ(article.body, "متن می¬رود \u202Bرا\u202C گفت.");
}

TEST(PlainTextReader, LineEndsOfEverySystemAreOne) {
    const std::string unix_text = "عنوان\n\nکد خبر: 8\n\nلید.\n\nبند یک.\nبند دو.\n";
    std::string dos_text;
    std::string old_mac_text;
    for (const char c : unix_text) {
        if (c == '\n') dos_text += '\r';
        dos_text += c;
        old_mac_text += c == '\n' ? '\r' : c;
    }
    const Article expected = only_article(unix_text);
    EXPECT_EQ(only_article(dos_text), expected);
    EXPECT_EQ(only_article("\xEF\xBB\xBF" + dos_text), expected);
    EXPECT_EQ(only_article(old_mac_text), expected);
}

TEST(PlainTextReader, BadTextsHaveTheirReason) {
    EXPECT_EQ(read_all("").rejects_line(), "empty-file");
    EXPECT_EQ(read_all(" \n\u200c\n").rejects_line(), "empty-file");
    EXPECT_EQ(read_all("عنوان\n\nمتن بی‌کد\n").rejects_line(), "no-code");
    EXPECT_EQ(read_all("کد خبر: 12\n").rejects_line(), "empty-article");
    EXPECT_EQ(read_all(std::string("عنوان\nکد خبر: 1\nمتن\0 خبر", 40)).rejects_line(), "line 3 nul-byte");
    EXPECT_EQ(read_all("عنوان خبر امروز\nکد خبر: 1\nمتن \xFF خبر").rejects_line(), "line 3 invalid-utf8");
    EXPECT_EQ(read_all("Le ministère a déclaré\n\xE9t\xE9\n").rejects_line(), "unknown-encoding");
    EXPECT_EQ(read_all(std::string("\x7F"
                                   "ELF\x02\x01\x01\x03\x04\x05",
                                   10))
                  .rejects_line(),
              "unknown-format");
}

}  // namespace
