// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "build_index.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;
using jooya::Page;
using jooya::Report;
using jooya::Searcher;
using jooya::StoryPart;

constexpr std::int64_t day = 86'400;

std::string numbers(const std::vector<StoryPart>& parts) {
    std::string line;
    for (const StoryPart& part : parts) {
        line += (line.empty() ? "" : " ") + std::to_string(part.article);
        for (const Xapian::docid copy : part.copies) line += "+" + std::to_string(copy);
    }
    return line;
}

TEST(Story, RunsFromItsFirstReportToItsLast) {
    const Report subject{5, 1, 100 * day, "e"};
    const std::vector<Report> reports{
        {1, 0.5, 110 * day, "a"}, {2, 0.4, 90 * day, "b"}, subject, {3, 0.9, 100 * day + 60, "c"}};
    EXPECT_EQ(numbers(story_of(subject, reports, 10)), "2 5 3 1");
}

TEST(Story, EndsWhereNothingIsReportedForLong) {
    const Report subject{5, 1, 100 * day, "e"};
    const std::vector<Report> reports{{1, 0.5, 125 * day, "a"},
                                      {2, 0.5, 150 * day, "b"},
                                      {3, 0.9, 181 * day, "c"},
                                      {4, 0.9, 60 * day, "d"}};
    EXPECT_EQ(numbers(story_of(subject, reports, 10)), "5 1 2");
}

TEST(Story, LeavesOutWhatIsHardlyAlikeOrHasNoDate) {
    const Report subject{5, 1, 100 * day, "e"};
    const std::vector<Report> reports{{1, 0.9 * jooya::least_likeness, 101 * day, "a"}, {2, 0.9, {}, ""}};
    EXPECT_EQ(numbers(story_of(subject, reports, 10)), "5");
}

TEST(Story, PutsCopiesUnderTheFirst) {
    const Report subject{5, 1, 100 * day, "3"};
    const std::vector<Report> reports{
        {4, 0.9, 101 * day, "3"}, {3, 0.95, 99 * day, "3"}, {6, 0.5, 102 * day, "6"}};
    EXPECT_EQ(numbers(story_of(subject, reports, 10)), "3+5+4 6");
}

TEST(Story, KeepsTheLikestInTheirOrder) {
    const Report subject{5, 1, 100 * day, "e"};
    const std::vector<Report> reports{
        {1, 0.5, 90 * day, "a"}, {2, 0.7, 95 * day, "b"}, {3, 0.5, 96 * day, "c"}, {4, 0.6, 110 * day, "d"}};
    EXPECT_EQ(numbers(story_of(subject, reports, 3)), "2 5 4");
}

TEST(Story, OfAnArticleWithoutADateBeginsWithIt) {
    const Report subject{5, 1, {}, ""};
    const std::vector<Report> reports{{1, 0.5, 90 * day, "a"}, {2, 0.7, 300 * day, "b"}, {3, 0.7, {}, ""}};
    EXPECT_EQ(numbers(story_of(subject, reports, 10)), "5 1 2");
}

TEST(Story, IsFoundInADatabase) {
    const jooya::testing::TemporaryFolder folder;
    const auto article = [](std::string code, std::string title, std::int64_t at) {
        return Article{.code = std::move(code),
                       .title = title,
                       .body = title + ". گزارش خبرنگار از محل رویداد.",
                       .date = jooya::Timestamp{at * day, true}};
    };
    std::vector<Article> articles{
        article("3", "امدادرسانی به زلزله‌زدگان بم", 105),
        article("1", "زلزله شهر بم را لرزاند", 100),
        article("2", "کشته‌های زلزله بم به هزار نفر رسید", 102),
        article("9", "سالگرد زلزله بم", 465)};
    for (int i = 0; i < 30; ++i) {
        articles.push_back(
            article("other" + std::to_string(i), "نمایشگاه کتاب تهران باز شد " + std::to_string(i), 100 + i));
    }
    jooya::testing::build_index(folder / "news.db", articles);
    Searcher searcher({folder / "news.db"});
    const Page page = searcher.story("2", 10);
    std::string codes;
    for (const jooya::Hit& hit : page.hits) codes += (codes.empty() ? "" : " ") + hit.code;
    EXPECT_EQ(codes, "1 2 3");
    EXPECT_EQ(page.total, 3);
    EXPECT_EQ(page.interpreted, "(story \"2\")");
    EXPECT_EQ(page.hits.at(1).rank, 2);
    EXPECT_TRUE(searcher.story("404", 10).hits.empty());
    EXPECT_EQ(searcher.story("404", 10).notes.at(0).code, "unknown-code");
}

}  // namespace
