// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "vocabulary.hpp"
#include "write_words.hpp"

namespace {

using jooya::ArticlesWith;
using jooya::corrections;
using jooya::Vocabulary;

Vocabulary vocabulary_of(const std::vector<std::pair<std::string, int>>& words) {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (const auto& [word, articles] : words) {
        for (int i = 0; i < articles; ++i) {
            Xapian::Document document;
            document.add_term(word);
            database.add_document(document);
        }
    }
    jooya::testing::write_words(database);
    return {database, {database}};
}

ArticlesWith articles_in(const Vocabulary& vocabulary) {
    return [&vocabulary](const std::string& word) { return vocabulary.frequency(word); };
}

std::string first(std::string_view word, const Vocabulary& vocabulary) {
    const auto found = corrections(word, articles_in(vocabulary), 1);
    return found.empty() ? "" : found.front().text;
}

TEST(Spelling, FindsWordsOneSlipAway) {
    const Vocabulary words = vocabulary_of({{"مبارزه", 5}, {"مذاکرات", 5}, {"با", 9}, {"آتش", 2}});
    struct Row {
        std::string_view typed;
        std::string_view meant;
    };
    const std::vector<Row> rows{
        {"مباره", "مبارزه"},         // a letter less
        {"مباررزه", "مبارزه"},       // a letter twice
        {"مبارزنه", "مبارزه"},       // a letter more
        {"مبازره", "مبارزه"},        // two letters swapped
        {"مبارزخ", "مبارزه"},        // the key beside it
        {"مبارظه", "مبارزه"},        // another letter of the same sound
        {"مضاکراط", "مذاکرات"},      // two such letters
        {"عتش", "آتش"},              // that too
        {"مبارزهبا", "مبارزه با"},   // a lost space
        {"مبارزهمبارزهمبارزه", ""},  // nothing near
        {"م", ""},
        {"", ""},
    };
    for (const Row& row : rows) EXPECT_EQ(first(row.typed, words), row.meant) << row.typed;
}

TEST(Spelling, WeighsSlipsAgainstFrequency) {
    // ط sounds like ت and stands beside ظ.
    const Vocabulary even = vocabulary_of({{"نفت", 10}, {"نفر", 10}});
    EXPECT_EQ(first("نفط", even), "نفت");
    const Vocabulary uneven = vocabulary_of({{"نفت", 1}, {"نفر", 1000}});
    EXPECT_EQ(first("نفط", uneven), "نفر");
}

TEST(Spelling, OffersEachWordOnceAndTheBestFirst) {
    const Vocabulary words = vocabulary_of({{"کتاب", 50}, {"کباب", 2}, {"کتب", 2}});
    const auto found = corrections("کتتاب", articles_in(words), 9);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.front().text, "کتاب");
    EXPECT_EQ(found.front().articles, 50);
    const auto more = corrections("کتلب", articles_in(words), 9);
    ASSERT_GE(more.size(), 2);
    EXPECT_EQ(more.front().text, "کتاب");
    EXPECT_GE(more[0].score(), more[1].score());
}

}  // namespace
