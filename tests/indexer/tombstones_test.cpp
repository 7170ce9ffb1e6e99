// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/tombstones.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "digest.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/index_writer.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/rebuild.hpp"
#include "jooya/indexer/schema.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::IndexWriter;
using jooya::Tombstones;
using jooya::testing::TemporaryFolder;

std::set<Xapian::docid> documents(const Tombstones& tombstones) {
    std::set<Xapian::docid> found;
    for (auto at = tombstones.next(1); at != 0; at = tombstones.next(at + 1)) found.insert(at);
    return found;
}

TEST(Tombstones, AreReadAgainFromTheirBytes) {
    std::mt19937 random(7);
    for (const Xapian::docid last : {1U, 63U, 64U, 65U, 1000U, 1'000'000U}) {
        std::set<Xapian::docid> wanted;
        Tombstones tombstones;
        for (int i = 0; i < 200; ++i) {
            const Xapian::docid document = std::uniform_int_distribution<Xapian::docid>(1, last)(random);
            wanted.insert(document);
            tombstones.add(document);
        }
        EXPECT_EQ(tombstones.size(), wanted.size());
        EXPECT_EQ(documents(tombstones), wanted);
        const Tombstones again = Tombstones::parse(tombstones.bytes(), last);
        EXPECT_EQ(documents(again), wanted);
        EXPECT_FALSE(again.contains(last + 1));
    }
    EXPECT_TRUE(Tombstones::parse("", 10).empty());
    EXPECT_EQ(Tombstones().next(1), 0U);
}

TEST(Tombstones, DamagedBytesAreRefused) {
    Tombstones tombstones;
    tombstones.add(300);
    const std::string sound = tombstones.bytes();
    EXPECT_THROW(Tombstones::parse(sound, 299), jooya::Error) << "a document that is not there";
    EXPECT_THROW(Tombstones::parse(sound.substr(0, 1), 300), jooya::Error) << "cut";
    EXPECT_THROW(Tombstones::parse(std::string(1, '\0'), 300), jooya::Error) << "no distance";
    EXPECT_THROW(Tombstones::parse(std::string(9, '\xff'), 300), jooya::Error) << "endless";
}

jooya::Article article(const std::string& code, const std::string& body) {
    return {.code = code, .title = "عنوان", .body = body};
}

TEST(Tombstones, StandForWhatWasReplacedAndDeletedUntilItIsCompacted) {
    const TemporaryFolder folder;
    const std::string path = folder / "news.db";
    {
        IndexWriter writer(path);
        for (const char* code : {"1", "2", "3"}) writer.put(article(code, "باران"), "/archive/a.jsonl");
        writer.commit();
        writer.put(article("2", "برف"), "/archive/b.jsonl");
        writer.put(article("2", "تگرگ"), "/archive/b.jsonl");
        writer.remove("3");
        writer.commit();
        EXPECT_EQ(writer.article_count(), 2U);
        EXPECT_FALSE(writer.find("3"));
        writer.put(article("3", "مه"), "/archive/a.jsonl");
        writer.commit();
        EXPECT_EQ(writer.codes_from(writer.source_of("2")), std::vector<std::string>{"2"});
        EXPECT_EQ(writer.codes_from(writer.source_of("1")), (std::vector<std::string>{"1", "3"}));
        writer.set_metadata("jooya.test", "kept");
        writer.commit();
    }
    const auto bodies = [&] {
        std::string text;
        jooya::for_each_article(path, [&](const jooya::Article& one) {
            text += one.code + one.body + ' ';
            return true;
        });
        return text;
    };
    const auto before = jooya::inspect(path);
    EXPECT_EQ(before.articles, 3U);
    EXPECT_EQ(before.tombstones, 2U);
    EXPECT_EQ(bodies(), "1باران 2تگرگ 3مه ");
    EXPECT_TRUE(jooya::check(path, jooya::CheckDepth::full).empty());

    jooya::compact(path);
    const auto after = jooya::inspect(path);
    EXPECT_EQ(after.articles, 3U);
    EXPECT_EQ(after.tombstones, 0U);
    EXPECT_EQ(bodies(), "1باران 2تگرگ 3مه ");
    EXPECT_TRUE(jooya::check(path, jooya::CheckDepth::full).empty());
    IndexWriter writer(path);
    EXPECT_EQ(writer.metadata("jooya.test"), "kept");
    EXPECT_EQ(writer.codes_from(writer.source_of("1")), (std::vector<std::string>{"1", "3"}));
}

}  // namespace
