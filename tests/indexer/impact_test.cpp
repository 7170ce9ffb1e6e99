// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/impact.hpp"

#include <gtest/gtest.h>

namespace {

using jooya::early_bonus;
using jooya::relative_length;
using jooya::saturated;
using jooya::to_wdf;

TEST(Impact, GrowsWithOccurrencesAndSaturates) {
    EXPECT_LT(saturated(1, 1), saturated(2, 1));
    EXPECT_GT(saturated(2, 1) - saturated(1, 1), saturated(9, 1) - saturated(8, 1));
}

TEST(Impact, FallsWithLength) {
    EXPECT_GT(saturated(2, relative_length(100)), saturated(2, relative_length(1000)));
    EXPECT_DOUBLE_EQ(relative_length(jooya::impact::average_length), 1);
}

TEST(Impact, OfEarlyWordsIsMore) {
    EXPECT_DOUBLE_EQ(early_bonus(0), jooya::impact::early);
    EXPECT_DOUBLE_EQ(early_bonus(35), jooya::impact::early / 2);
}

TEST(Impact, FitsOneByteOfAPosting) {
    EXPECT_EQ(to_wdf(saturated(1e9, 1) + early_bonus(0)), 127U);
    EXPECT_EQ(to_wdf(1e9), 127U);
    EXPECT_EQ(to_wdf(1e-9), 1U);
}

// BM25's own formula, with the numbers that the header documents.
TEST(Impact, IsTheDocumentsPartOfBm25) {
    EXPECT_DOUBLE_EQ(saturated(3, relative_length(300)), 3 * 2.3 / (3 + 1.3 * (0.25 + 0.75 * 300 / 400)));
}

}  // namespace
