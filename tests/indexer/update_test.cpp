// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>

#include "jooya/indexer/delete_articles.hpp"
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

// Written twice within one tick of the file system's clock, a file of the same size keeps its stamp.
TEST(Update, AFileWrittenAtThisMomentIsReadAgain) {
    const TemporaryFolder folder;
    const std::string file = folder.write("in/a.jsonl", line("1", "نخست"));
    const auto at_once = std::filesystem::file_time_type::clock::now() + std::chrono::hours(1);
    std::filesystem::last_write_time(file, at_once);
    run(folder / "db", {folder / "in"});
    folder.write("in/a.jsonl", line("1", "دومی"));
    std::filesystem::last_write_time(file, at_once);
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 1 = 0+1+0+0+0");
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "دومی"}}));
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
    ASSERT_EQ(report.duplicates.total(), 1U);
    EXPECT_EQ(report.duplicates.listed()[0].code, "1");
    EXPECT_EQ(report.duplicates.listed()[0].kept_position.number, 3U);
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "دوم"}}));
}

TEST(Update, AFileWithARejectIsReadAgainAndReportedAgain) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + "{broken\n" + line("2", "دو"));
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 3 = 2+0+0+0+1");
    const jooya::RunReport second = run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(second), "read 3 = 0+0+2+0+1");
    EXPECT_EQ(second.rejects.listed().at(0).position, (jooya::Position{jooya::Position::Unit::line, 2}));
}

/// A run in which `file` gets `more` at its end once its reading has begun.
jooya::RunReport run_while_writing(const std::string& database, const std::string& file,
                                   const std::string& more) {
    jooya::IndexWriter writer(database);
    jooya::UpdateOptions options;
    options.paths = {file};
    options.reader.on_text = [&](std::string_view, jooya::Encoding) {
        std::ofstream(file, std::ios::binary | std::ios::app) << more;
    };
    return jooya::update(writer, options);
}

TEST(Update, AFileWrittenWhileItIsReadIsToldAndReadAgain) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.jsonl", line("1", "یک") + line("2", "دو") + R"({"code": "3", )");
    const jooya::RunReport report = run_while_writing(folder / "db", file, "\"title\": \"سه\"}\n");
    EXPECT_EQ(counted(report), "read 3 = 2+0+0+0+1") << "the half article is no fault of its own";
    ASSERT_EQ(report.rejects.listed().size(), 1U);
    EXPECT_EQ(report.rejects.listed()[0].reason, jooya::RejectReason::changed_file);
    EXPECT_EQ(report.rejects.listed()[0].source, file);
    EXPECT_EQ(counted(run(folder / "db", {file})), "read 3 = 1+0+2+0+0");
}

TEST(Update, HalfAnArticleOfAFileThatIsWrittenNeverComesIn) {
    const TemporaryFolder folder;
    const std::string text = "عنوان خبر\n\nکد خبر: 7\n\n";
    const std::string file = folder.write(
        "7.txt", text + "بند نخست این خبر که هنوز نوشته می‌شود.\n");
    const jooya::RunReport report = run_while_writing(folder / "db", file, "بند دوم.\n");
    EXPECT_EQ(counted(report), "read 1 = 0+0+0+0+1");
    EXPECT_EQ(report.reasons.begin()->first, jooya::RejectReason::changed_file);
    EXPECT_TRUE(titles(folder / "db").empty());
    EXPECT_EQ(counted(run(folder / "db", {file})), "read 1 = 1+0+0+0+0");
}

/// Takes root's rights from this process as long as it lives: root reads what nobody may.
class WithoutRights {
  public:
    WithoutRights() : user_(geteuid()) {
        constexpr uid_t nobody = 65534;
        if (user_ == 0) is_taken_ = seteuid(nobody) == 0;
    }
    ~WithoutRights() {
        if (is_taken_) is_taken_ = seteuid(user_) != 0;
    }
    WithoutRights(const WithoutRights&) = delete;
    WithoutRights& operator=(const WithoutRights&) = delete;

  private:
    uid_t user_;
    bool is_taken_ = false;
};

