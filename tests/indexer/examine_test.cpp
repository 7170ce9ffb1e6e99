// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/examine.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jooya/indexer/jalali.hpp"
#include "mojibake.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::ArchiveExamination;
using jooya::ArchiveFindings;
using jooya::Article;
using jooya::CalendarDay;
using jooya::CalendarKind;
using jooya::Oddity;

constexpr std::int64_t now = 1'790'000'000;  // 2026

jooya::Timestamp noon(int year, int month, int day) {
    return {*jooya::from_calendar({year, month, day}, CalendarKind::jalali), false};
}

Article article(int code, jooya::Timestamp date) {
    const std::string number = std::to_string(code);
    return {.code = number, .title = "عنوان " + number, .body = "متن خبر شماره " + number, .date = date};
}

ArchiveFindings findings_of(const std::vector<Article>& articles) {
    ArchiveExamination examination(now);
    std::uint64_t line = 0;
    for (const Article& each : articles) {
        examination.take(jooya::ReadArticle{each, {jooya::Position::Unit::line, ++line}}, "a.jsonl");
    }
    return examination.finish();
}

std::uint64_t count(const ArchiveFindings& findings, Oddity oddity) {
    return findings.oddities[static_cast<std::size_t>(oddity)].count;
}

/// "no-date 1; arabic-letters 2": every oddity that was found.
std::string oddities(const ArchiveFindings& findings) {
    std::string line;
    for (std::size_t i = 0; i < jooya::oddity_count; ++i) {
        if (findings.oddities[i].count == 0) continue;
        if (!line.empty()) line += "; ";
        line +=
            std::string(name_of(static_cast<Oddity>(i))) + ' ' + std::to_string(findings.oddities[i].count);
    }
    return line;
}

TEST(Examine, ACleanArchiveHasNothingOdd) {
    const ArchiveFindings findings =
        findings_of({article(1, noon(1402, 1, 1)), article(2, noon(1402, 1, 2))});
    EXPECT_EQ(oddities(findings), "");
    EXPECT_EQ(findings.articles, 2U);
    EXPECT_EQ(findings.days_without, 0U);
}

TEST(Examine, SpellingIsSeenPerSource) {
    Article arabic = article(1, noon(1402, 1, 1));
    arabic.body = "\u0643\u062A\u0627\u0628 \u0639\u0644\u064A";  // كتاب علي
    Article forms = article(2, noon(1402, 1, 1));
    forms.body = "\uFEB3\uFEFC\uFEE1";
    Article halves = article(3, noon(1402, 1, 1));
    halves.body = "نیازمندی¬ها";
    Article english = article(4, noon(1402, 1, 1));
    english.title = "Report";
    english.body = "A text of other letters than ours.";
    const ArchiveFindings findings = findings_of({arabic, forms, halves, english});
    EXPECT_EQ(oddities(findings), "arabic-letters 1; presentation-forms 1; not-sign 1; other-script 1");
    ASSERT_EQ(findings.sources.size(), 1U);
    EXPECT_EQ(findings.sources[0].source, "a.jsonl");
    EXPECT_EQ(findings.sources[0].oddities[static_cast<std::size_t>(Oddity::arabic_letters)], 1U);
}

TEST(Examine, CodesAreComparedAndTheirHolesFound) {
    std::vector<Article> articles;
    for (int i = 1; i <= 40; ++i) {
        if (i < 20 || i > 24) articles.push_back(article(1000 + i, noon(1402, 1, 1 + i / 4)));
    }
    articles.push_back(article(1003, noon(1402, 1, 1)));
    articles.push_back(article(1004, noon(1402, 1, 2)));
    articles.back().body = "متن دیگری با همان کد";
    const ArchiveFindings findings = findings_of(articles);
    EXPECT_EQ(oddities(findings), "repeated-article 1; duplicate-code 1");
    const jooya::CodeSequence& sequence = findings.sources[0].sequence;
    EXPECT_TRUE(sequence.is_dense);
    EXPECT_EQ(sequence.hole_count, 1U);
    ASSERT_EQ(sequence.holes.size(), 1U);
    EXPECT_EQ(sequence.holes[0].after, 1019U);
    EXPECT_EQ(sequence.holes[0].before, 1025U);
}

