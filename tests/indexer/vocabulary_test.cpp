// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/vocabulary.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <random>
#include <string>

#include "temporary_folder.hpp"
#include "write_words.hpp"

namespace {

using Counts = std::map<std::string, std::uint32_t>;

Counts words_of(const jooya::VocabularyReader& reader, std::string_view beginning = "") {
    Counts words;
    std::string last;
    reader.for_each(beginning, [&](std::string_view word, std::uint32_t articles) {
        EXPECT_TRUE(last.empty() || last < word) << "in order, each once";
        last = word;
        words.emplace(word, articles);
        return true;
    });
    return words;
}

TEST(Vocabulary, CountsArticles) {
    const jooya::testing::TemporaryFolder folder;
    Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
    jooya::WordCounts counts;
    counts.add(jooya::testing::lines("ایران\nکتاب\n"));
    counts.add(jooya::testing::lines("ایران\n"));
    counts.write(database);
    EXPECT_TRUE(counts.empty());
    const jooya::VocabularyReader reader({database});
    EXPECT_EQ(reader.frequency("ایران"), 2U);
    EXPECT_EQ(reader.frequency("کتاب"), 1U);
    EXPECT_EQ(reader.frequency("کتا"), 0U);
    EXPECT_EQ(words_of(reader, "کت"), (Counts{{"کتاب", 1}}));
}

TEST(Vocabulary, ACorrectionBringsOnlyNewWords) {
    const jooya::testing::TemporaryFolder folder;
    Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
    jooya::WordCounts counts;
    counts.add(jooya::testing::lines("ایران\n"));
    counts.write(database);
    counts.add_unseen(jooya::testing::lines("ایران\nتهران\n"));
    counts.write(database);
    EXPECT_EQ(words_of(jooya::VocabularyReader({database})), (Counts{{"ایران", 1}, {"تهران", 1}}));
}

TEST(Vocabulary, SeveralDatabasesAreOne) {
    const jooya::testing::TemporaryFolder folder;
    Xapian::WritableDatabase one(folder / "1", Xapian::DB_CREATE);
    Xapian::WritableDatabase two(folder / "2", Xapian::DB_CREATE);
    Xapian::WritableDatabase none(folder / "3", Xapian::DB_CREATE);
    jooya::WordCounts counts;
    counts.add(jooya::testing::lines("ب\nپ\n"));
    counts.write(one);
    counts.add(jooya::testing::lines("ا\nپ\n"));
    counts.write(two);
    const jooya::VocabularyReader reader({one, two, none});
    EXPECT_EQ(words_of(reader), (Counts{{"ا", 1}, {"ب", 1}, {"پ", 2}}));
    EXPECT_EQ(reader.frequency("پ"), 2U);
}

// Whatever the order of arrival and the number of commits, the vocabulary is the sum of what came.
TEST(Vocabulary, EqualsAPlainMapThroughManyCommits) {
    const jooya::testing::TemporaryFolder folder;
    Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
    std::mt19937 random(7);
    Counts expected;
    jooya::WordCounts counts;
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 700; ++i) {
            std::string word = std::to_string(random() % 5000);
            // Some longer than a term may be, alike at the beginning.
            if (random() % 50 == 0) word.insert(0, 300, 'x');
            ++expected[word];
            counts.add(jooya::testing::lines(word + '\n'));
        }
        counts.write(database);
    }
    database.commit();
    const jooya::VocabularyReader reader({Xapian::Database(folder / "db")});
    EXPECT_EQ(words_of(reader), expected);
    for (const auto& [word, articles] : expected) EXPECT_EQ(reader.frequency(word), articles) << word;
    std::size_t seen = 0;
    reader.for_each("1", [&](std::string_view, std::uint32_t) { return ++seen < 3; });
    EXPECT_EQ(seen, 3U);
}

}  // namespace
