// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request_record.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jooya/error.hpp"
#include "server/log_file.hpp"
#include "temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using namespace jooya::server;
using namespace std::chrono_literals;

std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

TEST(AccessLine, IsOneLineOfAscii) {
    const std::string line = access_line({.client = "::1",
                                          .method = "GET",
                                          .target = "/?q=\n\x1b[31m\xff\u202E\"",
                                          .route = "page",
                                          .status = 200,
                                          .bytes = 12,
                                          .took = 1234us,
                                          .is_cached = true},
                                         0);
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c < '\x7F') << line;
    const auto json = nlohmann::json::parse(line);
    EXPECT_EQ(json.at("time"), "1970-01-01T00:00:00Z");
    EXPECT_EQ(json.at("ms"), 1.2);
    EXPECT_EQ(json.at("cached"), true);
    EXPECT_EQ(json.at("client"), "::1");
}

TEST(LogFile, GoesOnInTheFileThatStandsThereAfterARotation) {
    const jooya::testing::TemporaryFolder folder;
    const std::string path = folder / "access.log";
    LogFile log(path);
    log.write("one");
    std::filesystem::rename(path, path + ".1");
    log.write("two");
    EXPECT_EQ(content(path + ".1"), "one\ntwo\n");
    log.reopen();
    log.write("three");
    EXPECT_EQ(content(path), "three\n");
}

TEST(LogFile, KeepsTheOldFileWhereThereIsNoNewOne) {
    const jooya::testing::TemporaryFolder folder;
    const std::string inner = folder / "logs";
    std::filesystem::create_directory(inner);
    LogFile log(inner + "/access.log");
    std::filesystem::rename(inner, folder / "moved");
    EXPECT_THROW(log.reopen(), jooya::Error);
    log.write("still there");
    EXPECT_EQ(content(folder / "moved/access.log"), "still there\n");
    EXPECT_THROW(LogFile{folder / "nowhere/access.log"}, jooya::Error);
}

}  // namespace
