// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/target.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace jooya::server;
using namespace std::string_literals;

TEST(Target, ReadsPathAndParameters) {
    const auto target = parse_target("/api/search?q=%D9%BE%D9%84+%D8%AF%D8%B2&agency=a&agency=&agency=b&x");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/search");
    EXPECT_EQ(target->parameters.first("q"), "پل دز");
    EXPECT_EQ(target->parameters.all("agency"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(target->parameters.first("x"), "");
    EXPECT_EQ(target->parameters.first("none"), "");
}

TEST(Target, KeepsAPlusInThePathAndEqualsInAValue) {
    const auto target = parse_target("/a+b%20c?q=a=b&&q=second");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a+b c");
    EXPECT_EQ(target->parameters.first("q"), "a=b");
}

TEST(Target, TakesAbsoluteForm) {
    EXPECT_EQ(parse_target("http://example.org/healthz?a=1")->path, "/healthz");
    EXPECT_EQ(parse_target("https://example.org")->path, "/");
}

TEST(Target, RefusesWhatIsNone) {
    for (const std::string_view text :
         {"", "*", "search", "ftp://example.org/", "/%", "/%4", "/%4g", "/%zz", "/%00", "/%0d%0aX", "/%ff",
          "/?q=%ff", "/?q=%00", "/?%c3=1", "/?q=%ED%A0%80", "/?q=%F4%90%80%80", "/?q=%+1"}) {
        EXPECT_FALSE(parse_target(text)) << text;
    }
}

TEST(Target, EncodingAndDecodingGiveTheSame) {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    EXPECT_EQ(percent_decoded(percent_encoded(all), true), all);
    EXPECT_EQ(percent_encoded("پل a-b._~&=+/\"<"), "%D9%BE%D9%84%20a-b._~%26%3D%2B%2F%22%3C");
}

}  // namespace
