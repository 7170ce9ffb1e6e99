// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/markup.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace jooya::server;

TEST(Markup, EscapesAllThatHtmlAndXmlKnow) {
    EXPECT_EQ(escaped("<a href=\"x\" b='y'>&amp;</a>"),
              "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    EXPECT_EQ(escaped("می‌رود"), "می‌رود") << "a half-space is no control";
}

TEST(Markup, DropsControlsAndWhatIsNotUtf8) {
    EXPECT_EQ(escaped(std::string("a\0b\x1B[31m\x7F", 10)), "ab[31m");
    EXPECT_EQ(escaped("a\u202E\u2066b\u061C\u200Fc"), "abc");
    EXPECT_EQ(escaped("a\xFF\xC3 b"), "a b");
    EXPECT_EQ(escaped("a\nb\tc"), "a b c");
}

TEST(Markup, MarksHitsAndEscapesInsideThem) {
    EXPECT_EQ(marked({{"<b>", false}, {"پل&", true}, {"", false}}), "&lt;b&gt;<mark>پل&amp;</mark>");
}

TEST(Markup, LinksLeadToTheWebAlone) {
    EXPECT_TRUE(is_web_address("https://example.org/a"));
    EXPECT_TRUE(is_web_address("HTTP://example.org"));
    for (const char* url : {"javascript:alert(1)", "data:text/html,x", "//example.org", "", "http:/x",
                            "ftp://x", " https://x", "java\nscript:x", "httpx://"}) {
        EXPECT_FALSE(is_web_address(url)) << url;
    }
}

TEST(Markup, AddressesCarryAsciiDigits) {
    EXPECT_EQ(with_ascii_digits("۱۴۰۲/٠٧/06 مهر"), "1402/07/06 مهر");
    EXPECT_EQ(with_ascii_digits("\xDB"), "\xDB") << "half a character";
}

TEST(Markup, WritesNamesInPersianLetters) {
    EXPECT_EQ(with_persian_letters("\u0643\u064A\u0649 ab ی"), "کیی ab ی");
}

}  // namespace
