// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/impact.hpp"

namespace {

using jooya::Candidate;
using jooya::KnownStem;
using jooya::Ranking;
using jooya::Reranker;
using jooya::SoughtWord;

// All parts off but those that a test names.
Ranking nothing() {
    Ranking ranking;
    ranking.stop_word = ranking.passage = ranking.head = ranking.head_pairs = ranking.derived = 0;
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
        candidate.occurrences.push_back({place.position, place.word, 1, place.position < 60});
        if (place.position < 60) ++word.count_in_head;
    }
    return candidate;
}

std::vector<double> scores(const std::vector<SoughtWord>& words, std::size_t written_words,
                           const Ranking& ranking, const std::vector<Candidate>& candidates) {
    static const KnownStem common{"common", jooya::stem_print("common")};
    static const KnownStem other{"other", jooya::stem_print("other")};
    static const KnownStem stop{"stop", jooya::stem_print("stop")};
    static const std::vector<const KnownStem*> of_first{&common, &stop};
    static const std::vector<const KnownStem*> of_others{&other, &stop};
    const Reranker::Lookup lookup{[](const Candidate& candidate) -> std::span<const KnownStem* const> {
                                      return candidate.article == 0 ? of_first : of_others;
                                  },
                                  [](const KnownStem&) { return 1.0; },
                                  [](std::size_t word, std::span<const std::uint32_t> articles) {
                                      std::vector<bool> holding;
                                      for (const std::uint32_t article : articles) {
                                          holding.push_back(word == 1 && article == 7);
                                      }
                                      return holding;
                                  }};
    return Reranker(words, written_words, ranking).scores(candidates, lookup);
}

std::vector<double> scores(const std::vector<SoughtWord>& words, const Ranking& ranking,
                           const std::vector<Candidate>& candidates) {
    return scores(words, words.size(), ranking, candidates);
}

const std::vector<SoughtWord> two{{"a", "a", 0, false, 4}, {"b", "b", 1, false, 3}};

TEST(RerankerTest, AddsNothingWhereAllIsOff) {
    EXPECT_EQ(scores(two, nothing(), {article(2, {{0, 0}, {1, 1}})}), std::vector<double>{10});
    EXPECT_TRUE(scores(two, nothing(), {}).empty());
}

TEST(RerankerTest, WordsWithinAWindowCountTogether) {
    Ranking ranking = nothing();
    ranking.stop_word = ranking.passage = ranking.head = ranking.head_pairs = ranking.derived = 0;
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
    const std::vector<SoughtWord> apart{{"a", "a", 0, false, 4}, {"b", "b", 101, false, 3}};
    EXPECT_EQ(scores(apart, ranking, {candidates[0]}), std::vector<double>{10});
}

TEST(RerankerTest, WordsOfAFixedExpressionCountAsOne) {
    Ranking ranking = nothing();
    ranking.fixed = 1;
    const std::vector<SoughtWord> words{
        {"marg", "marg", 0, false, 4}, {"mir", "mir", 2, false, 5}, {"nahang", "nahang", 3, false, 6}};
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

TEST(RerankerTest, StopWordsCountButMakeNoPairs) {
    Ranking ranking = nothing();
    ranking.stop_word = 1;
    ranking.pairs = 1;
    ranking.window = 1;
    const std::vector<SoughtWord> words{{"a", "a", 0, false, 4}, {"az", "az", 1, true, 0.5}};
    // Once in an article of average length is 1.
    const Candidate both = article(2, {{0, 0}, {1, 1}});
    Candidate seen = both;
    seen.occurrences.pop_back();  // as the reader leaves stop words out
    EXPECT_DOUBLE_EQ(scores(words, ranking, {seen})[0], 10 + 4 + 0.5);
}

TEST(RerankerTest, TheHeadSaysWhatItIsAbout) {
    Ranking ranking = nothing();
    ranking.head = 1;
    ranking.head_pairs = 1;
    const std::vector<Candidate> candidates{article(2, {{0, 0}, {1, 1}}), article(2, {{0, 0}, {70, 1}}),
                                            article(2, {{70, 0}, {71, 1}})};
    EXPECT_EQ(scores(two, ranking, candidates), (std::vector<double>{10 + 3.5 + 3, 10 + 2, 10}));
}

TEST(RerankerTest, LengthCountsBesideThatOfTheOthers) {
    Candidate longer = article(1, {{0, 0}});
    longer.length = 2;
    const std::vector<SoughtWord> word{{"a", "a", 0, false, 4}};
    EXPECT_DOUBLE_EQ(scores(word, nothing(), {longer})[0],
                     10 + 4 * (jooya::saturated(1, 2) - jooya::saturated(1, 1)));
}

TEST(RerankerTest, AWordOfTheSameRootCountsWhereTheWordMisses) {
    Ranking ranking = nothing();
    ranking.derived = 1;
    std::vector<Candidate> candidates{article(2, {{0, 0}}), article(2, {{0, 0}}),
                                      article(2, {{0, 0}, {70, 1}})};
    candidates[0].article = candidates[2].article = 7;
    candidates[1].article = 8;
    EXPECT_EQ(scores(two, ranking, candidates), (std::vector<double>{13, 10, 10}));
}

TEST(RerankerTest, FeedbackMovesUpWhatSharesTheBestArticlesWords) {
    Ranking ranking = nothing();
    ranking.feedback = 1;
    const auto card_with = [](std::string_view stem) {
        jooya::WordingBuilder wording;
        wording.add(jooya::TextPart::body, jooya::word_print(stem, stem));
        wording.add(jooya::TextPart::body, jooya::stop_print("stop"));
        return jooya::card_bytes("1", std::nullopt, wording.finish());
    };
    const std::string common_card = card_with("common");
    const std::string other_card = card_with("other");
    std::vector<Candidate> candidates(12, article(2, {{0, 0}}));
    for (Candidate& candidate : candidates) candidate.card = common_card;
    candidates[10].score = candidates[11].score = 1;
    candidates[10].article = 1;
    candidates[10].card = other_card;
    const std::vector<double> found = scores(two, ranking, candidates);
    EXPECT_DOUBLE_EQ(found[10], 1);  // shares nothing with the ten best
    EXPECT_DOUBLE_EQ(found[11],
                     1 + 7.5 * std::sqrt(15 / 7.0));  // shares the only stem that they have in common
    constexpr std::size_t written_words = 1;
    EXPECT_DOUBLE_EQ(scores(two, written_words, ranking, candidates)[11], 1) << "what one word says is said";
}

}  // namespace
