// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidate_memory.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

using jooya::Candidate;
using jooya::CandidateMemory;
using jooya::FoundByWords;
using jooya::SoughtWord;

const std::vector<SoughtWord> word{{.stem = "a", .surface = "a"}};
const std::vector<FoundByWords::Article> found{{7, 2.5}, {3, 1.5}};

std::vector<Candidate> seen() {
    return {{.article = 7, .score = 2.5, .cluster = 70, .card = "card"}, {.article = 3, .score = 1.5}};
}

TEST(CandidateMemoryTest, KnowsWhatWasSeenOfAWordInTheseArticles) {
    const CandidateMemory memory;
    EXPECT_EQ(memory.find(word, found), nullptr);
    memory.keep(word, seen());
    const auto* known = memory.find(word, found);
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(known->front().cluster, 70U);
    EXPECT_EQ(known->front().card, "") << "its bytes may be gone";
}

TEST(CandidateMemoryTest, KnowsNothingOfOtherWordsArticlesAndScores) {
    const CandidateMemory memory;
    memory.keep(word, seen());
    EXPECT_EQ(memory.find(std::vector<SoughtWord>{{.stem = "a", .surface = "an"}}, found), nullptr);
    EXPECT_EQ(memory.find(std::vector<SoughtWord>{word.front(), word.front()}, found), nullptr);
    EXPECT_EQ(memory.find(word, std::vector<FoundByWords::Article>{{7, 2.5}}), nullptr);
    EXPECT_EQ(memory.find(word, std::vector<FoundByWords::Article>{{7, 2.5}, {4, 1.5}}), nullptr);
    EXPECT_EQ(memory.find(word, std::vector<FoundByWords::Article>{{7, 2.4}, {3, 1.5}}), nullptr);
    memory.keep(word, {{.article = 4, .score = 1}});
    EXPECT_EQ(memory.find(word, found), nullptr) << "what was seen last is known";
}

}  // namespace
