// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/result_cache.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace {

using namespace jooya::server;

std::shared_ptr<const Reply> reply(std::string body, std::string etag = "W/\"1\"") {
    Reply made;
    made.body = std::move(body);
    made.etag = std::move(etag);
    return std::make_shared<const Reply>(std::move(made));
}

const std::string first = "W/\"1\"";
const std::string second = "W/\"2\"";

TEST(ResultCache, KeepsAnswersOfTheRevision) {
    ResultCache cache(1 << 20);
    EXPECT_EQ(cache.find("a", first), nullptr);
    cache.put("a", reply("answer"));
    ASSERT_NE(cache.find("a", first), nullptr);
    EXPECT_EQ(cache.find("a", first)->body, "answer");
    EXPECT_EQ(cache.hits(), 2U);
    EXPECT_EQ(cache.misses(), 1U);
}

TEST(ResultCache, ForgetsAllWithANewRevision) {
    ResultCache cache(1 << 20);
    EXPECT_EQ(cache.find("a", first), nullptr);
    cache.put("a", reply("old"));
    EXPECT_EQ(cache.find("a", second), nullptr);
    EXPECT_EQ(cache.bytes(), 0U);
    cache.put("a", reply("late answer of the revision before"));
    EXPECT_EQ(cache.find("a", second), nullptr);
    cache.put("a", reply("new", second));
    EXPECT_EQ(cache.find("a", second)->body, "new");
}

TEST(ResultCache, ForgetsTheLeastRecentlyUsedFirst) {
    constexpr std::size_t room = 20'000;
    ResultCache cache(room);
    EXPECT_EQ(cache.find("0", first), nullptr);
    for (int i = 0; i < 30; ++i) {
        cache.put(std::to_string(i), reply(std::string(800, 'x')));
        EXPECT_NE(cache.find("0", first), nullptr) << "used after every other one";
        EXPECT_LE(cache.bytes(), room);
    }
    EXPECT_EQ(cache.find("1", first), nullptr);
    EXPECT_NE(cache.find("29", first), nullptr);
}

TEST(ResultCache, TakesNothingThatWouldPushAllOthersOut) {
    ResultCache cache(100'000);
    EXPECT_EQ(cache.find("a", first), nullptr);
    cache.put("a", reply(std::string(50'000, 'x')));
    EXPECT_EQ(cache.find("a", first), nullptr);
    ResultCache none(0);
    EXPECT_EQ(none.find("a", first), nullptr);
    none.put("a", reply("x"));
    EXPECT_EQ(none.find("a", first), nullptr);
}

}  // namespace