TEST(Update, WhatMayNotBeReadIsToldAndTheRestIndexed) {
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک"));
    fs::permissions(folder.write("in/b.jsonl", line("2", "دو")), fs::perms::none);
    folder.write("in/c/3.jsonl", line("3", "سه"));
    fs::permissions(folder / "in/c", fs::perms::none);
    folder.write("in/d.jsonl", line("4", "چهار"));
    fs::permissions(folder / "", fs::perms::all);
    std::string found;
    {
        const WithoutRights nobody;
        ASSERT_NE(geteuid(), 0U);
        const jooya::RunReport report = run(folder / "db", {folder / "in"});
        EXPECT_EQ(counted(report), "read 4 = 2+0+0+0+2");
        for (const jooya::Reject& reject : report.rejects.listed())
            found +=
                fs::path(reject.source).filename().string() + ':' + std::string(name_of(reject.reason)) + ' ';
    }
    fs::permissions(folder / "in/c", fs::perms::all);
    EXPECT_EQ(found, "b.jsonl:unreadable-file c:unreadable-folder ");
}

// Linux lets nobody read the memory of a process from its first byte: the file opens, and reading it fails.
TEST(Update, AFileWhoseReadingFailsIsToldAndTheRestIndexed) {
    const TemporaryFolder folder;
    const std::string other = folder.write("a.jsonl", line("1", "یک"));
    const jooya::RunReport report = run(folder / "db", {"/proc/self/mem", other});
    EXPECT_EQ(counted(report), "read 2 = 1+0+0+0+1");
    ASSERT_EQ(report.rejects.listed().size(), 1U);
    EXPECT_EQ(report.rejects.listed()[0].reason, jooya::RejectReason::unreadable_file);
}

TEST(Update, DatesInTheFutureAreToldForEachPathAndIndexed) {
    const TemporaryFolder folder;
    const auto dated = [](const std::string& code, const std::string& date) {
        return R"({"code": ")" + code + R"(", "title": "خبر", "date": ")" + date + "\"}\n";
    };
    folder.write("a/1.jsonl", dated("1", "۱۴۹۰/۱/۱") + dated("2", "۱۳۹۶/۲/۶"));
    folder.write("b/2.jsonl", dated("3", "2017-04-26"));
    const jooya::RunReport report = run(folder / "db", {folder / "a", folder / "b"});
    EXPECT_EQ(counted(report), "read 3 = 3+0+0+0+0");
    EXPECT_EQ(report.paths[0].future_dates, 1U);
    EXPECT_EQ(report.paths[1].future_dates, 0U);
    ASSERT_EQ(report.future_dates.total(), 1U);
    EXPECT_EQ(report.future_dates.listed()[0].code, "1");
    EXPECT_NE(to_json(report, "update", "db").find("\"date-in-future\""), std::string::npos);
}

TEST(Update, TextInOtherLanguagesIsIndexed) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "News in English") + line("2", "أخبار اليوم") +
                                   line("3", "今日新闻") + line("4", "Новости дня"));
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 4 = 4+0+0+0+0");
    EXPECT_EQ(titles(folder / "db").at("3"), "今日新闻");
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

TEST(Update, ARunThatCarriesOnSaysWhatTheOneBeforeHadDone) {
    const TemporaryFolder folder;
    for (int i = 0; i < 50; ++i) {
        folder.write("in/" + std::to_string(i) + ".jsonl", line(std::to_string(i), "خبر"));
    }
    std::atomic<int> stop{0};
    jooya::UpdateOptions options;
    options.paths = {folder / "in"};
    options.stop = &stop;
    {
        jooya::IndexWriter writer(folder / "db");
        const auto report = jooya::update(writer, options, [&](const jooya::RunProgress& progress) {
            if (progress.report.files >= 10) stop = 15;
        });
        EXPECT_TRUE(report.is_interrupted);
    }
    const jooya::RunReport second = run(folder / "db", {folder / "in"});
    ASSERT_TRUE(second.resumed.has_value());
    EXPECT_GE(second.resumed->counts.added, 9U);
    EXPECT_GE(second.skipped_files, 9U) << "finished files are not even read";
    EXPECT_EQ(second.counts.added + second.resumed->counts.added, 50U);
    EXPECT_FALSE(run(folder / "db", {folder / "in"}).resumed.has_value());
}

