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

// What xxhsum -H3 says; databases hold such hashes.
TEST(Token, HashesWordsByXxh3) {
    EXPECT_EQ(jooya::hash_of_word(""), 0x2d06800538d394c2);
    EXPECT_EQ(jooya::hash_of_word("نیازمندی"), 0xde042e3e4675fdf0);
}

}  // namespace
