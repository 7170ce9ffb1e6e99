// SPDX-License-Identifier: GPL-3.0-or-later
// What a page shows, and says, where a query as it was typed finds nothing or hardly anything.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/index_writer.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Article;
using jooya::Page;
using jooya::Request;
using jooya::Searcher;

class Ladder : public testing::Test {
  protected:
    void SetUp() override {
        jooya::IndexWriter writer(path());
        const auto put = [&](const char* code, const char* title, const char* agency) {
            Article article;
            article.code = code;
            article.title = title;
            article.agency = agency;
            writer.put(article);
        };
        put("1", "مبارزه با تروریسم در سوریه", "پارس‌نما");
        put("2", "زلزله در شهر بم", "پارس‌نما");
        put("3", "کتاب‌های تازه درباره قنات", "");
        put("4", "abcd در یک خبر", "");
        put("5", "دیدار در پکن", "");
        // Enough articles for a word that finds more than hardly any.
        for (int i = 0; i < 20; ++i) put(std::to_string(100 + i).c_str(), "دیدار وزیران خارجه", "");
        writer.commit();
    }

    [[nodiscard]] std::string path() const { return folder_ / "news.db"; }

    [[nodiscard]] Page search(const Request& request) const {
        Searcher searcher({path()});
        return searcher.search(request);
    }

    static std::string codes(const Page& page) {
        std::string all;
        for (const jooya::Hit& hit : page.hits) all += (all.empty() ? "" : " ") + hit.code;
        return all;
    }

    // The codes of the notes of the ladder.
    static std::string rungs(const Page& page) {
        std::string all;
        for (const jooya::Note& note : page.notes) {
            const bool is_of_ladder =
                note.code.starts_with("found-by-") || note.code.starts_with("only-without-");
            if (is_of_ladder) all += (all.empty() ? "" : " ") + note.code;
        }
        return all;
    }

  private:
    jooya::testing::TemporaryFolder folder_;
};

struct Row {
    std::string_view typed;
    std::string_view found;
    std::string_view rung;
};

// Origin: one row a rung of the ladder of DESIGN.md, section 7.
TEST_F(Ladder, FindsByTheFirstRungThatHelpsAndNamesIt) {
    const std::vector<Row> rows{{"مبارزه", "1", ""},
                                {"=كتابهاي", "3", ""},
                                {"=کتابهایم", "3", "found-by-stem"},
                                {"کتابهایمان*", "3", "found-by-stem"},
                                {"زلزله بیجینگ", "5 2", "found-by-synonym"},
                                {"+بیجینگ", "5", "found-by-synonym"},
                                {"lfhvci fh jv,vdsl", "1", "found-by-layout"},
                                {"mobareze", "1", "found-by-finglish"},
                                {"ذلزله", "2", "found-by-spelling"},
                                {"+ذلزله", "2", "found-by-spelling"},
                                {"title:cgcgi", "2", "found-by-layout"},
                                {"\"تروریسم سوریه بم\"", "", "only-without-quotes"},
                                {"+\"شهر بم\" +قنات", "2 3", "found-by-any-word"},
                                {"+مبارزه +قنات", "3 1", "found-by-any-word"},
                                {"مبارزه‌قنات", "3 1", "found-by-any-word"},
                                {"قنات NEAR/2 بم", "3 2", "found-by-any-word"},
                                {"title:(+مبارزه +قنات)", "3 1", "found-by-any-word"},
                                {"\"زلزلخ در شهر\"", "2", "found-by-spelling"},
                                {"+مبارزه +قنات -سوریه", "3", "found-by-any-word"},
                                {"واژه‌ای‌که‌نیست", "", ""}};
    for (const Row& row : rows) {
        const Page page = search({.query = std::string(row.typed)});
        EXPECT_EQ(codes(page), row.found) << row.typed;
        EXPECT_EQ(rungs(page), row.rung) << row.typed;
    }
}

TEST_F(Ladder, KeepsWhatWasFoundAsTyped) {
    const Page page = search({.query = "ذلزله abcd"});
    EXPECT_EQ(codes(page), "4 2");
    ASSERT_EQ(rungs(page), "found-by-spelling");
    EXPECT_TRUE(page.notes.at(0).en.starts_with("only 1 found as typed")) << page.notes.at(0).en;
    ASSERT_TRUE(page.suggestion);
    EXPECT_EQ(page.suggestion->query, "زلزله abcd");
}

TEST_F(Ladder, LeavesAloneWhatFindsEnough) {
    const Page page = search({.query = "دیدار وزیران ذلزله"});
    EXPECT_EQ(rungs(page), "");
    ASSERT_TRUE(page.suggestion);
    EXPECT_EQ(page.suggestion->query, "دیدار وزیران زلزله");
    EXPECT_EQ(page.hits.size(), 10);
    EXPECT_EQ(codes(page).find(" 2"), std::string::npos);
}

TEST_F(Ladder, HoldsToFiltersAndSaysThatTheyAreTheReason) {
    EXPECT_EQ(codes(search({.query = "ذلزله", .agency = {"پارس‌نما"}})), "2");
    const Page page = search({.query = "قنات", .agency = {"پارس‌نما"}});
    EXPECT_EQ(codes(page), "");
    EXPECT_EQ(rungs(page), "only-without-filters");
    EXPECT_EQ(rungs(search({.query = "", .agency = {"نیست"}})), "");
}

TEST_F(Ladder, SaysWhatWasSearchedInstead) {
    const Page page = search({.query = "+مبارزه +قنات"});
    EXPECT_EQ(page.interpreted, "(any \"مبارزه\" \"قنات\")");
    EXPECT_NE(page.notes.at(0).en.find("any of the words: مبارزه قنات"), std::string::npos);
    EXPECT_FALSE(page.notes.at(0).fa.empty());
    Searcher searcher({path()});
    const jooya::Explanation explained = searcher.explain({.query = "+مبارزه +قنات"});
    EXPECT_EQ(explained.tree, "(and \"مبارزه\" \"قنات\")");
    EXPECT_EQ(explained.searched, "(any \"مبارزه\" \"قنات\")");
    EXPECT_TRUE(explained.xapian.starts_with("Query(")) << explained.xapian;
    EXPECT_EQ(explained.notes.at(0).code, "found-by-any-word");
}

}  // namespace
