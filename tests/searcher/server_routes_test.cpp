// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace jooya::server;

std::string route_of(std::string_view path) {
    std::string code;
    const Route* const route = find_route(path, code);
    if (route == nullptr) return "-";
    return std::string(route->name) + (code.empty() ? "" : " " + code);
}

TEST(Routes, AreFound) {
    EXPECT_EQ(route_of("/"), "page");
    EXPECT_EQ(route_of("/api/search"), "search");
    EXPECT_EQ(route_of("/api/articles/660821"), "article 660821");
    EXPECT_EQ(route_of("/api/articles/کد ۷/related"), "related کد ۷");
    EXPECT_EQ(route_of("/api/articles/7/story"), "story 7");
    EXPECT_EQ(route_of("/articles/7"), "article_page 7");
    EXPECT_EQ(route_of("/openapi.json"), "openapi");
}

TEST(Routes, TakeCodesWithSlashes) {
    EXPECT_EQ(route_of("/api/articles/1402/07/15"), "article 1402/07/15");
    EXPECT_EQ(route_of("/api/articles/1402/07/15/related"), "related 1402/07/15");
    EXPECT_EQ(route_of("/articles/a/b"), "article_page a/b");
}

TEST(Routes, AreNothingElse) {
    for (const char* path : {"", "//", "/api", "/api/search/", "/api/articles/", "/articles/",
                             "/../etc/passwd", "/style.css/x"}) {
        EXPECT_EQ(route_of(path), "-") << path;
    }
}

}  // namespace
