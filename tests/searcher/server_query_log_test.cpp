// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/query_log.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

using namespace jooya::server;
using Json = nlohmann::json;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t noon = 20'000 * day + day / 2;  // 2024-10-04

struct Log {
    explicit Log(std::size_t clients)
        : log(clients, [this](std::string_view line) { lines.push_back(Json::parse(line)); }) {}
    void ask(const std::string& words, const std::string& client, std::int64_t at = noon,
             std::uint64_t total = 1, double ms = 2) {
        log.add({.words = words, .total = total, .took_ms = ms}, client, at);
    }
    std::vector<Json> lines;
    QueryLog log;
};

TEST(QueryLog, TellsAQueryOnceEnoughReadersAskedIt) {
    Log log(3);
    log.ask("زلزله", "10.0.0.1");
    log.ask("زلزله", "10.0.0.1");
    log.ask("زلزله", "10.0.0.2");
    log.log.flush(noon);
    EXPECT_TRUE(log.lines.empty()) << "two readers are too few";
    log.ask("زلزله", "10.0.0.3", noon, 0, 9.04);
    log.log.flush(noon);
    ASSERT_EQ(log.lines.size(), 1U);
    EXPECT_EQ(log.lines[0], Json::parse(R"({"day":"2024-10-04","query":"زلزله","asked":4,"empty":1,)"
                                        R"("total_ms":15.0,"slowest_ms":9.0})"));
    log.ask("زلزله", "10.0.0.1");
    log.log.flush(noon);
    ASSERT_EQ(log.lines.size(), 2U) << "from then on it is told as it comes";
    EXPECT_EQ(log.lines[1].at("asked"), 1);
    log.log.flush(noon);
    EXPECT_EQ(log.lines.size(), 2U);
}

TEST(QueryLog, CountsSpellingsAsOne) {
    Log log(2);
    log.ask("كتاب  ها", "a");
    log.ask(" کتاب ها ", "b");
    log.log.flush(noon);
    ASSERT_EQ(log.lines.size(), 1U);
    EXPECT_EQ(log.lines[0].at("query"), "کتاب ها");
}

TEST(QueryLog, SumsUpTheRestOfADay) {
    Log log(2);
    log.ask("نام یک نفر", "a", noon, 0);
    log.ask("نام دیگری", "b");
    log.log.flush(noon + day);
    ASSERT_EQ(log.lines.size(), 1U);
    EXPECT_TRUE(log.lines[0].at("query").is_null());
    EXPECT_EQ(log.lines[0].at("asked"), 2);
    EXPECT_EQ(log.lines[0].at("empty"), 1);
    EXPECT_EQ(log.lines[0].at("day"), "2024-10-04");
}

TEST(QueryLog, ReadersOfDifferentDaysAreNotAddedUp) {
    Log log(2);
    log.ask("زلزله", "a");
    log.ask("زلزله", "b", noon + day);
    log.log.flush(noon + day);
    ASSERT_EQ(log.lines.size(), 1U) << "the sum of the first day alone";
    EXPECT_TRUE(log.lines[0].at("query").is_null());
}

TEST(QueryLog, HoldsNoAddressAndBoundsItself) {
    Log log(1);
    log.ask(std::string(5000, 'x') + "\n\"</script>", "192.0.2.7");
    log.ask("  ", "192.0.2.7");
    log.log.flush(noon);
    ASSERT_EQ(log.lines.size(), 1U);
    EXPECT_LE(log.lines[0].at("query").get<std::string>().size(), 512U);
    EXPECT_EQ(log.lines[0].dump().find("192.0.2.7"), std::string::npos);
}

}  // namespace