TEST(Update, WhatWasDeletedOnRequestStaysOutUntilItIsTakenBack) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + line("2", "دو"));
    run(folder / "db", {folder / "in"});
    const auto deleted = jooya::delete_articles(folder / "db", {"۱", "7"});
    ASSERT_EQ(deleted.size(), 2U);
    EXPECT_EQ(deleted[0].code, "1");
    EXPECT_TRUE(deleted[0].was_known);
    EXPECT_FALSE(deleted[1].was_known);
    EXPECT_EQ(titles(folder / "db"), (Titles{{"2", "دو"}}));
    EXPECT_EQ(jooya::inspect(folder / "db").deleted, 2U);

    folder.write("in/a.jsonl", line("1", "یکم") + line("2", "دوم") + line("7", "هفت"));
    const jooya::RunReport night = run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(night), "read 3 = 0+1+2+0+0");
    EXPECT_EQ(night.withheld, 2U);
    EXPECT_EQ(titles(folder / "db"), (Titles{{"2", "دوم"}}));

    EXPECT_TRUE(jooya::undelete_articles(folder / "db", {"7"}).at(0).was_known);
    EXPECT_FALSE(jooya::undelete_articles(folder / "db", {"2"}).at(0).was_known);
    EXPECT_EQ(counted(run(folder / "db", {folder / "in"})), "read 3 = 1+0+2+0+0") << "read again, unchanged";
    EXPECT_EQ(titles(folder / "db"), (Titles{{"2", "دوم"}, {"7", "هفت"}}));
    EXPECT_TRUE(jooya::check(folder / "db", jooya::CheckDepth::full).empty());
}

TEST(Update, DeletingNeedsADatabaseAndACode) {
    const TemporaryFolder folder;
    EXPECT_THROW(jooya::delete_articles(folder / "none", {"1"}), jooya::Error);
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
    EXPECT_THROW(jooya::delete_articles(folder / "none", {" "}), jooya::Error);
}

TEST(Update, MeasuresWhatLiesBeforeItWhenAsked) {
    const TemporaryFolder folder;
    const std::string lines = line("1", "یک") + line("2", "دو");
    folder.write("in/a.jsonl", lines);
    folder.write("in/b.jsonl", lines);
    jooya::IndexWriter writer(folder / "db");
    jooya::UpdateOptions options;
    options.paths = {folder / "in"};
    options.measure = true;
    std::uint64_t done = 0;
    jooya::update(writer, options, [&](const jooya::RunProgress& progress) {
        done = progress.bytes_done;
        EXPECT_EQ(progress.bytes_total.value_or(2 * lines.size()), 2 * lines.size());
    });
    EXPECT_EQ(done, 2 * lines.size());
}

TEST(Findings, ListTheFirstAndCountThemAll) {
    jooya::Findings<int> findings;
    for (int i = 0; i < 100'005; ++i) findings.add(i);
    EXPECT_EQ(findings.listed().size(), 100'000U);
    EXPECT_EQ(findings.listed().back(), 99'999);
    EXPECT_EQ(findings.total(), 100'005U);
}

jooya::RunReport mirror(const std::string& database, const std::string& path, bool force = true) {
    jooya::IndexWriter writer(database);
    jooya::UpdateOptions options;
    options.paths = {path};
    options.prune = true;
    options.force = force;
    return jooya::update(writer, options);
}

TEST(Update, PruneRemovesWhatIsGoneAndOnlyThat) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک") + line("2", "دو"));
    folder.write("in/b.jsonl", line("3", "سه"));
    folder.write("other/c.jsonl", line("4", "چهار"));
    run(folder / "db", {folder / "in", folder / "other"});
    folder.write("in/a.jsonl", line("1", "یک"));
    std::filesystem::remove(folder / "in/b.jsonl");
    const jooya::RunReport night = mirror(folder / "db", folder / "in");
    EXPECT_EQ(counted(night), "read 3 = 0+0+1+2+0");
    EXPECT_EQ(night.paths.at(0).counts, night.counts) << "each path adds up too";
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "یک"}, {"4", "چهار"}})) << "other/ was not asked about";
}

