// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/rebuild.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "jooya/indexer/delete_articles.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/schema.hpp"
#include "temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::RebuildOptions;
using jooya::RebuildReport;
using jooya::testing::TemporaryFolder;

std::string lines(int begin, int end) {
    std::string text;
    for (int code = begin; code < end; ++code) {
        const std::string number = std::to_string(code);
        text += R"({"code": ")" + number + R"(", "title": "گزارش پل شماره )" + number + "\"}\n";
    }
    return text;
}

class Rebuild : public ::testing::Test {
  protected:
    void archive(int begin, int end) { folder_.write("in/a.jsonl", lines(begin, end)); }

    void update() {
        jooya::IndexWriter writer(db_);
        jooya::update(writer, options().run);
    }

    [[nodiscard]] RebuildOptions options() const {
        RebuildOptions options;
        options.run.paths = {folder_ / "in"};
        return options;
    }

    [[nodiscard]] std::string codes() const {
        std::string codes;
        jooya::for_each_article(db_, [&](const jooya::Article& article) {
            codes += article.code + ' ';
            return true;
        });
        return codes;
    }

    [[nodiscard]] std::vector<std::string> generations() const { return jooya::inspect(db_).generations; }

    [[nodiscard]] bool has_leftovers() const {
        for (const auto& entry : fs::directory_iterator(db_)) {
            if (entry.path().extension() == ".building") return true;
        }
        return false;
    }

    using Names = std::vector<std::string>;
    TemporaryFolder folder_;
    std::string db_ = folder_ / "db";
};

TEST_F(Rebuild, ServesANewGenerationAndKeepsTheOldOne) {
    archive(0, 100);
    update();
    folder_.write("in/b.jsonl", lines(100, 110));
    const RebuildReport report = jooya::rebuild(db_, options());
    EXPECT_EQ(report.served, "generation-0002");
    EXPECT_EQ(report.run.counts.added, 110U);
    EXPECT_EQ(report.articles_before, 100U);
    EXPECT_GE(report.smoke_queries, 50U);
    EXPECT_EQ(jooya::inspect(db_).articles, 110U);
    EXPECT_EQ(generations(), (Names{"generation-0001", "generation-0002"}));
    jooya::rebuild(db_, options());
    EXPECT_EQ(generations(), (Names{"generation-0002", "generation-0003"})) << "one before is kept";
    RebuildOptions alone = options();
    alone.keep = 0;
    jooya::rebuild(db_, alone);
    EXPECT_EQ(generations(), (Names{"generation-0004"}));
    EXPECT_TRUE(jooya::check(db_, jooya::CheckDepth::full).empty());
}

TEST_F(Rebuild, IsAFirstBuildWhereThereIsNothing) {
    archive(0, 3);
    EXPECT_EQ(jooya::rebuild(db_, options()).served, "generation-0001");
    EXPECT_EQ(codes(), "0 1 2 ");
}

TEST_F(Rebuild, OfMuchLessIsRefusedUnlessForced) {
    archive(0, 100);
    update();
    archive(0, 94);
    RebuildReport report = jooya::rebuild(db_, options());
    EXPECT_EQ(report.served, "");
    ASSERT_EQ(report.objections.size(), 1U);
    EXPECT_NE(report.objections[0].en.find("94 articles, the old one 100"), std::string::npos)
        << report.objections[0].en;
    EXPECT_EQ(jooya::inspect(db_).articles, 100U);
    EXPECT_FALSE(has_leftovers());
    RebuildOptions forced = options();
    forced.run.force = true;
    EXPECT_EQ(jooya::rebuild(db_, forced).served, "generation-0002");
    EXPECT_EQ(jooya::inspect(db_).articles, 94U);
}

