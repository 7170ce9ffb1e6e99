// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk_parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "jooya/indexer/index_writer.hpp"
#include "jooya/indexer/inspect.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;

Xapian::Document document_of(int number) {
    Xapian::Document document;
    document.add_term("all", 3);
    document.add_term("n" + std::to_string(number));
    document.add_value(4, std::to_string(number));
    document.set_data(std::to_string(number));
    return document;
}

// Moved and not copied: Xapian's handles must not be shared between threads.
std::vector<Xapian::Document> only(Xapian::Document document) {
    std::vector<Xapian::Document> documents;
    documents.push_back(std::move(document));
    return documents;
}

std::vector<std::string> data_in(const std::string& path) {
    const Xapian::Database database(path);
    std::vector<std::string> data;
    for (auto at = database.postlist_begin("all"); at != database.postlist_end("all"); ++at) {
        EXPECT_EQ(at.get_wdf(), 3U);
        const Xapian::Document document = database.get_document(*at);
        EXPECT_EQ(document.get_value(4), document.get_data());
        EXPECT_TRUE(database.term_exists("n" + document.get_data()));
        data.push_back(document.get_data());
    }
    return data;
}

// More parts than are merged at once, by several threads, behind what is there: everything once, in order.
TEST(BulkParts, MergeKeepsOrderBehindWhatIsThere) {
    const jooya::testing::TemporaryFolder folder;
    {
        Xapian::WritableDatabase before(folder / "before", Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
        before.add_document(document_of(0));
        before.set_metadata("key", "kept");
        before.commit();
    }
    std::vector<std::string> expected{"0"};
    jooya::BulkParts parts(folder / "parts", 3);
    for (int part = 0; part < 230; ++part) {
        std::vector<Xapian::Document> documents;
        for (int i = 1; i <= 2; ++i) {
            const int number = 2 * part + i;
            documents.push_back(document_of(number));
            expected.push_back(std::to_string(number));
        }
        parts.write(std::move(documents));
    }
    parts.merge(folder / "before", folder / "merged");
    EXPECT_EQ(data_in(folder / "merged"), expected);
    EXPECT_EQ(Xapian::Database(folder / "merged").get_metadata("key"), "kept");
}

// A database without articles may remember deletions.
TEST(BulkParts, MergeKeepsWhatAnEmptyDatabaseRemembers) {
    const jooya::testing::TemporaryFolder folder;
    {
        Xapian::WritableDatabase before(folder / "before", Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
        before.set_metadata("key", "kept");
        before.commit();
    }
    jooya::BulkParts parts(folder / "parts", 1);
    parts.write(only(document_of(1)));
    parts.merge(folder / "before", folder / "merged");
    EXPECT_EQ(data_in(folder / "merged"), std::vector<std::string>{"1"});
    EXPECT_EQ(Xapian::Database(folder / "merged").get_metadata("key"), "kept");
}

TEST(BulkParts, WhatIsNotMergedIsRemoved) {
    const jooya::testing::TemporaryFolder folder;
    {
        jooya::BulkParts parts(folder / "parts", 1);
        parts.write(only(document_of(1)));
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "parts"));
}

std::vector<Article> exported(const std::string& path) {
    std::vector<Article> articles;
    jooya::for_each_article(path, [&](const Article& article) {
        articles.push_back(article);
        return true;
    });
    return articles;
}

Article article(int number, const std::string& body) {
    return {.code = std::to_string(number), .title = "خبر " + std::to_string(number), .body = body};
}

// A first build through parts, with corrections and removals of articles that are already in one, equals a build of
// one article after the other.
TEST(BulkParts, AFirstBuildThroughPartsEqualsOneInPlace) {
    const jooya::testing::TemporaryFolder folder;
    const auto build = [&](const std::string& path, std::size_t part_bytes) {
        jooya::IndexWriter writer(path);
        writer.set_limits({.threads = 2, .part_bytes = part_bytes, .round_bytes = std::size_t{1} << 30});
        for (int i = 0; i < 300; ++i) {
            EXPECT_EQ(writer.put(article(i, "متن نخست " + std::to_string(i))), jooya::PutOutcome::added);
        }
        EXPECT_EQ(writer.put(article(3, "متن دوم")), jooya::PutOutcome::replaced);
        EXPECT_EQ(writer.put(article(3, "متن سوم")), jooya::PutOutcome::replaced);
        EXPECT_EQ(writer.put(article(299, "متن دیگر")), jooya::PutOutcome::replaced);
        EXPECT_TRUE(writer.remove("7"));
        EXPECT_FALSE(writer.remove("7"));
        EXPECT_EQ(writer.put(article(8, "متن نخست 8")), jooya::PutOutcome::unchanged);
        EXPECT_TRUE(writer.remove("9"));
        EXPECT_EQ(writer.put(article(9, "باز آمده")), jooya::PutOutcome::added);
        EXPECT_EQ(writer.article_count(), 299U);
        writer.set_metadata("test", "value");
        writer.commit();
        EXPECT_EQ(writer.article_count(), 299U);
        EXPECT_EQ(writer.metadata("test"), "value");
        // The next batch is written in place, or merged with what is there.
        for (int i = 300; i < 400; ++i) writer.put(article(i, "دور دوم"));
        writer.commit();
    };
    build(folder / "parts.db", 2000);
    build(folder / "place.db", std::size_t{1} << 30);
    std::vector<Article> parts = exported(folder / "parts.db");
    std::vector<Article> place = exported(folder / "place.db");
    std::ranges::sort(parts, {}, &Article::code);
    std::ranges::sort(place, {}, &Article::code);
    EXPECT_EQ(parts.size(), 399U);
    EXPECT_EQ(parts, place);
    EXPECT_TRUE(jooya::check(folder / "parts.db", jooya::CheckDepth::full).empty());
}

// A first build of several rounds: what comes behind the first commit waits in parts as well, and not in memory.
TEST(BulkParts, AFirstBuildGoesOnThroughParts) {
    const jooya::testing::TemporaryFolder folder;
    const std::string text(200, 'x');
    jooya::IndexWriter writer(folder / "news.db");
    writer.set_limits({.threads = 1, .part_bytes = 1000, .round_bytes = std::size_t{1} << 30});
    for (int i = 0; i < 400; ++i) writer.put(article(i, text));
    writer.commit();
    for (int i = 400; i < 420; ++i) writer.put(article(i, text));
    EXPECT_FALSE(writer.is_batch_full(2000));
    writer.commit();
    EXPECT_EQ(exported(folder / "news.db").size(), 420U);
}

}  // namespace
