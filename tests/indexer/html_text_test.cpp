// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

struct Row {
    const char* html;
    const char* text;
    const char* origin;
};

TEST(HtmlText, KeepsWhatAReaderSees) {
    const std::array rows = {
        Row{"<p>یک</p><p>دو</p>", "یک\nدو", "paragraphs"},
        Row{"یک<br>دو<br/>سه", "یک\nدو\nسه", "line breaks"},
        Row{"<p>می&zwnj;رود&nbsp;به&laquo;خانه&raquo;</p>", "می‌رود به«خانه»",
            "references of agencies' editors"},
        Row{"<p>متن\nدر دو سطر</p>", "متن در دو سطر", "source lines are no lines"},
        Row{"<p>پ <b>ر</b>ن<i>گ</i></p>", "پ رنگ", "inline marks join"},
        Row{"<script>var a = '<p>نه</p>';</script><style>p{}</style><p>آری</p>", "آری", "code is no text"},
        Row{"<ul><li>یک</li><li>دو</li></ul>", "یک\nدو", "lists"},
        Row{"<table><tr><td>تیم</td><td>امتیاز</td></tr><tr><td>الف</td><td>۳</td></tr></table>",
            "تیم امتیاز\nالف ۳", "tables"},
        Row{"<p>&nbsp;</p><p>یک</p>", "یک", "empty paragraphs"},
        Row{"<p>ناتمام <b>باز", "ناتمام باز", "unclosed"},
        Row{"۵ &lt; ۶ &amp; ۷", "۵ < ۶ & ۷", "escaped signs"},
    };
    for (const Row& row : rows) EXPECT_EQ(jooya::html_to_text(row.html), row.text) << row.origin;
}

TEST(HtmlText, TellsMarkupFromSigns) {
    EXPECT_TRUE(jooya::looks_like_html("<p>متن"));
    EXPECT_TRUE(jooya::looks_like_html("متن</div>"));
    EXPECT_TRUE(jooya::looks_like_html("می&zwnj;رود"));
    EXPECT_TRUE(jooya::looks_like_html("&#1740;"));
    EXPECT_FALSE(jooya::looks_like_html("۵ < ۶ و ۷ > ۳"));
    EXPECT_FALSE(jooya::looks_like_html("R&D در شرکت‌ها; برنامه"));
    EXPECT_FALSE(jooya::looks_like_html("<"));
    EXPECT_FALSE(jooya::looks_like_html("متن ساده"));
}

TEST(HtmlText, AHundredThousandNestedTagsAreNoDanger) {
    std::string html;
    for (int i = 0; i < 100'000; ++i) html += "<div>";
    html += "متن";
    EXPECT_GT(jooya::html_depth(html), jooya::max_html_depth);
    EXPECT_EQ(jooya::html_to_text(html), "متن");
    std::string list;
    for (int i = 0; i < 100'000; ++i) list += "<p>بند";
    EXPECT_LT(jooya::html_depth(list), jooya::max_html_depth);
}

}  // namespace
