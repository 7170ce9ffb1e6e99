// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace {

using jooya::Candidate;
using jooya::Ranking;
using jooya::Reranker;
using jooya::SoughtWord;

// All parts off but those that a test names.
Ranking nothing() {
    Ranking ranking;
    ranking.early = ranking.window = ranking.pairs = ranking.typed = ranking.coverage = ranking.fixed =
        ranking.feedback = 0;
    return ranking;
}

struct At {
    std::uint32_t position;
    std::uint32_t word;
};

Candidate article(std::size_t words, std::initializer_list<At> places) {
    Candidate candidate{.score = 10};
    candidate.words.resize(words);
    for (const At& place : places) {
        Candidate::Word& word = candidate.words[place.word];
        if (word.count++ == 0) word.first = place.position;
        candidate.occurrences.push_back({place.position, place.word, 1});
    }
    return candidate;
}

std::vector<double> scores(const std::vector<SoughtWord>& words, const Ranking& ranking,
                           const std::vector<Candidate>& candidates) {
    return Reranker(words, ranking).scores(candidates, [](jooya::StemNumber) { return 1.0; });
}

const std::vector<SoughtWord> two{{"a", "a", 0, 4}, {"b", "b", 1, 3}};

TEST(RerankerTest, AddsNothingWhereAllIsOff) {
    EXPECT_EQ(scores(two, nothing(), {article(2, {{0, 0}, {1, 1}})}), std::vector<double>{10});
    EXPECT_TRUE(scores(two, nothing(), {}).empty());
}

TEST(RerankerTest, EarlyWordsCountMore) {
    Ranking ranking = nothing();
    ranking.early = 1;
    // 35 words behind the beginning it is half.
    EXPECT_EQ(scores(two, ranking, {article(2, {{0, 0}}), article(2, {{35, 0}})}),
              (std::vector<double>{14, 12}));
}

TEST(RerankerTest, WordsWithinAWindowCountTogether) {
    Ranking ranking = nothing();
    ranking.window = 1;
    const std::vector<Candidate> candidates{article(2, {{0, 0}, {19, 1}}), article(2, {{0, 0}, {20, 1}}),
                                            article(2, {{0, 0}, {1, 0}})};
    EXPECT_EQ(scores(two, ranking, candidates), (std::vector<double>{17, 14, 14}));
}

TEST(RerankerTest, PairsStandInTheQuerysOrder) {
    Ranking ranking = nothing();
    ranking.pairs = 1;
    const std::vector<Candidate> candidates{article(2, {{0, 0}, {1, 1}}), article(2, {{0, 1}, {1, 0}}),
                                            article(2, {{0, 0}, {2, 1}})};
    EXPECT_EQ(scores(two, ranking, candidates), (std::vector<double>{11.5, 10, 10}));
    // Words of two separate parts of a query are no pair.
    const std::vector<SoughtWord> apart{{"a", "a", 0, 4}, {"b", "b", 101, 3}};
    EXPECT_EQ(scores(apart, ranking, {candidates[0]}), std::vector<double>{10});
}

TEST(RerankerTest, WordsOfAFixedExpressionCountAsOne) {
    Ranking ranking = nothing();
    ranking.fixed = 1;
    const std::vector<SoughtWord> words{
        {"marg", "marg", 0, 4}, {"mir", "mir", 2, 5}, {"nahang", "nahang", 3, 6}};
    // The first two always stand together: each loses half of what they share. The third keeps its weight.
    const std::vector<double> found = scores(
        words, ranking, {article(3, {{0, 0}, {2, 1}}), article(3, {{50, 2}}), article(3, {{0, 0}, {2, 1}})});
    EXPECT_DOUBLE_EQ(found[0], 10 - 4);
    EXPECT_DOUBLE_EQ(found[1], 10);
    // Where they mostly stand apart they are two words.
    const Candidate far = article(3, {{0, 1}, {50, 0}});
    EXPECT_DOUBLE_EQ(
        scores(words, ranking, {article(3, {{0, 0}, {2, 1}}), far, far, far, far, far, far, far, far})[0],
        10);
}

TEST(RerankerTest, FeedbackMovesUpWhatSharesTheBestArticlesWords) {
    Ranking ranking = nothing();
    ranking.feedback = 1;
    std::vector<Candidate> candidates(12, article(2, {{0, 0}}));
    for (Candidate& candidate : candidates) candidate.stems = {{7, 1}};
    candidates[10].score = candidates[11].score = 1;
    candidates[10].stems = {{8, 1}};
    const std::vector<double> found = scores(two, ranking, candidates);
    EXPECT_DOUBLE_EQ(found[10], 1);        // shares nothing with the ten best
    EXPECT_DOUBLE_EQ(found[11], 1 + 7.5);  // shares the only stem that they have in common
}

}  // namespace
