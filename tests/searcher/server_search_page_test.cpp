// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search_page.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace jooya;
using namespace jooya::server;

void expect_has(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in:\n" << text;
}

Page page_of_one_hit() {
    Page page{.query = "پل", .total = 1};
    page.hits.push_back({.rank = 1, .code = "7", .title = {{"پل", true}}});
    return page;
}

std::optional<Article> no_article(const std::string& /*code*/) {
    return std::nullopt;
}

TEST(SearchPage, FoldsSimilarStoriesWithTheirTitles) {
    Page page = page_of_one_hit();
    page.hits[0].similar = {"8", "gone", "a/b"};
    const std::string html = result_page({.words = "پل"}, page, [](const std::string& code) {
        if (code == "gone") return std::optional<Article>();
        return std::optional<Article>({.code = code, .title = "<پل> " + code, .agency = "نما"});
    });
    expect_has(html, "<summary>و ۳ خبر مشابه</summary>");
    expect_has(html, "<a href=\"./articles/8\" dir=\"auto\">&lt;پل&gt; 8</a>");
    expect_has(html, "<a href=\"./articles/a%2Fb\"");
}

TEST(SearchPage, NamesOneAgencyInOneWay) {
    Page page = page_of_one_hit();
    page.facets = {{"agency", {{"خبرگزار\u064A ا\u0643و", 2}, {"نما", 1}}}};
    const std::string html = result_page({.words = "پل", .category = {"ورزش\u064A"}}, page, no_article);
    expect_has(html, "<bdi>خبرگزاری اکو</bdi>");
    expect_has(html, "<bdi>ورزشی</bdi>");
}

TEST(SearchPage, LeadsBackFromBehindTheLastPage) {
    const std::string html =
        result_page({.words = "پل", .page = 5}, Page{.query = "پل", .total = 9}, no_article);
    expect_has(html, "این نتیجه چنین صفحه‌ای ندارد.");
    expect_has(html, "<a href=\"./?q=%D9%BE%D9%84\">به صفحهٔ نخست بروید.</a>");
    EXPECT_EQ(html.find("املا"), std::string::npos) << "the spelling was right";
}

TEST(SearchPage, OffersMonthsWithinAYear) {
    Page page = page_of_one_hit();
    page.facets = {{"year", {{"1402", 2}, {"1401", 1}}}, {"month", {{"1402/07", 2}, {"1401/12", 1}}}};
    const std::string narrowed = result_page({.words = "پل", .from = "1402", .to = "1402"}, page, no_article);
    expect_has(narrowed, "<bdi>مهر ۱۴۰۲</bdi><span class=\"count\">۲</span>");
    expect_has(narrowed, "from=1402%2F07&amp;to=1402%2F07");
    expect_has(narrowed, "تاریخ <bdi>۱۴۰۲</bdi>");
    std::vector<FacetValue>& months = page.facets[1].values;
    months.clear();
    for (int month = 12; month > 0; --month)
        months.push_back({"1402/" + std::string(month < 10 ? "0" : "") + std::to_string(month), 1});
    const std::string year = result_page({.words = "پل", .from = "1402", .to = "1402"}, page, no_article);
    expect_has(year, "فروردین ۱۴۰۲");
    const std::string wide = result_page({.words = "پل"}, page, no_article);
    expect_has(wide, "آذر ۱۴۰۲");
    EXPECT_EQ(wide.find("فروردین ۱۴۰۲"), std::string::npos) << "the newest ones where no year is chosen";
    expect_has(wide, "<bdi>۱۴۰۱</bdi>");
}

TEST(SearchPage, SaysWhichDaysAreSearched) {
    const Page page = page_of_one_hit();
    expect_has(result_page({.words = "پل", .from = "1402/07", .to = "1402/07"}, page, no_article),
               "تاریخ <bdi>مهر ۱۴۰۲</bdi>");
    const std::string open = result_page({.words = "پل", .from = "1402/07/06"}, page, no_article);
    expect_has(open, "از <bdi>۱۴۰۲/۰۷/۰۶</bdi>");
    expect_has(open, "value=\"۱۴۰۲/۰۷/۰۶\"");
    expect_has(result_page({.words = "پل", .to = "2017-04"}, page, no_article), "تا <bdi>۲۰۱۷-۰۴</bdi>");
}

}  // namespace
