// SPDX-License-Identifier: GPL-3.0-or-later
#include "generations.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "jooya/error.hpp"
#include "temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::Generations;
using jooya::testing::TemporaryFolder;

std::string make(const Generations& generations) {
    const std::string begun = generations.begin();
    fs::create_directories(generations.path_of(begun));
    return generations.finish(begun);
}

TEST(Generations, AreCountedOnAndServedOneAtATime) {
    const TemporaryFolder folder;
    const Generations generations(folder / "");
    EXPECT_EQ(generations.current(), std::nullopt);
    EXPECT_EQ(jooya::served_folder(folder / ""), folder / "");
    EXPECT_EQ(make(generations), "generation-0001");
    EXPECT_EQ(make(generations), "generation-0002");
    generations.serve("generation-0001");
    EXPECT_EQ(generations.current(), "generation-0001");
    EXPECT_EQ(jooya::served_folder(folder / ""), folder / "generation-0001");
    EXPECT_EQ(make(generations), "generation-0003") << "later than all others, whichever is served";
    generations.serve("generation-0003");
    EXPECT_EQ(generations.current(), "generation-0003");
    EXPECT_EQ(generations.all(),
              (std::vector<std::string>{"generation-0001", "generation-0002", "generation-0003"}));
}

TEST(Generations, AreSortedByNumberPastTheFourthDigit) {
    const TemporaryFolder folder;
    fs::create_directories(folder / "generation-9999");
    fs::create_directories(folder / "generation-10000");
    EXPECT_EQ(Generations(folder / "").all().back(), "generation-10000");
    EXPECT_EQ(Generations(folder / "").begin(), "generation-10001.building");
}

TEST(Generations, WhatIsUnfinishedIsRemovedAndNothingElse) {
    const TemporaryFolder folder;
    const Generations generations(folder / "");
    make(generations);
    folder.write("generation-0002.building/iamglass", "half");
    EXPECT_EQ(generations.all(), (std::vector<std::string>{"generation-0001"}));
    generations.remove_unfinished();
    EXPECT_FALSE(fs::exists(folder / "generation-0002.building"));
    EXPECT_TRUE(fs::exists(folder / "generation-0001"));
    generations.remove("generation-0001");
    EXPECT_TRUE(fs::is_empty(folder / ""));
}

TEST(Generations, AStubOfSomebodyElseIsSaidSo) {
    const TemporaryFolder folder;
    folder.write("XAPIANDB", "remote localhost:8080\n");
    EXPECT_THROW(static_cast<void>(Generations(folder / "").current()), jooya::Error);
    EXPECT_EQ(jooya::served_folder(folder / ""), folder / "") << "Xapian itself can read it";
    EXPECT_TRUE(jooya::is_database_folder(folder / ""));
    folder.write("letter.txt", "text");
    EXPECT_FALSE(jooya::is_database_folder(folder / ""));
}

}  // namespace
