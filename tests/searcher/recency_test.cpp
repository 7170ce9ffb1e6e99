// SPDX-License-Identifier: GPL-3.0-or-later
#include "recency.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "build_index.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;
using jooya::Request;
using jooya::Searcher;

constexpr std::int64_t day = 86'400;

class Recency : public testing::Test {
  protected:
    Recency() {
        std::vector<Article> articles{{.code = "old", .title = "زلزله زلزله زلزله", .date = at(1'000)},
                                      {.code = "new", .title = "زلزله و باران و برف", .date = at(1'030)},
                                      {.code = "undated", .title = "زلزله زلزله زلزله"}};
        for (int i = 0; i < 20; ++i) {
            articles.push_back({.code = std::to_string(i), .title = "کتاب تازه", .date = at(1'000 + i)});
        }
        jooya::testing::build_index(path(), articles);
    }

    static jooya::Timestamp at(std::int64_t days) { return {days * day, true}; }
    [[nodiscard]] std::string path() const { return folder_ / "news.db"; }

    [[nodiscard]] std::string codes(double half_life_days, std::uint32_t offset = 0) const {
        Searcher searcher({path()});
        const auto page = searcher.search(
            {.query = "زلزله", .offset = offset, .half_life_days = half_life_days, .fold_similar = false});
        std::string line;
        for (const jooya::Hit& hit : page.hits) line += (line.empty() ? "" : " ") + hit.code;
        return line;
    }

  private:
    jooya::testing::TemporaryFolder folder_;
};

TEST_F(Recency, PutsTheNewBeforeTheOldAsTheHalfLifeSays) {
    EXPECT_EQ(codes(0), "old undated new");
    EXPECT_EQ(codes(10'000), "old undated new");
    EXPECT_EQ(codes(5), "new old undated");
    EXPECT_EQ(codes(5, 1), "old undated");
}

TEST_F(Recency, HalvesTheScore) {
    const Xapian::Database database(path());
    const jooya::ArticleStore articles(database, {database}, false);
    // In the order of their numbers: old, new, undated.
    const std::vector<double> left = jooya::left_by_age({3, 1, 2}, 30, articles);
    EXPECT_EQ(left, (std::vector<double>{0.5, 0.5, 1}));
    EXPECT_EQ(jooya::left_by_age({3}, 30, articles), std::vector<double>{1});
    EXPECT_TRUE(jooya::left_by_age({}, 30, articles).empty());
}

}  // namespace
