// SPDX-License-Identifier: GPL-3.0-or-later
#include "fold.hpp"

#include <gtest/gtest.h>

#include "golden_table.hpp"
#include "jooya/analyzers/analyzer.hpp"

namespace {

std::string folded(std::string_view text) {
    jooya::FoldedText into;
    jooya::fold(text, into);
    return into.text;
}

TEST(Fold, AgreesWithItsTable) {
    jooya::testing::expect_table("fold.tsv", folded);
}

TEST(Fold, KnowsWhereEachByteCameFrom) {
    jooya::FoldedText into;
    jooya::fold("\u0643\u0640\u064E\u0627", into);  // keheh, tatweel, fatha, alef
    EXPECT_EQ(into.text, "\u06A9\u0627");
    EXPECT_EQ(into.origin, (std::vector<std::uint32_t>{0, 0, 6, 6, 8}));
}

TEST(Fold, ForgetsTheTextBefore) {
    jooya::FoldedText into;
    jooya::fold("\u0627\u0628\u067E", into);
    jooya::fold("a", into);
    EXPECT_EQ(into.text, "a");
    EXPECT_EQ(into.origin, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Fold, TakesFaultyBytesForSpaces) {
    EXPECT_EQ(folded("a\xFFz"), "a z");
    EXPECT_EQ(folded("a\xD9"), "a ");
    EXPECT_EQ(folded(std::string_view("a\0z", 3)), "a z");
}

TEST(FoldForMatching, DropsHalfSpacesAndCollapsesWhiteSpace) {
    EXPECT_EQ(jooya::testing::visible(jooya::fold_for_matching("  \u0643\u200C\u0627 \n \u064A ")),
              "\u06A9\u0627 \u06CC");
}

}  // namespace
