// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <string>

#include "jooya/indexer/inspect.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::testing::TemporaryFolder;

std::string line(const std::string& code, const std::string& title) {
    return R"({"code": ")" + code + R"(", "title": ")" + title + "\"}\n";
}

/// A run's counts as one line: "read 3 = 2+1+0+0+0".
std::string counted(const jooya::RunReport& report) {
    const jooya::RunCounts& c = report.counts;
    EXPECT_EQ(c.read, c.added + c.replaced + c.unchanged + c.deleted + c.rejected);
    return "read " + std::to_string(c.read) + " = " + std::to_string(c.added) + '+' +
           std::to_string(c.replaced) + '+' + std::to_string(c.unchanged) + '+' + std::to_string(c.deleted) +
           '+' + std::to_string(c.rejected);
}

jooya::RunReport run(const std::string& database, std::vector<std::string> paths) {
    jooya::IndexWriter writer(database);
    jooya::UpdateOptions options;
    options.paths = std::move(paths);
    options.jobs = 2;
    return jooya::update(writer, options);
}

std::map<std::string, std::string> titles(const std::string& database) {
    std::map<std::string, std::string> found;
    jooya::for_each_article(database, [&](const jooya::Article& article) {
        found[article.code] = article.title;
        return true;
    });
    return found;
}

using Titles = std::map<std::string, std::string>;

TEST(Update, ASecondRunFindsEverythingUnchanged) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + line("2", "دو"));
    folder.write("in/b.jsonl", line("3", "سه"));
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 3 = 3+0+0+0+0");
    const jooya::RunReport second = run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(second), "read 3 = 0+0+3+0+0");
    EXPECT_EQ(second.skipped_files, 2U);
    EXPECT_EQ(second.bytes, 0U) << "unchanged files are not even read";
}

TEST(Update, AChangedFileIsReadAndItsChangedArticleReplaced) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + line("2", "دو"));
    run(folder / "db", {folder / "in"});
    folder.write("in/a.jsonl", line("1", "یک") + line("2", "دوم") + line("3", "سه"));
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 3 = 1+1+1+0+0");
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "یک"}, {"2", "دوم"}, {"3", "سه"}}));
}

TEST(Update, TheLaterOfTwoArticlesWithOneCodeWins) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "نخست") + line("1", "نخست") + line("1", "دوم"));
    const jooya::RunReport report = run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(report), "read 3 = 1+1+1+0+0");
    ASSERT_EQ(report.duplicates.size(), 1U);
    EXPECT_EQ(report.duplicates[0].code, "1");
    EXPECT_EQ(report.duplicates[0].kept_position.number, 3U);
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "دوم"}}));
}

TEST(Update, AFileWithARejectIsReadAgainAndReportedAgain) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + "{broken\n" + line("2", "دو"));
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 3 = 2+0+0+0+1");
    const jooya::RunReport second = run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(second), "read 3 = 0+0+2+0+1");
    EXPECT_EQ(second.rejects.at(0).position, (jooya::Position{jooya::Position::Unit::line, 2}));
}

TEST(Update, OtherOptionsReadAnUnchangedFileAgain) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک"));
    run(folder / "db", {folder / "in"});
    jooya::IndexWriter writer(folder / "db");
    jooya::UpdateOptions options;
    options.paths = {folder / "in"};
    options.reader.source_name = "irna";
    EXPECT_EQ(counted(jooya::update(writer, options)), "read 1 = 1+0+0+0+0");
}

TEST(Update, CountsArePerPathToo) {
    const TemporaryFolder folder;
    folder.write("a/1.jsonl", line("1", "یک"));
    folder.write("b/2.jsonl", line("2", "دو") + "{}\n");
    const jooya::RunReport report = run(folder / "db", {folder / "a", folder / "b", folder / "none"});
    ASSERT_EQ(report.paths.size(), 3U);
    EXPECT_EQ(report.paths[0].counts, (jooya::RunCounts{1, 1, 0, 0, 0, 0}));
    EXPECT_EQ(report.paths[1].counts, (jooya::RunCounts{2, 1, 0, 0, 0, 1}));
    EXPECT_EQ(report.paths[2].counts, (jooya::RunCounts{1, 0, 0, 0, 0, 1}));
}

TEST(Update, AStopLeavesAWholeStateAndTheNextRunCarriesOn) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 300; ++i) lines += line(std::to_string(i), "خبر " + std::to_string(i));
    folder.write("in/a.jsonl", lines);
    const std::atomic<int> stop{15};
    {
        jooya::IndexWriter writer(folder / "db");
        jooya::UpdateOptions options;
        options.paths = {folder / "in"};
        options.stop = &stop;
        const jooya::RunReport report = jooya::update(writer, options);
        EXPECT_TRUE(report.is_interrupted);
        EXPECT_EQ(writer.manifest().last_run, std::nullopt);
    }
    EXPECT_TRUE(jooya::check(folder / "db", jooya::CheckDepth::full).empty());
    run(folder / "db", {folder / "in"});
    EXPECT_EQ(titles(folder / "db").size(), 300U);
}

TEST(Update, WhatComesOutGoesInAgain) {
    const TemporaryFolder folder;
    run(folder / "db",
        {std::string(JOOYA_SOURCE_DIR) + "/corpus/feeds", std::string(JOOYA_SOURCE_DIR) + "/corpus/text"});
    std::string lines;
    jooya::for_each_article(folder / "db", [&](const jooya::Article& article) {
        lines += to_json(article) + '\n';
        return true;
    });
    folder.write("out.jsonl", lines);
    run(folder / "again", {folder / "out.jsonl"});
    std::string again;
    jooya::for_each_article(folder / "again", [&](const jooya::Article& article) {
        again += to_json(article) + '\n';
        return true;
    });
    EXPECT_EQ(again, lines);
    EXPECT_EQ(run(folder / "db", {folder / "out.jsonl"}).counts.unchanged,
              static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n')));
}

}  // namespace
