// SPDX-License-Identifier: GPL-3.0-or-later
#include "pattern_search.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "index_of.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/card.hpp"
#include "jooya/indexer/schema.hpp"

namespace {

using jooya::Deadline;
using jooya::FoundByWords;
using jooya::PlainWords;
using jooya::TextPart;
using jooya::WordPattern;

const std::vector<std::string> words{"a", "b", "c", "d", "e"};

// Articles of random words; "a" is the most frequent one.
Xapian::WritableDatabase some_articles() {
    std::mt19937 random(7);
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (Xapian::docid article = 1; article <= 5000; ++article) {
        Xapian::Document document;
        jooya::WordingBuilder wording;
        for (const TextPart part : {TextPart::title, TextPart::body}) {
            for (int i = 0; i < 4; ++i) {
                const std::string& word =
                    words[(random() % words.size()) * (random() % words.size()) / words.size()];
                document.add_term("Z" + word, 10);
                wording.add(part, jooya::word_print(word, word));
            }
        }
        document.add_value(jooya::slot_card, jooya::card_bytes("1", std::nullopt, wording.finish()));
        database.replace_document(article, document);
    }
    return database;
}

WordPattern phrase(const std::vector<std::string>& stems) {
    WordPattern pattern{.kind = WordPattern::Kind::phrase};
    for (const std::string& stem : stems) {
        pattern.offsets.push_back(static_cast<std::uint32_t>(pattern.prints.size()));
        pattern.prints.push_back(jooya::stem_print(stem));
    }
    return pattern;
}

class PatternSearchTest : public testing::Test {
  protected:
    std::vector<Xapian::docid> looked_for_everywhere(const WordPattern& pattern) {
        std::vector<Xapian::docid> holding;
        for (auto card = database.valuestream_begin(jooya::slot_card);
             card != database.valuestream_end(jooya::slot_card); ++card) {
            if (holds(jooya::Card(*card).wording(), pattern)) holding.push_back(card.get_docid());
        }
        return holding;
    }

    Xapian::WritableDatabase database = some_articles();
    jooya::test::IndexOf index{database};
    const jooya::IndexView& view = index.view;
    const jooya::OccurrenceMemory& occurrences = index.occurrences;
};

TEST_F(PatternSearchTest, FindsEveryArticleByTheOccurrencesOfAWord) {
    for (const std::vector<std::string>& stems : std::vector<std::vector<std::string>>{
             {"a", "b"}, {"e", "a"}, {"d", "e", "d"}, {"c", "c"}, {"e", "e", "e", "e"}}) {
        SCOPED_TRACE(testing::PrintToString(stems));
        const std::vector<WordPattern> patterns{phrase(stems)};
        PlainWords all{{}, true};
        for (const std::string& stem : stems) all.terms.push_back("Z" + stem);
        for (int requests = 0; requests < 2; ++requests) {
            static_cast<void>(all_holding(all, patterns, view, jooya::Occurrences::read, Deadline()));
            occurrences.forget();
        }
        const auto found = all_holding(all, patterns, view, jooya::Occurrences::read, Deadline());
        ASSERT_TRUE(found);
        std::vector<Xapian::docid> numbers;
        for (const auto& [article, score] : *found) numbers.push_back(article);
        std::ranges::sort(numbers);
        EXPECT_EQ(numbers, looked_for_everywhere(patterns.front()));
        EXPECT_TRUE(std::ranges::is_sorted(*found, jooya::is_better));
        const auto best = best_holding(all, patterns, view, 10, Deadline());
        ASSERT_TRUE(best);
        EXPECT_EQ(best->best.size() >= 10, found->size() >= 10);
        for (std::size_t i = 0; i < best->best.size(); ++i) {
            EXPECT_EQ(best->best[i].article, (*found)[i].article);
        }
    }
}

TEST_F(PatternSearchTest, ReadsOccurrencesOnlyWhereTheyAreAskedForAgain) {
    const std::vector<WordPattern> patterns{phrase({"a", "e"})};
    const PlainWords all{{"Za", "Ze"}, true};
    EXPECT_FALSE(all_holding(all, patterns, view, jooya::Occurrences::read, Deadline()));
    EXPECT_FALSE(all_holding(all, patterns, view, jooya::Occurrences::read, Deadline()))
        << "the same request";
    occurrences.forget();
    EXPECT_FALSE(all_holding(all, patterns, view, jooya::Occurrences::known, Deadline()));
    EXPECT_TRUE(all_holding(all, patterns, view, jooya::Occurrences::read, Deadline()));
    EXPECT_TRUE(all_holding(all, patterns, view, jooya::Occurrences::known, Deadline()));
}

// The ladder asks for a few, the request for more, and the next quotation for others.
TEST_F(PatternSearchTest, AnswersAgainFromWhatItFoundOnlyWhereThatIsEnough) {
    const std::vector<WordPattern> patterns{phrase({"a", "b"})};
    const PlainWords all{{"Za", "Zb"}, true};
    std::vector<std::size_t> asked;
    const jooya::WordsFound find = [&](std::size_t wanted) {
        asked.push_back(wanted);
        return search_words(all, view, wanted, 1000, Deadline());
    };
    const auto few = best_holding(all, patterns, view, 1, find, Deadline());
    ASSERT_TRUE(few && !few->is_exact);
    EXPECT_EQ(asked, (std::vector<std::size_t>{100}));
    const auto same = best_holding(all, patterns, view, few->best.size(), find, Deadline());
    EXPECT_EQ(asked, (std::vector<std::size_t>{100}));
    EXPECT_EQ(same->total, few->total);
    const auto more = best_holding(all, patterns, view, few->best.size() + 1, find, Deadline());
    EXPECT_EQ(asked, (std::vector<std::size_t>{100, 100, 1000}));
    EXPECT_GT(more->best.size(), few->best.size());
    static_cast<void>(best_holding(all, std::vector{phrase({"b", "a"})}, view, 1, find, Deadline()));
    EXPECT_EQ(asked.size(), 4U);
    index.last_search.forget();
    static_cast<void>(best_holding(all, patterns, view, 1, find, Deadline()));
    EXPECT_EQ(asked.size(), 5U);
}

TEST_F(PatternSearchTest, GivesUpAtItsDeadline) {
    const Deadline passed{Deadline::Clock::now()};
    EXPECT_EQ(occurrences.list("a", passed), nullptr);
    occurrences.forget();
    EXPECT_THROW(static_cast<void>(occurrences.list("a", passed)), jooya::Error);
    EXPECT_NE(occurrences.list("a", Deadline()), nullptr) << "what was given up is not kept";
}

TEST_F(PatternSearchTest, KeepsArticlesWithTheFormsOrStems) {
    std::vector<FoundByWords::Article> found;
    for (Xapian::docid article = 1; article <= 100; ++article) found.push_back({article, 1.0});
    const WordPattern pattern{
        .prints = {jooya::word_print("e", "e")}, .stems = {jooya::stem_print("d")}, .mask = 0xFFFF};
    const std::vector<jooya::PatternTest> tests{jooya::PatternTest(pattern)};
    keep_holding(tests, view, found);
    std::vector<Xapian::docid> expected;
    for (const Xapian::docid article : looked_for_everywhere(pattern)) {
        if (article <= 100) expected.push_back(article);
    }
    std::vector<Xapian::docid> kept;
    for (const auto& [article, score] : found) kept.push_back(article);
    EXPECT_EQ(kept, expected);
    EXPECT_GT(kept.size(), 10U);
    EXPECT_LT(kept.size(), 90U);
}

}  // namespace
