// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/analyzers/token.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Token, RendersAsOneLine) {
    jooya::Token token{.surface = "نیازمندیها", .stem = "نیازمندی", .position = 3, .span = {12, 36}};
    EXPECT_EQ(jooya::to_string(token), "نیازمندیها/نیازمندی@3[12,36]");
    token.is_stop = true;
    EXPECT_EQ(jooya::to_string(token), "نیازمندیها/نیازمندی@3[12,36]!");
}

}  // namespace
