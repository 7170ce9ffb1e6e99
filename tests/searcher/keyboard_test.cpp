// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard.hpp"

#include <gtest/gtest.h>

namespace {

using jooya::Layout;
using jooya::typed_in_english;
using jooya::typed_in_persian;

// Origin: the layouts as Windows and xkb have them.
TEST(Keyboard, KnowsBothPersianLayouts) {
    EXPECT_EQ(typed_in_persian("lfhvci fh jv,vdsl", Layout::isiri), "مبارزه با تروریسم");
    EXPECT_EQ(typed_in_persian("lfhvci fh jv,vdsl", Layout::windows), "مبارزه با تروریسم");
    EXPECT_EQ(typed_in_persian("vSds [li,v", Layout::isiri), "رئیس جمهور");
    EXPECT_EQ(typed_in_persian("vmds [li,v", Layout::windows), "رئیس جمهور");
    EXPECT_EQ(typed_in_persian("msv", Layout::isiri), "پسر");
    EXPECT_EQ(typed_in_persian("\\sv", Layout::windows), "پسر");
    EXPECT_EQ(typed_in_persian("HChks", Layout::isiri), "آژانس");
    EXPECT_EQ(typed_in_persian("ldBv,n", Layout::isiri), "می\u200Cرود");
    EXPECT_EQ(typed_in_persian("1402 + \"f\"", Layout::isiri), "1402 + \"ب\"");
}

TEST(Keyboard, KnowsTheWayBack) {
    EXPECT_EQ(typed_in_english("سثشقزا"), "search");
    EXPECT_EQ(typed_in_english("آهدثع 7"), "hineu 7");
}

TEST(Keyboard, KnowsNeighbours) {
    EXPECT_TRUE(jooya::are_neighbours(U'ت', U'ن'));
    EXPECT_TRUE(jooya::are_neighbours(U'ا', U'ع'));
    EXPECT_FALSE(jooya::are_neighbours(U'ا', U'ض'));
    EXPECT_FALSE(jooya::are_neighbours(U'ا', U'x'));
}

}  // namespace
