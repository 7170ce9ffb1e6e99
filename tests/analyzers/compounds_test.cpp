// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "analysis_text.hpp"
#include "golden_table.hpp"

namespace {

TEST(Compounds, AgreeWithTheirTable) {
    jooya::testing::expect_table("split.tsv",
                                 [](const std::string& text) { return jooya::testing::surfaces(text); });
}

TEST(Compounds, PartsOfJoinedLettersCoverTheWholeWord) {
    jooya::Analysis analysis;
    jooya::persian().analyze("بینالمللی", analysis);
    ASSERT_EQ(analysis.tokens().size(), 2U);
    EXPECT_EQ(analysis.tokens()[0].span, (jooya::Span{0, 18}));
    EXPECT_EQ(analysis.tokens()[1].span, (jooya::Span{0, 18}));
}

TEST(Compounds, PartsBetweenHalfSpacesHaveTheirOwnSpans) {
    jooya::Analysis analysis;
    jooya::persian().analyze("بین\u200Cالمللی", analysis);
    ASSERT_EQ(analysis.tokens().size(), 2U);
    EXPECT_EQ(analysis.tokens()[0].span, (jooya::Span{0, 6}));
    EXPECT_EQ(analysis.tokens()[1].span, (jooya::Span{9, 21}));
}

}  // namespace