TEST(Update, ASuddenDisappearanceIsRefused) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 100; ++i) lines += line(std::to_string(i), "خبر");
    folder.write("in/a.jsonl", lines);
    folder.write("in/b.jsonl", line("x", "یک"));
    run(folder / "db", {folder / "in"});
    std::filesystem::remove(folder / "in/a.jsonl");
    const jooya::RunReport refused = mirror(folder / "db", folder / "in", false);
    EXPECT_EQ(refused.prune_refused, 100U);
    EXPECT_EQ(titles(folder / "db").size(), 101U);
    std::filesystem::remove_all(folder / "in");
    EXPECT_EQ(mirror(folder / "db", folder / "in", true).counts.deleted, 0U)
        << "a path that is missing is not empty";
    EXPECT_EQ(titles(folder / "db").size(), 101U);
}

TEST(Update, AnArticleThatMovedToAnotherFileStays) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "یک"));
    run(folder / "db", {folder / "in"});
    std::filesystem::rename(folder / "in/a.jsonl", folder / "in/b.jsonl");
    EXPECT_EQ(counted(mirror(folder / "db", folder / "in")), "read 1 = 0+0+1+0+0");
    std::filesystem::remove(folder / "in/b.jsonl");
    folder.write("in/c.jsonl", line("2", "دو"));
    mirror(folder / "db", folder / "in");
    EXPECT_EQ(titles(folder / "db"), (Titles{{"2", "دو"}}));
}

TEST(Update, OfTwoFilesWithOneCodeTheOtherCountsWhenTheWinnerGoes) {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", line("1", "نخست"));
    folder.write("in/b.jsonl", line("1", "دوم"));
    run(folder / "db", {folder / "in"});
    EXPECT_EQ(counted(mirror(folder / "db", folder / "in")), "read 2 = 0+0+2+0+0") << "nothing has changed";
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "دوم"}}));
    std::filesystem::remove(folder / "in/b.jsonl");
    mirror(folder / "db", folder / "in");
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "نخست"}}));
}

TEST(Update, AFileThatIsPassedOverWinsOverTwoThatComeBefore) {
    const TemporaryFolder folder;
    folder.write("in/c.jsonl", line("1", "یک"));
    run(folder / "db", {folder / "in"});
    folder.write("in/a.jsonl", line("1", "یک"));
    folder.write("in/b.jsonl", line("1", "دیگر"));
    EXPECT_EQ(counted(mirror(folder / "db", folder / "in")), "read 3 = 0+0+3+0+0");
    EXPECT_EQ(titles(folder / "db"), (Titles{{"1", "یک"}}));
}

TEST(Update, RandomNightsEqualAFreshBuild) {
    const char* given = std::getenv("JOOYA_SEED");
    const unsigned seed =
        given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    const TemporaryFolder folder;
    folder.write("in/keep.txt", "عنوان\nکد خبر: 100\nمتن\n");
    std::map<std::string, Titles> files;
    for (int night = 0; night < 60; ++night) {
        for (int change = below(3); change >= 0; --change) {
            const std::string name = std::string("in/") + static_cast<char>('a' + below(5)) + ".jsonl";
            files[name].clear();
            std::string lines;
            for (int code = 0; code < 12; ++code) {
                if (below(3) != 0) continue;
                const std::string title = "عنوان " + std::to_string(below(3));
                files[name][std::to_string(code)] = title;
                lines += line(std::to_string(code), title);
            }
            if (below(5) == 0 || lines.empty()) {
                files.erase(name);
                std::filesystem::remove(folder / name);
            } else {
                folder.write(name, lines);
            }
        }
        Titles expected = {{"100", "عنوان"}};
        for (const auto& [name, articles] : files) {
            for (const auto& [code, title] : articles) expected[code] = title;
        }
        mirror(folder / "db", folder / "in");
        ASSERT_EQ(titles(folder / "db"), expected) << "night " << night;
    }
    EXPECT_TRUE(jooya::check(folder / "db", jooya::CheckDepth::full).empty());
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
