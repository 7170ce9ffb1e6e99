// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/impact.hpp"

namespace {

using jooya::Candidate;
using jooya::Ranking;
using jooya::Reranker;
using jooya::SoughtWord;

// All parts off but those that a test names.
Ranking nothing() {
    Ranking ranking;
    ranking.window = ranking.pairs = ranking.typed = ranking.coverage = ranking.fixed = ranking.feedback = 0;
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
    const Reranker::Lookup lookup{[](const Candidate& candidate) {
                                      const std::string stem = candidate.article == 0 ? "common" : "other";
                                      return std::vector<jooya::HeldStem>{{stem, 1}, {"stop", 3}};
                                  },
                                  [](std::string_view) { return 1.0; },
                                  [](std::string_view stem) { return stem == "stop"; }};
    return Reranker(words, ranking).scores(candidates, lookup);
}

const std::vector<SoughtWord> two{{"a", "a", 0, 4}, {"b", "b", 1, 3}};

TEST(RerankerTest, AddsNothingWhereAllIsOff) {
    EXPECT_EQ(scores(two, nothing(), {article(2, {{0, 0}, {1, 1}})}), std::vector<double>{10});
    EXPECT_TRUE(scores(two, nothing(), {}).empty());
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
    EXPECT_DOUBLE_EQ(found[0], 10 - 4 / 2.0 * (1 + jooya::early_bonus(0) + 1 + jooya::early_bonus(2)));
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
    const auto card_with = [](std::string_view stem) {
        jooya::WordingBuilder wording;
        wording.add(jooya::TextPart::body, stem, stem);
        wording.add(jooya::TextPart::body, "stop", "stop");
        return jooya::card_bytes("1", std::nullopt, wording.finish());
    };
    std::vector<Candidate> candidates(12, article(2, {{0, 0}}));
    for (Candidate& candidate : candidates) candidate.card = card_with("common");
    candidates[10].score = candidates[11].score = 1;
    candidates[10].article = 1;
    candidates[10].card = card_with("other");
    const std::vector<double> found = scores(two, ranking, candidates);
    EXPECT_DOUBLE_EQ(found[10], 1);        // shares nothing with the ten best
    EXPECT_DOUBLE_EQ(found[11], 1 + 7.5);  // shares the only stem that they have in common
}

}  // namespace
