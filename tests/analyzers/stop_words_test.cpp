// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "analysis_text.hpp"
#include "golden_table.hpp"

namespace {

/// "مبارزه با! تروریسم": the surfaces, a mark behind each stop word.
std::string marked(const std::string& text) {
    return jooya::testing::rendered(text, " ", [](const jooya::Token& token) {
        return std::string(token.surface) + (token.is_stop ? "!" : "");
    });
}

TEST(StopWords, AgreeWithTheirTable) {
    jooya::testing::expect_table("stop_words.tsv", marked);
}

TEST(StopWords, KeepTheirPositions) {
    EXPECT_EQ(jooya::testing::whole("نبرد با سیل"), "نبرد/نبرد@0[0,8] با/با@1[9,13]! سیل/سیل@2[14,20]");
}

}  // namespace