TEST_F(Rebuild, TitlesThatFindNothingAreSeen) {
    archive(0, 20);
    update();
    RebuildOptions options = this->options();
    options.judge = [&](const jooya::RunReport&) {
        const std::string folder = db_ + "/generation-0002.building";
        {
            const Xapian::Database made(folder);
            Xapian::WritableDatabase without(db_ + "/without", Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
            for (Xapian::docid id = 1; id <= made.get_lastdocid(); ++id) {
                const Xapian::Document document = made.get_document(id);
                Xapian::Document untitled;
                untitled.add_boolean_term("Q" + document.get_value(jooya::slot_code));
                untitled.add_value(jooya::slot_digest, document.get_value(jooya::slot_digest));
                without.add_document(untitled);
            }
            without.commit();
        }
        std::filesystem::remove_all(folder);
        std::filesystem::rename(db_ + "/without", folder);
        return std::vector<jooya::Message>{};
    };
    const RebuildReport report = jooya::rebuild(db_, options);
    EXPECT_EQ(report.served, "");
    ASSERT_EQ(report.objections.size(), 1U);
    EXPECT_NE(report.objections[0].en.find("not found by their titles"), std::string::npos)
        << report.objections[0].en;
}

TEST_F(Rebuild, ThatIsStoppedOrFailsLeavesTheOldOne) {
    archive(0, 50);
    update();
    const std::atomic<int> stop{15};
    RebuildOptions stopped = options();
    stopped.run.stop = &stop;
    EXPECT_TRUE(jooya::rebuild(db_, stopped).run.is_interrupted);
    EXPECT_EQ(generations(), (Names{"generation-0001"}));
    EXPECT_FALSE(has_leftovers());

    RebuildOptions failing = options();
    failing.judge = [](const jooya::RunReport&) -> std::vector<jooya::Message> {
        throw jooya::Error(jooya::ErrorCode::storage, {"disk", "دیسک"});
    };
    EXPECT_THROW(jooya::rebuild(db_, failing), jooya::Error);
    EXPECT_FALSE(has_leftovers());
    EXPECT_EQ(jooya::inspect(db_).generation, "generation-0001");
}

TEST_F(Rebuild, RollbackServesTheGenerationBefore) {
    archive(0, 50);
    update();
    archive(0, 60);
    jooya::rebuild(db_, options());
    EXPECT_EQ(jooya::rollback(db_).served, "generation-0001");
    EXPECT_EQ(jooya::inspect(db_).articles, 50U);
    EXPECT_THROW(jooya::rollback(db_), jooya::Error) << "there is none before the first";
    EXPECT_EQ(jooya::rollback(db_, "generation-0002").served, "generation-0002");
    EXPECT_EQ(jooya::inspect(db_).articles, 60U);
    EXPECT_THROW(jooya::rollback(db_, "generation-0009"), jooya::Error);
    EXPECT_THROW(jooya::rollback(folder_ / "none"), jooya::Error);
    EXPECT_FALSE(fs::exists(folder_ / "none"));
}

TEST_F(Rebuild, AfterARollbackForgetsWhatWasRolledBack) {
    archive(0, 20);
    update();
    jooya::rebuild(db_, options());
    jooya::rollback(db_);
    jooya::rebuild(db_, options());
    EXPECT_EQ(generations(), (Names{"generation-0001", "generation-0003"}));
}

TEST_F(Rebuild, RollbackRefusesADamagedGeneration) {
    archive(0, 200);
    update();
    jooya::rebuild(db_, options());
    // A table that opening does not look at.
    std::fstream table(db_ + "/generation-0001/postlist.glass",
                       std::ios::binary | std::ios::in | std::ios::out);
    constexpr std::streamoff block = 8192;
    table.seekp(block);
    table << std::string(block, 'x');
    table.close();
    try {
        jooya::rollback(db_);
        FAIL() << "a damaged generation is served";
    } catch (const jooya::Error& error) {
        EXPECT_EQ(error.code(), jooya::ErrorCode::damaged) << error.message().en;
    }
    EXPECT_EQ(jooya::inspect(db_).generation, "generation-0002");
}

TEST_F(Rebuild, DeletionsGoAlongBothWays) {
    archive(0, 20);
    update();
    jooya::delete_articles(db_, {"3"});
    const RebuildReport report = jooya::rebuild(db_, options());
    EXPECT_EQ(report.run.withheld, 1U);
    EXPECT_EQ(report.run.counts.added, 19U);
    EXPECT_EQ(codes().find("3 4"), std::string::npos);
    jooya::delete_articles(db_, {"5"});
    jooya::undelete_articles(db_, {"3"});
    jooya::rollback(db_);
    EXPECT_EQ(codes(), "0 1 2 4 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ");
    update();
    EXPECT_EQ(jooya::inspect(db_).articles, 19U) << "3 comes back, 5 does not";
    EXPECT_TRUE(jooya::check(db_, jooya::CheckDepth::full).empty());
}

TEST_F(Rebuild, CompactServesTheSameInLessRoom) {
    archive(0, 2000);
    update();
    archive(1000, 2000);
    RebuildOptions pruning = options();
    pruning.run.prune = true;
    pruning.run.force = true;
    {
        jooya::IndexWriter writer(db_);
        jooya::update(writer, pruning.run);
    }
    const std::string before = codes();
    const jooya::CompactReport report = jooya::compact(db_);
    EXPECT_LT(report.bytes_after, report.bytes_before);
    EXPECT_EQ(report.served, "generation-0002");
    EXPECT_EQ(generations(), (Names{"generation-0002"}));
    EXPECT_EQ(codes(), before);
    EXPECT_TRUE(jooya::check(db_, jooya::CheckDepth::full).empty());
    jooya::IndexWriter writer(db_);
    EXPECT_EQ(jooya::update(writer, options().run).skipped_files, 1U) << "what was read is remembered";
}

}  // namespace
