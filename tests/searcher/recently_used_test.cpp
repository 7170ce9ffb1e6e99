// SPDX-License-Identifier: GPL-3.0-or-later
#include "recently_used.hpp"

#include <gtest/gtest.h>

namespace {

using Memory = jooya::RecentlyUsed<int, int>;

TEST(RecentlyUsedTest, KeepsEverythingWhileThereIsRoom) {
    Memory memory(100);
    memory.add(1, 11, 10);
    memory.forget();
    ASSERT_NE(memory.find(1), nullptr);
    EXPECT_EQ(*memory.find(1), 11);
    EXPECT_EQ(memory.find(2), nullptr);
}

TEST(RecentlyUsedTest, DropsWhatWasNotAskedForWhileItsHalfFilledTwice) {
    Memory memory(100);
    memory.add(1, 11, 50);
    memory.add(2, 22, 1);
    memory.forget();
    EXPECT_NE(memory.find(1), nullptr);  // asked for: it is young again
    memory.forget();
    EXPECT_NE(memory.find(1), nullptr);
    EXPECT_EQ(memory.find(2), nullptr);
}

TEST(RecentlyUsedTest, PointersLastUntilItForgets) {
    Memory memory(2);
    const int* first = &memory.add(1, 11, 10);
    memory.forget();
    const int* again = memory.find(1);
    for (int i = 2; i < 1000; ++i) memory.add(i, i, 10);
    EXPECT_EQ(again, first);
    EXPECT_EQ(*first, 11);
}

}  // namespace
