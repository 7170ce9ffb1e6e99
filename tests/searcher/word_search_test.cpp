// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_search.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "impact_weight.hpp"
#include "index_of.hpp"
#include "jooya/error.hpp"

namespace {

using jooya::Deadline;
using jooya::FoundByWords;
using jooya::PlainWords;

const std::vector<std::string> terms{"Za", "Zb", "Zc", "Zd", "Zrare", "Zall", "Znone"};

// Words as frequent as in news, over several windows of articles; some numbers are no article's.
Xapian::WritableDatabase some_articles(std::uint32_t seed) {
    std::mt19937 random(seed);
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    constexpr Xapian::docid last = 12'000;
    for (Xapian::docid article = 1; article <= last; ++article) {
        if (random() % 5 == 0) continue;
        Xapian::Document document;
        document.add_term("Zall", static_cast<Xapian::termcount>(1 + random() % 127));
        for (std::size_t i = 0; i < 4; ++i) {
            if (random() % (2 + 5 * i * i) == 0)
                document.add_term(terms[i], static_cast<Xapian::termcount>(1 + random() % 127));
        }
        if (random() % 3000 == 0) document.add_term("Zrare", 100);
        database.replace_document(article, document);
    }
    return database;
}

class WordSearchTest : public testing::TestWithParam<std::uint32_t> {
  protected:
    FoundByWords search(const PlainWords& words, std::size_t wanted, std::uint64_t at_least) {
        return search_words(words, index.view, wanted, at_least, Deadline());
    }

    // What Xapian finds.
    FoundByWords expected(const PlainWords& words, std::size_t wanted) {
        Xapian::Enquire enquire(database);
        const auto joined_by = words.are_all_needed ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
        jooya::rank_by_impact(enquire, Xapian::Query(joined_by, words.terms.begin(), words.terms.end()),
                              false);
        enquire.set_docid_order(Xapian::Enquire::DESCENDING);
        const Xapian::MSet found =
            enquire.get_mset(0, static_cast<Xapian::doccount>(wanted), database.get_doccount());
        FoundByWords all{{}, found.get_matches_estimated(), true};
        for (auto match = found.begin(); match != found.end(); ++match) {
            all.best.push_back({*match, match.get_weight()});
        }
        return all;
    }

    void expect_as_xapian(const PlainWords& words, std::size_t wanted) {
        const FoundByWords found = search(words, wanted, 1);
        const FoundByWords all = expected(words, wanted);
        ASSERT_EQ(found.best.size(), all.best.size());
        for (std::size_t i = 0; i < all.best.size(); ++i) {
            EXPECT_EQ(found.best[i].article, all.best[i].article) << "rank " << i;
            EXPECT_NEAR(found.best[i].score, all.best[i].score, 1e-9) << "rank " << i;
        }
        EXPECT_GE(found.total, found.best.size());
        if (found.is_exact) {
            EXPECT_EQ(found.total, all.total);
        }
        EXPECT_NEAR(static_cast<double>(found.total), static_cast<double>(all.total),
                    0.1 * static_cast<double>(all.total));
        const FoundByWords counted = search(words, wanted, database.get_doccount());
        EXPECT_TRUE(counted.is_exact);
        EXPECT_EQ(counted.total, all.total);
    }

    Xapian::WritableDatabase database = some_articles(GetParam());
    jooya::test::IndexOf index{database};
};

TEST_P(WordSearchTest, FindsWhatXapianFinds) {
    std::mt19937 random(GetParam());
    for (const std::string& term : terms) expect_as_xapian({{term}, false}, 10);
    for (int i = 0; i < 30; ++i) {
        PlainWords words{{}, i % 2 == 0};
        for (std::size_t count = 2 + random() % 4; count > 0; --count) {
            words.terms.push_back(terms[random() % terms.size()]);
        }
        SCOPED_TRACE(testing::PrintToString(words.terms));
        expect_as_xapian(words, 1 + random() % 120);
    }
}

TEST_P(WordSearchTest, CountsUpToWhatIsAskedFor) {
    const std::uint64_t found = search({{"Za", "Zb"}, false}, 0, 10).total;
    EXPECT_GE(found, 10U);
    EXPECT_LE(found, 10 + jooya::PostingList::window_size);
    EXPECT_EQ(search({{"Zrare"}, true}, 0, 1000).total, database.get_termfreq("Zrare"));
    EXPECT_EQ(search({{"Znone", "Za"}, true}, 0, 10).total, 0U);
}

TEST_P(WordSearchTest, GivesUpAtItsDeadline) {
    const Deadline passed{Deadline::Clock::now()};
    PlainWords words{{"Zall"}, false};
    Xapian::WritableDatabase large("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document document;
    document.add_term("Zall", 1);
    for (Xapian::docid window = 0; window < 20; ++window) {
        large.replace_document(1 + window * static_cast<Xapian::docid>(jooya::PostingList::window_size),
                               document);
    }
    const jooya::test::IndexOf many{large};
    EXPECT_THROW(static_cast<void>(search_words(words, many.view, 10, 10, passed)), jooya::Error);
}

TEST_P(WordSearchTest, PostingListsTellTheImpactAtEveryPlace) {
    bool is_any_dense = false;
    bool is_any_sparse = false;
    for (const std::string& term : terms) {
        const jooya::PostingList& list = index.postings.list(term);
        std::vector<std::uint8_t> impacts(database.get_lastdocid() + jooya::PostingList::window_size);
        for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting)
            impacts[*posting] = static_cast<std::uint8_t>(posting.get_wdf());
        for (Xapian::docid article = 0; article < impacts.size(); ++article)
            ASSERT_EQ(list.impact_in(article), impacts[article]) << term << " in " << article;
        for (const jooya::PostingList::Window& window : list.windows())
            (jooya::PostingList::is_dense(window) ? is_any_dense : is_any_sparse) = true;
    }
    EXPECT_TRUE(is_any_dense);
    EXPECT_TRUE(is_any_sparse);
}

INSTANTIATE_TEST_SUITE_P(Seeds, WordSearchTest, testing::Values(1U, 2U, 3U));

TEST(PlainWordsTest, AreStemsJoinedByOneOperator) {
    using Xapian::Query;
    const Query a("Za");
    const Query b("Zb");
    const auto any = jooya::plain_words(a | b);
    ASSERT_TRUE(any);
    EXPECT_EQ(any->terms, (std::vector<std::string>{"Za", "Zb"}));
    EXPECT_FALSE(any->are_all_needed);
    const auto all = jooya::plain_words(a & b);
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->are_all_needed);
    EXPECT_TRUE(jooya::plain_words(a));
    EXPECT_FALSE(jooya::plain_words(Query()));
    EXPECT_FALSE(jooya::plain_words(Query::MatchAll));
    EXPECT_FALSE(jooya::plain_words(Query("Q1")));  // a code, whose posting has no impact
    EXPECT_FALSE(jooya::plain_words(a & (b | Query("Zc"))));
    EXPECT_FALSE(jooya::plain_words(Query(Query::OP_SCALE_WEIGHT, a, 0.5)));
    EXPECT_FALSE(jooya::plain_words(Query(Query::OP_FILTER, a, b)));
}

}  // namespace