TEST(Examine, DatesThatCannotBeAreNamed) {
    std::vector<Article> articles;
    for (int i = 1; i <= 60; ++i) articles.push_back(article(1000 + i, noon(1402, 8, 1 + i / 3)));
    articles[30].date = noon(1402, 11, 8);  // for 8/11
    articles[40].date = noon(1395, 2, 20);
    articles[50].date = jooya::Timestamp{now + 30 * 86'400, true};
    articles[20].date = jooya::Timestamp{0, true};
    articles[21].date.reset();
    const ArchiveFindings findings = findings_of(articles);
    EXPECT_EQ(oddities(findings),
              "no-date 1; placeholder-date 1; future-date 1; swapped-date 1; date-out-of-order 2");
    ASSERT_FALSE(findings.oddities[static_cast<std::size_t>(Oddity::swapped_date)].examples.empty());
    EXPECT_EQ(findings.oddities[static_cast<std::size_t>(Oddity::swapped_date)].examples[0].code, "1031");
}

TEST(Examine, DatesThatMixCalendarsAreToldFromUnreadableOnes) {
    ArchiveExamination examination(now);
    for (const char* value :
         {"۱۲ اردیبهشت ۲۰۱۷", "26 April 1396", "0781-07-23", "2644/02/01", "1402/13/45", "دیروز"}) {
        examination.take(jooya::ReadWarning{"a.jsonl", {jooya::Position::Unit::line, 1}, "1", value},
                         "a.jsonl");
    }
    EXPECT_EQ(oddities(examination.finish()), "unreadable-date 2; wrong-calendar 4");
}

TEST(Examine, DaysWithoutArticlesAreFound) {
    const ArchiveFindings findings = findings_of(
        {article(1, noon(1402, 1, 29)), article(2, noon(1402, 2, 2)), article(3, noon(1402, 2, 20))});
    EXPECT_EQ(findings.days_without, 3U + 17U);
    ASSERT_EQ(findings.gaps.size(), 2U);
    EXPECT_EQ(findings.gaps[0].last - findings.gaps[0].first + 1, 17);
}

TEST(Examine, CopiesWithinThreeDaysAreGrouped) {
    const std::string story =
        "وزیر نیرو در نشست خبری امروز گفت سد تازه استان تا پایان سال آبگیری می‌شود و کشاورزان دشت از آب آن بهره خواهند برد؛ "
        "او افزود هزینه این طرح از بودجه عمرانی پرداخت شده و پیمانکار در زمستان کار را پایان داده است.";
    std::vector<Article> articles = {article(1, noon(1402, 1, 1)), article(2, noon(1402, 1, 2)),
                                     article(3, noon(1402, 1, 20)), article(4, noon(1402, 1, 2))};
    for (std::size_t i = 0; i < 3; ++i) articles[i].body = story;
    const ArchiveFindings findings = findings_of(articles);
    EXPECT_EQ(count(findings, Oddity::near_duplicate), 1U);
    EXPECT_EQ(findings.copies, (std::vector<std::vector<std::string>>{{"1", "2"}}));
}

TEST(Examine, FilesAreReadWithTheirEncodingsAndRejects) {
    const jooya::testing::TemporaryFolder folder;
    // «کد خبر: 17» in windows-1256 with Arabic letters, behind a title.
    folder.write(
        "old.txt",
        "\xCE\xC8\xD1 \xCA\xC7\xD2\xE5 \xC7\xE3\xD1\xE6\xD2\n\n\xE3\xCA\xE4 \xCE\xC8\xD1 \xC7\xE3\xD1\xE6\xD2\n\n\xDF\xCF \xCE\xC8\xD1: 17\n");
    folder.write("none.txt", "عنوان\n\nمتن خبر بی‌کد\n");
    folder.write("broken.jsonl", "{\"code\": \"1\", \"title\": \"یک\"}\n{\"code\": \"2\n");
    ArchiveExamination examination(now);
    jooya::examine({folder / ""}, {}, examination);
    const ArchiveFindings findings = examination.finish();
    EXPECT_EQ(findings.articles, 2U);
    EXPECT_EQ(findings.rejected, 2U);
    EXPECT_EQ(count(findings, Oddity::windows_1256), 1U);
    EXPECT_EQ(count(findings, Oddity::missing_code), 1U);
    ASSERT_TRUE(findings.rejects.contains(jooya::RejectReason::broken_json));
    EXPECT_EQ(findings.rejects.at(jooya::RejectReason::broken_json).example.position.number, 2U);
}

TEST(Mojibake, IsTheReadingOfUtf8InAnotherEncoding) {
    EXPECT_EQ(
        jooya::find_mojibake(
            "سلام، این یک متن فارسی درست با نیم‌فاصله و گچ‌پژ است"),
        jooya::Mojibake::none);
    EXPECT_EQ(jooya::find_mojibake("كتاب علي في المدينة"), jooya::Mojibake::none);
    EXPECT_EQ(jooya::find_mojibake("plain words"), jooya::Mojibake::none);
    // «سلام دنیا» twice
    EXPECT_EQ(jooya::find_mojibake("ط³ظ„ط§ظ… ط¯ظ†غŒط§ ط³ظ„ط§ظ… ط¯ظ†غŒط§"),
              jooya::Mojibake::utf8_as_windows_1256);
    EXPECT_EQ(jooya::find_mojibake("Ø³Ù„Ø§Ù… Ø¯Ù†ÛŒØ§ Ø³Ù„Ø§Ù…"), jooya::Mojibake::utf8_as_windows_1252);
}

}  // namespace
