// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search_pool.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>

#include "build_index.hpp"
#include "remote_shard.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace jooya::server;
using namespace std::chrono_literals;

class SearchPoolTest : public testing::Test {
  protected:
    SearchPoolTest() : database_(folder_ / "news.db") {
        jooya::testing::build_index(database_, {{.code = "1", .title = "پل", .body = "پل"}});
        index_ = std::make_unique<IndexWatch>(std::vector{database_});
    }

    jooya::testing::TemporaryFolder folder_;
    std::string database_;
    std::unique_ptr<IndexWatch> index_;
};

std::size_t found(SearchPool& pool) {
    auto total = std::make_shared<std::promise<std::size_t>>();
    const bool is_taken = pool.submit([total](jooya::Searcher& searcher) {
        total->set_value(searcher.search({.query = "پل"}).hits.size());
    });
    EXPECT_TRUE(is_taken);
    auto future = total->get_future();
    return future.wait_for(20s) == std::future_status::ready ? future.get() : 0;
}

TEST_F(SearchPoolTest, ASearchThatNothingStopsCostsOneThread) {
    auto release = std::make_shared<std::promise<void>>();
    auto ended = std::make_shared<std::promise<void>>();
    SearchPool pool{{database_}, 1, 16, 10s, *index_};
    const std::shared_future<void> released = release->get_future().share();
    ASSERT_TRUE(pool.submit([released, ended](jooya::Searcher&) {
        released.wait();
        ended->set_value();
    }));
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(pool.replace_stuck(10s), 0U) << "it has time yet";
    EXPECT_EQ(pool.replace_stuck(50ms), 1U);
    EXPECT_EQ(pool.stuck(), 1U);
    EXPECT_EQ(found(pool), 1U) << "another thread answers";

    ASSERT_TRUE(pool.submit([released](jooya::Searcher&) { released.wait(); }));
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(pool.replace_stuck(50ms), 0U) << "no more threads are lost than there were";

    release->set_value();
    ended->get_future().wait();
    for (int i = 0; i < 100 && pool.stuck() > 0; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(pool.stuck(), 0U) << "a thread that comes back ends";
    EXPECT_EQ(found(pool), 1U);
}

TEST_F(SearchPoolTest, AShardThatComesBackIsSearchedAgain) {
    const std::string elsewhere = folder_ / "elsewhere.db";
    jooya::testing::build_index(elsewhere, {{.code = "2", .title = "پل دیگر", .body = "پل"}});
    // The watch sees nothing of it, as where the shard was away between two of its looks.
    SearchPool pool{{database_, "tcp:127.0.0.1:" + jooya::testing::RemoteShard::port()}, 1, 16, 10s, *index_};
    EXPECT_EQ(found(pool), 1U) << "the rest is searched";
    const jooya::testing::RemoteShard shard(elsewhere);
    std::size_t hits = 0;
    for (int i = 0; i < 100 && hits != 2; ++i) {
        std::this_thread::sleep_for(100ms);
        hits = found(pool);
    }
    EXPECT_EQ(hits, 2U);
}

}  // namespace
