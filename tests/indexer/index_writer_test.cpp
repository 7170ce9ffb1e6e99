// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/index_writer.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <xapian.h>

#include <filesystem>
#include <string>

#include "digest.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/schema.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::IndexWriter;
using jooya::PutOutcome;
using jooya::testing::TemporaryFolder;

jooya::Article article(const std::string& code, const std::string& body) {
    jooya::Article made;
    made.code = code;
    made.title = "خبر " + code;
    made.body = body;
    return made;
}

jooya::ErrorCode error_of_opening(const std::string& path) {
    try {
        const IndexWriter writer(path);
    } catch (const jooya::Error& error) {
        return error.code();
    }
    ADD_FAILURE() << path << " was opened";
    return jooya::ErrorCode::internal;
}

TEST(IndexWriter, ACodeHasOneArticle) {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "db");
    EXPECT_EQ(writer.put(article("1", "نخست")), PutOutcome::added);
    EXPECT_EQ(writer.put(article("1", "نخست")), PutOutcome::unchanged);
    EXPECT_EQ(writer.put(article("1", "دوم")), PutOutcome::replaced);
    EXPECT_EQ(writer.put(article("2", "دوم")), PutOutcome::added);
    writer.commit();
    EXPECT_EQ(writer.article_count(), 2U);
    EXPECT_TRUE(writer.remove("1"));
    EXPECT_FALSE(writer.remove("1"));
    writer.commit();
    EXPECT_EQ(writer.article_count(), 1U);
    EXPECT_EQ(writer.manifest().articles, 1U);
}

TEST(IndexWriter, WhatIsNotCommittedIsDropped) {
    const TemporaryFolder folder;
    {
        IndexWriter writer(folder / "db");
        writer.put(article("1", "ماندنی"));
        writer.commit();
        writer.put(article("2", "رفتنی"));
        writer.set_metadata("jooya.test", "gone");
    }
    const IndexWriter writer(folder / "db");
    EXPECT_EQ(writer.article_count(), 1U);
    EXPECT_EQ(writer.find("2"), std::nullopt);
    EXPECT_EQ(writer.metadata("jooya.test"), "");
}

TEST(IndexWriter, ACommitWithoutChangesWritesNothing) {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "db");
    writer.put(article("1", "متن"));
    writer.commit();
    const std::string revision = Xapian::Database(folder / "db").get_uuid() +
                                 std::to_string(Xapian::Database(folder / "db").get_revision());
    writer.put(article("1", "متن"));
    writer.commit();
    EXPECT_EQ(Xapian::Database(folder / "db").get_uuid() +
                  std::to_string(Xapian::Database(folder / "db").get_revision()),
              revision);
}

TEST(IndexWriter, ASecondWriterIsLockedOut) {
    const TemporaryFolder folder;
    const IndexWriter writer(folder / "db");
    EXPECT_EQ(error_of_opening(folder / "db"), jooya::ErrorCode::locked);
}

TEST(IndexWriter, TheLockNamesWhoHoldsIt) {
    const TemporaryFolder folder;
    const IndexWriter writer(folder / "db");
    try {
        const IndexWriter second(folder / "db");
        FAIL() << "two writers";
    } catch (const jooya::Error& error) {
        EXPECT_NE(error.message().en.find("process " + std::to_string(getpid())), std::string::npos)
            << error.message().en;
    }
}

TEST(IndexWriter, XapiansOwnToolsOpenTheDatabase) {
    const TemporaryFolder folder;
    {
        IndexWriter writer(folder / "db");
        writer.put(article("1", "متن"));
        writer.commit();
    }
    EXPECT_EQ(Xapian::Database(folder / "db").get_doccount(), 1U);
    std::filesystem::rename(folder / "db", folder / "moved");
    EXPECT_EQ(Xapian::Database(folder / "moved").get_doccount(), 1U) << "the stub's path is relative";
}

TEST(IndexWriter, ADatabaseWithoutGenerationsIsRefused) {
    const TemporaryFolder folder;
    { const IndexWriter writer(folder / "db"); }
    std::filesystem::rename(folder / "db/generation-0001", folder / "flat");
    try {
        const IndexWriter writer(folder / "flat");
        FAIL() << "was opened";
    } catch (const jooya::Error& error) {
        EXPECT_EQ(error.code(), jooya::ErrorCode::incompatible);
        EXPECT_NE(error.hint().en.find("jooya-index update --db"), std::string::npos);
    }
    EXPECT_EQ(jooya::inspect(folder / "flat").articles, 0U) << "it can be read all the same";
}

TEST(IndexWriter, WhatAKilledRunLeftIsMendedByTheNext) {
    const TemporaryFolder folder;
    folder.write("db/jooya.lock", "1\n");
    folder.write("db/generation-0001.building/iamglass", "half");
    EXPECT_THROW(jooya::inspect(folder / "db"), jooya::Error);
    {
        IndexWriter writer(folder / "db");
        writer.put(article("1", "متن"));
        writer.commit();
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "db/generation-0001.building"));
    EXPECT_EQ(jooya::inspect(folder / "db").articles, 1U);
    std::filesystem::remove(folder / "db/XAPIANDB");
    EXPECT_EQ(IndexWriter(folder / "db").article_count(), 1U) << "a complete generation is served again";
}

TEST(IndexWriter, PlacesThatAreNoDatabaseAreLeftAlone) {
    const TemporaryFolder folder;
    EXPECT_EQ(error_of_opening(folder.write("file", "text")), jooya::ErrorCode::damaged);
    folder.write("full/letter.txt", "text");
    EXPECT_EQ(error_of_opening(folder / "full"), jooya::ErrorCode::damaged);
    EXPECT_EQ(error_of_opening(folder / "no/such/parent"), jooya::ErrorCode::missing);
}

TEST(IndexWriter, AnotherProgramsDatabaseIsRefused) {
    const TemporaryFolder folder;
    {
        Xapian::WritableDatabase foreign(folder / "db", Xapian::DB_CREATE);
        foreign.add_document({});
        foreign.commit();
    }
    EXPECT_EQ(error_of_opening(folder / "db"), jooya::ErrorCode::incompatible);
}

TEST(IndexWriter, CheckSeesASoundDatabaseAndAForgedCount) {
    const TemporaryFolder folder;
    {
        IndexWriter writer(folder / "db");
        writer.put(article("1", "متن"));
        writer.commit();
    }
    EXPECT_TRUE(jooya::check(folder / "db", jooya::CheckDepth::full).empty());
    {
        Xapian::WritableDatabase database(folder / "db", Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
        Xapian::Document document;
        document.add_value(jooya::slot_article, "forged");
        database.add_document(document);
        database.add_document({});
        database.commit();
    }
    EXPECT_EQ(jooya::check(folder / "db", jooya::CheckDepth::structure).size(), 1U) << "the count";
    EXPECT_GE(jooya::check(folder / "db", jooya::CheckDepth::full).size(), 3U)
        << "the count and two documents";
}

}  // namespace
