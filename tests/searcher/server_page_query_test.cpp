// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/page_query.hpp"

#include <gtest/gtest.h>

#include <string>

#include "server/reply.hpp"

namespace {

using namespace jooya;
using namespace jooya::server;

Parameters parameters(const std::string& text) {
    return parse_target("/?" + text)->parameters;
}

TEST(PageQuery, WhatALinkSaysIsReadAgain) {
    PageQuery query;
    query.words = "«پل دز» & \"<x>";
    query.sort = Sort::newest;
    query.from = "1396/02";
    query.to = "۱۳۹۶";
    query.agency = {"پارس‌نما", "a+b"};
    query.category = {"استان‌ها"};
    query.page = 3;
    const std::string link = query.link();
    ASSERT_TRUE(link.starts_with("./?")) << link;
    const PageQuery read = read_page_query(parameters(link.substr(3)));
    EXPECT_EQ(read.from, query.from);
    EXPECT_EQ(read.to, "1396") << "addresses carry ASCII digits";
    EXPECT_EQ(read_page_query(parameters(read.link().substr(3))).link(), read.link());
    EXPECT_EQ(read.words, query.words);
    EXPECT_EQ(read.agency, query.agency);
    EXPECT_EQ(read.request().offset, 20U);
}

TEST(PageQuery, ForgivesWhatMakesNoSense) {
    const PageQuery query = read_page_query(parameters("q=a&page=zero&sort=sideways"));
    EXPECT_EQ(query.page, 1U);
    EXPECT_EQ(query.sort, Sort::relevance);
    EXPECT_EQ(read_page_query(parameters("q=a&page=99999")).page, PageQuery::last_page);
    EXPECT_EQ(read_page_query(parameters("page=-1")).page, 1U);
    EXPECT_TRUE(read_page_query(parameters("q=+&page=2")).empty());
}

TEST(ApiRequest, ReadsEveryParameter) {
    const Request request = read_api_request(parameters(
        "q=a&limit=5&offset=15&sort=oldest&from=1396&to=1397&agency=x&agency=y&category=z&author=p&author=q&tag=t"
        "&facets=agency,year&facets=year,&snippets=0&half-life=2.5"));
    EXPECT_EQ(request.query, "a");
    EXPECT_EQ(request.limit, 5U);
    EXPECT_EQ(request.offset, 15U);
    EXPECT_EQ(request.sort, Sort::oldest);
    EXPECT_EQ(request.from, "1396");
    EXPECT_EQ(request.to, "1397");
    EXPECT_EQ(request.agency, (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(request.category, (std::vector<std::string>{"z"}));
    EXPECT_EQ(request.author, (std::vector<std::string>{"p", "q"}));
    EXPECT_EQ(request.tag, (std::vector<std::string>{"t"}));
    EXPECT_EQ(request.facets, (std::vector<std::string>{"agency", "year"}));
    EXPECT_EQ(request.snippet_sentences, 0U);
    EXPECT_EQ(request.half_life_days, 2.5);
}

TEST(ApiRequest, EachFilterAloneIsEnough) {
    for (const char* filter : {"from=1396", "to=1396", "agency=x", "category=x", "author=x", "tag=x"}) {
        EXPECT_NO_THROW(static_cast<void>(read_api_request(parameters(filter)))) << filter;
    }
}

TEST(ApiRequest, NamesWhatIsWrong) {
    for (const char* wrong :
         {"", "q=", "limit=5", "q=a&limit=101", "q=a&limit=-1", "q=a&limit=5x", "q=a&offset=1000",
          "q=a&offset=99999999999", "q=a&sort=best", "q=a&facets=a,b,c,d,e,f,g", "q=a&snippets=9",
          "q=a&half-life=0", "q=a&half-life=-1", "q=a&half-life=inf", "q=a&half-life=nan", "q=a&half-life=2d",
          "half-life=3"}) {
        try {
            read_api_request(parameters(wrong));
            ADD_FAILURE() << wrong;
        } catch (const HttpProblem& problem) {
            EXPECT_EQ(problem.status, 400U);
            EXPECT_FALSE(problem.detail.empty());
        }
    }
}

}  // namespace
