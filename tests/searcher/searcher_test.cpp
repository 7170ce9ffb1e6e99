// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/searcher.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "build_index.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/index_writer.hpp"
#include "remote_shard.hpp"

namespace {

namespace fs = std::filesystem;

using jooya::Article;
using jooya::Request;
using jooya::Searcher;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t ordibehesht_6_1396 = 1'493'193'600;  // 2017-04-26, noon in Tehran

std::vector<Article> articles() {
    return {
        {.code = "101",
         .title = "زلزله در شهر بم",
         .lead = "زمین‌لرزه‌ای شهر بم را لرزاند.",
         .body =
             "زمین‌لرزه‌ای شهر بم را لرزاند.\nامدادگران به منطقه "
             "می‌روند. "
             "مردم "
             "شهر "
             "در "
             "چادرها "
             "هستند.",
         .date = jooya::Timestamp{ordibehesht_6_1396, true},
         .agency = "خبرگزاری پارس‌نما",
         .category = "استان‌ها",
         .author = "",
         .tags = {"زلزله", "بم"},
         .url = "https://example.org/101"},
        {.code = "102",
         .title = "سیل در استان گلستان",
         .lead = "",
         .body = "سیل پل شهر را برد. نیازمندی‌های مردم فرستاده شد.",
         .date = jooya::Timestamp{ordibehesht_6_1396 + day, true},
         .agency = "پارس‌نما",
         .category = "استان‌ها",
         .author = "",
         .tags = {"سیل"},
         .url = ""},
        {.code = "103",
         .title = "تیم ملی فوتبال برد",
         .lead = "",
         .body = "تیم فوتبال ایران در شهر تهران برد. سرمربی از مبارزه با دوپینگ و "
                 "زلزله‌زدگان "
                 "گفت.",
         .date = jooya::Timestamp{ordibehesht_6_1396 - 40 * day, true},
         .agency = "ورزش‌نگار",
         .category = "ورزشی",
         .author = "",
         .tags = {},
         .url = ""},
        {.code = "104",
         .title = "کتاب تازه‌ای درباره قنات",
         .lead = "",
         .body = "کتاب‌های تاریخ و فرهنگ.",
         .date = {},
         .agency = "",
         .category = "فرهنگی",
         .author = "",
         .tags = {},
         .url = ""},
    };
}

class SearcherTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder() = fs::temp_directory_path() / ("jooya_searcher_test_" + std::to_string(::getpid()));
        fs::create_directories(folder());
        jooya::IndexWriter writer(database());
        for (const Article& article : articles()) writer.put(article);
        writer.commit();
    }
    static void TearDownTestSuite() { fs::remove_all(folder()); }

    static fs::path& folder() {
        static fs::path path;
        return path;
    }
    static std::string database() { return folder() / "news.db"; }

    // Waits until all of them answer; null where they do not.
    static std::unique_ptr<Searcher> searcher_of(const std::vector<std::string>& databases) {
        for (int i = 0; i < 100; ++i) {
            try {
                return std::make_unique<Searcher>(databases);
            } catch (const jooya::Error&) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        }
        return nullptr;
    }

    static std::string codes(const jooya::Page& page) {
        std::string all;
        for (const jooya::Hit& hit : page.hits) all += (all.empty() ? "" : " ") + hit.code;
        return all;
    }
    // What was found by the query as it was typed: the ladder has tests of its own.
    static std::string found(const Request& request) {
        Searcher searcher({database()});
        const jooya::Page page = searcher.search(request);
        const bool is_as_typed = std::ranges::none_of(
            page.notes, [](const jooya::Note& note) { return note.code.starts_with("found-by-"); });
        return is_as_typed ? codes(page) : "";
    }
    static std::string found(const std::string& query) { return found(Request{.query = query}); }

    static std::string sorted(std::string text) {
        std::vector<std::string> all;
        for (std::size_t at = 0; at < text.size(); at += 4) all.push_back(text.substr(at, 3));
        std::ranges::sort(all);
        text.clear();
        for (const std::string& code : all) text += (text.empty() ? "" : " ") + code;
        return text;
    }
};

TEST_F(SearcherTest, FindsWordsInAnyForm) {
    EXPECT_EQ(found("زلزله"), "101 103");  // زلزله‌زدگان holds it too
    EXPECT_EQ(found("نیازمندیهای"), "102");
    EXPECT_EQ(found("نیازمندی های"), "102");
    EXPECT_EQ(found("كتاب ها"), "104");
    EXPECT_EQ(sorted(found("شهر")), "101 102 103");
    EXPECT_EQ(found("واژه‌ای‌که‌نیست"), "");
}

// What is written as one word is one thought: an article with half of it is not about it.
TEST_F(SearcherTest, FindsAWordWithAllThatItIsMadeOf) {
    EXPECT_EQ(found("زلزله‌زدگان"), "103");
    EXPECT_EQ(sorted(found("زلزله‌زدگان شهر")), "101 102 103");
}

TEST_F(SearcherTest, RanksTheTitleAboveTheBody) {
    EXPECT_EQ(found("بم فوتبال زلزله").substr(0, 3), "101");
}

// Two articles with the same words: in the first they stand together and early.
TEST_F(SearcherTest, RanksByDistanceAndByWhereAnArticleSaysIt) {
    const std::string path = folder() / "near.db";
    jooya::IndexWriter writer(path);
    const std::string filler =
        " خبرنگار از ساختمان قدیمی کنار خیابان گزارش تازه‌ای "
        "نوشت";
    Article together;
    together.code = "201";
    together.body = "برج آزادی" + filler + filler;
    Article apart;
    apart.code = "202";
    apart.body = filler + " برج" + filler + " آزادی";
    writer.put(apart);
    writer.put(together);
    for (const Article& article : articles()) writer.put(article);  // so that the words are rare
    writer.commit();
    Searcher searcher({path});
    EXPECT_EQ(codes(searcher.search({.query = "برج آزادی"})), "201 202");
    Request plain{.query = "برج آزادی"};
    plain.ranking.window = 0;
    plain.ranking.pairs = 0;
    const auto lead = [](const jooya::Page& page) { return page.hits[0].score - page.hits[1].score; };
    const double early = lead(searcher.search(plain));
    EXPECT_GT(early, 0);
    EXPECT_GT(lead(searcher.search({.query = "برج آزادی"})), early);
}

TEST_F(SearcherTest, UnderstandsTheLanguage) {
    EXPECT_EQ(found("+شهر -تهران -سیل"), "101");
    EXPECT_EQ(found("\"مبارزه با دوپینگ\""), "103");
    EXPECT_EQ(found("«دوپینگ با مبارزه»"), "");
    EXPECT_EQ(found("title:شهر"), "101");
    EXPECT_EQ(sorted(found("body:شهر")), "101 102 103");
    EXPECT_EQ(found("body:گلستان"), "");
    EXPECT_EQ(found("lead:زمین‌لرزه"), "101");
    EXPECT_EQ(found("agency:«پارسنما» سیل"), "102");
    EXPECT_EQ(sorted(found("agency:پارس‌نما")), "101 102");
    EXPECT_EQ(found("tag:زلزله"), "101");
    EXPECT_EQ(sorted(found("date:1396/02")), "101 102");
    EXPECT_EQ(found("date:1396/02/07"), "102");
    EXPECT_EQ(sorted(found("date:2017-04-26..1396/02/07")), "101 102");
    EXPECT_EQ(found("date:..1395"), "103");
    EXPECT_EQ(found("کتاب*"), "104");
    EXPECT_EQ(found("=کتابهای"), "104");
    EXPECT_EQ(found("=کتابهایی"), "");
    EXPECT_EQ(found("(زلزله یا سیل) و (گلستان یا کرمان)"), "102");
    EXPECT_EQ(found("امدادگران NEAR/3 منطقه"), "101");
    EXPECT_EQ(found("امدادگران NEAR/3 چادرها"), "");
}

TEST_F(SearcherTest, SearchesStopWordsAlone) {
    EXPECT_EQ(sorted(found("با")), "103");
}

TEST_F(SearcherTest, FiltersAndSorts) {
    EXPECT_EQ(found(Request{.query = "شهر", .sort = jooya::Sort::newest}), "102 101 103");
    EXPECT_EQ(found(Request{.query = "شهر", .sort = jooya::Sort::oldest}), "103 101 102");
    EXPECT_EQ(found(Request{.query = "شهر", .from = "۱۳۹۶/۰۲/۰۷"}), "102");
    EXPECT_EQ(found(Request{.query = "شهر", .to = "1395"}), "103");
    EXPECT_EQ(found(Request{.query = "", .agency = {"خبرگزاري پارسنما"}}), "102 101");
    EXPECT_EQ(found(Request{.query = "شهر", .category = {"ورزشی"}}), "103");
    EXPECT_EQ(found(Request{.query = "شهر", .in = "title"}), "101");
    EXPECT_EQ(found(Request{.query = "شهر", .limit = 1, .offset = 1, .sort = jooya::Sort::newest}), "101");
}

TEST_F(SearcherTest, OldestLeavesOutTheUndatedAndSaysSo) {
    Searcher searcher({database()});
    const auto page = searcher.search({.query = "", .sort = jooya::Sort::oldest});
    EXPECT_EQ(codes(page), "103 101 102");
    ASSERT_EQ(page.notes.size(), 1);
    EXPECT_EQ(page.notes[0].code, "undated-left-out");
}

TEST_F(SearcherTest, CountsFacetsWithValuesThatFoldAlikeTogether) {
    Searcher searcher({database()});
    const auto page = searcher.search({.query = "شهر", .facets = {"agency", "month", "tag", "colour"}});
    ASSERT_EQ(page.facets.size(), 3);
    ASSERT_EQ(page.facets[0].values.size(), 2);
    EXPECT_EQ(page.facets[0].values[0].count, 2);
    EXPECT_EQ(page.facets[1].values[0].value, "1396/02");
    EXPECT_EQ(page.facets[1].values[0].count, 2);
    EXPECT_EQ(page.facets[2].values.size(), 3);
    ASSERT_EQ(page.notes.size(), 1);
    EXPECT_EQ(page.notes[0].code, "unknown-facet");
}

TEST_F(SearcherTest, ABareCodeIsThatArticle) {
    Searcher searcher({database()});
    const auto page = searcher.search({.query = "۱۰۳"});
    EXPECT_EQ(codes(page), "103");
    EXPECT_EQ(page.total, 1);
    EXPECT_EQ(page.notes.at(0).code, "code");
}

TEST_F(SearcherTest, ShowsAndRelates) {
    Searcher searcher({database()});
    ASSERT_TRUE(searcher.show("101"));
    EXPECT_EQ(*searcher.show("101"), articles()[0]);
    EXPECT_FALSE(searcher.show("999"));
    const auto related = searcher.related("101", 5);
    EXPECT_NE(codes(related).find("102"), std::string::npos);
    EXPECT_EQ(codes(related).find("101"), std::string::npos);
    EXPECT_EQ(searcher.related("999", 5).notes.at(0).code, "unknown-code");
}

struct Meant {
    std::string_view typed;
    std::string_view meant;
    std::string_view kind;
};

// Origin: slips of the keyboard (ISIRI 9147 and the older Windows layout), of the ear, and of the fingers.
TEST_F(SearcherTest, SuggestsWhatWasMeant) {
    Searcher searcher({database()});
    constexpr std::array<Meant, 13> rows{{{"«cgcgi» nv aiv fl؟", "«زلزله» در شهر بم؟", "layout"},
                                          {"cgcgi", "زلزله", "layout"},
                                          {"lfhvci fh n,\\dk'", "مبارزه با دوپینگ", "layout"},
                                          {"lfhvci fh n,mdk'", "مبارزه با دوپینگ", "layout"},
                                          {"zelzele", "زلزله", "finglish"},
                                          {"ketab", "کتاب", "finglish"},
                                          {"mobareze", "مبارزه", "finglish"},
                                          {"ذلزله", "زلزله", "spelling"},
                                          {"شهر ظلزله", "شهر زلزله", "spelling"},
                                          {"زلزلخ", "زلزله", "spelling"},
                                          {"گلتسان", "گلستان", "spelling"},
                                          {"زلزله", "", ""},
                                          {"کتاب‌های شهر", "", ""}}};
    for (const Meant& row : rows) {
        const auto page = searcher.search({.query = std::string(row.typed)});
        ASSERT_EQ(page.suggestion.has_value(), !row.meant.empty()) << row.typed;
        if (!page.suggestion) continue;
        EXPECT_EQ(page.suggestion->query, row.meant) << row.typed;
        const auto kind = page.suggestion->kind;
        EXPECT_EQ(row.kind, kind == jooya::Suggestion::Kind::layout     ? "layout"
                            : kind == jooya::Suggestion::Kind::finglish ? "finglish"
                                                                        : "spelling")
            << row.typed;
    }
}

TEST_F(SearcherTest, DoesNotCorrectWhatItDidNotRead) {
    Searcher searcher({database()});
    EXPECT_TRUE(searcher.search({.query = "زلزلخ شهر"}).suggestion);
    const auto page = searcher.search({.query = "زلزلخ " + std::string(300, 'x')});
    EXPECT_FALSE(page.suggestion);
    EXPECT_EQ(page.notes.at(0).code, "too-long");
}

TEST_F(SearcherTest, HighlightsWholeWords) {
    Searcher searcher({database()});
    const auto page = searcher.search({.query = "نیازمندی"});
    ASSERT_EQ(page.hits.size(), 1);
    const auto& snippet = page.hits[0].snippet;
    const auto hit = std::ranges::find(snippet, true, &jooya::Fragment::hit);
    ASSERT_NE(hit, snippet.end());
    EXPECT_EQ(hit->text, "نیازمندی‌های");
}

TEST_F(SearcherTest, CompletesTheLastWord) {
    Searcher searcher({database()});
    EXPECT_EQ(searcher.suggest("شهر زلز", 1), std::vector<std::string>{"شهر زلزله"});
    EXPECT_TRUE(searcher.suggest("", 5).empty());
    // Other words before stop words and further forms of the same.
    const std::string path = folder() / "forms.db";
    jooya::IndexWriter writer(path);
    writer.put({.code = "1", .body = "کرد کردند کرمان کرمان‌ها کرونا"});
    writer.put({.code = "2", .body = "کرد کرمان کرونا"});
    writer.put({.code = "3", .body = "کرد کرمان"});
    writer.commit();
    Searcher forms({path});
    const std::vector<std::string> suggested = forms.suggest("کر", 2);
    EXPECT_EQ(suggested, (std::vector<std::string>{"کرمان", "کرونا"}));
}

TEST_F(SearcherTest, MovesOnWithCommits) {
    const std::string path = folder() / "moving.db";
    jooya::IndexWriter writer(path);
    writer.put(articles()[0]);
    writer.commit();
    Searcher searcher({path});
    const std::string before = searcher.revision();
    EXPECT_FALSE(searcher.reopen());
    for (const Article& article : articles()) {
        writer.put(article);
        writer.commit();
    }
    // Commits have overwritten the blocks of the old revision; whichever the request meets, it answers.
    EXPECT_FALSE(searcher.search({.query = "شهر"}).hits.empty());
    searcher.reopen();
    EXPECT_EQ(searcher.search({.query = "شهر"}).hits.size(), 3);
    EXPECT_NE(searcher.revision(), before);
    EXPECT_EQ(searcher.article_count(), 4);
}

TEST_F(SearcherTest, GivesUpInTime) {
    Searcher searcher({database()});
    for (const char* query : {"زلزله", "\"شهر بم\"", "شهر -زلزله", "ب* OR شهر", ""}) {
        Request request{.query = query, .facets = {"agency"}};
        if (request.query.empty()) request.from = "1396";
        searcher.answer_within(std::nullopt);
        const jooya::Page unbounded = searcher.search(request);
        searcher.answer_within(std::chrono::minutes(1));
        const jooya::Page bounded = searcher.search(request);
        EXPECT_EQ(bounded.total, unbounded.total) << query;
        EXPECT_EQ(bounded.total_is_exact, unbounded.total_is_exact) << query;
        ASSERT_EQ(bounded.hits.size(), unbounded.hits.size()) << query;
        for (std::size_t i = 0; i < bounded.hits.size(); ++i) {
            EXPECT_EQ(bounded.hits[i].code, unbounded.hits[i].code) << query;
            EXPECT_EQ(bounded.hits[i].score, unbounded.hits[i].score) << query;
        }
        searcher.answer_within(std::chrono::milliseconds(0));
        try {
            static_cast<void>(searcher.search(request));
            FAIL() << query;
        } catch (const jooya::Error& error) {
            EXPECT_EQ(error.code(), jooya::ErrorCode::timeout);
        }
    }
}

TEST_F(SearcherTest, SearchesSeveralDatabasesAsOne) {
    const std::string first = folder() / "first.db";
    const std::string second = folder() / "second.db";
    jooya::IndexWriter a(first);
    jooya::IndexWriter b(second);
    a.put(articles()[0]);
    b.put(articles()[1]);
    b.put(articles()[2]);
    a.commit();
    b.commit();
    Searcher searcher({first, second});
    EXPECT_EQ(sorted(codes(searcher.search({.query = "شهر"}))), "101 102 103");
    EXPECT_EQ(searcher.article_count(), 3);
    const std::string stub = folder() / "stub";
    std::ofstream(stub) << "auto " << first << "\nauto " << second << "\n";
    Searcher through_stub({stub});
    EXPECT_EQ(sorted(codes(through_stub.search({.query = "شهر"}))), "101 102 103");
}

TEST_F(SearcherTest, HidesWhatWasReplacedAndDeletedHereAndElsewhere) {
    const std::string path = folder() / "tombstones.db";
    const auto dated = [](const std::string& code, const std::string& title, std::int64_t date) {
        return jooya::Article{.code = code,
                              .title = title,
                              .body = "گزارش هواشناسی درباره آسمان " + title,
                              .date = jooya::Timestamp{date * day, true},
                              .agency = "ایسنا"};
    };
    jooya::testing::build_index(path, {dated("201", "باران در شمال", 1), dated("202", "باران در جنوب", 10),
                                       dated("203", "باران در غرب", 20), dated("204", "باران در شرق", 30)});
    jooya::testing::build_index(path, {dated("202", "برف در جنوب", 10)});
    {
        jooya::IndexWriter writer(path);
        writer.remove("204");
        writer.commit();
    }
    const jooya::testing::RemoteShard shard(path);
    Searcher here({path});
    std::unique_ptr<Searcher> elsewhere =
        searcher_of({"tcp:127.0.0.1:" + jooya::testing::RemoteShard::port()});
    ASSERT_NE(elsewhere, nullptr) << "xapian-tcpsrv does not answer";
    for (Searcher* searcher : {&here, elsewhere.get()}) {
        SCOPED_TRACE(searcher == &here ? "here" : "elsewhere");
        EXPECT_EQ(searcher->article_count(), 3U);
        EXPECT_EQ(sorted(codes(searcher->search({.query = "باران"}))), "201 203");
        EXPECT_EQ(codes(searcher->search({.query = "باران", .sort = jooya::Sort::oldest})), "201 203");
        EXPECT_EQ(codes(searcher->search({.query = "گزارش هواشناسی", .sort = jooya::Sort::newest})),
                  "203 202 201");
        EXPECT_EQ(sorted(codes(searcher->search({.query = "گزارش", .half_life_days = 5}))), "201 202 203");
        EXPECT_EQ(
            codes(searcher->search({.query = "باران", .sort = jooya::Sort::oldest, .only_codes = true})),
            "201 203");
        EXPECT_EQ(searcher->search({.query = "204"}).total, 0U) << "a code no longer known";
        EXPECT_EQ(codes(searcher->search({.query = "202"})), "202");
        ASSERT_TRUE(searcher->show("202"));
        EXPECT_EQ(searcher->show("202")->title, "برف در جنوب");
        EXPECT_FALSE(searcher->show("204"));
        EXPECT_EQ(sorted(codes(searcher->related("201", 10))), "202 203");
        const jooya::Page page = searcher->search({.query = "باران", .sort = jooya::Sort::oldest});
        ASSERT_EQ(page.hits.size(), 2U);
        EXPECT_FALSE(page.hits[0].title.empty());
        EXPECT_FALSE(page.hits[0].snippet.empty());
    }
    const jooya::Page faceted = here.search({.query = "گزارش", .facets = {"agency"}});
    ASSERT_EQ(faceted.facets.size(), 1U);
    ASSERT_EQ(faceted.facets[0].values.size(), 1U);
    EXPECT_EQ(faceted.facets[0].values[0].count, 3U);
}

TEST_F(SearcherTest, AsksAShardElsewhereForNothingItCannotDo) {
    const jooya::testing::RemoteShard shard(database());
    const std::string stub = folder() / "remote.stub";
    std::ofstream(stub) << "remote 127.0.0.1:" << jooya::testing::RemoteShard::port() << "\n";
    const std::unique_ptr<Searcher> searcher = searcher_of({stub});
    ASSERT_NE(searcher, nullptr) << "xapian-tcpsrv does not answer";
    searcher->answer_within(std::chrono::seconds(10));
    Searcher here({database()});
    const Request request{.query = "شهر", .facets = {"agency", "year"}};
    const jooya::Page remote = searcher->search(request);
    const jooya::Page local = here.search(request);
    EXPECT_EQ(codes(remote), codes(local));
    ASSERT_EQ(remote.facets.size(), 2U);
    for (std::size_t i = 0; i < remote.facets.size(); ++i) {
        ASSERT_EQ(remote.facets[i].values.size(), local.facets[i].values.size());
        for (std::size_t j = 0; j < remote.facets[i].values.size(); ++j) {
            EXPECT_EQ(remote.facets[i].values[j].value, local.facets[i].values[j].value);
            EXPECT_EQ(remote.facets[i].values[j].count, local.facets[i].values[j].count);
        }
    }
}

/// Makes the database `to` serve a generation that was built as the database `from`, as jooya-index does it.
void serve_next_generation(const fs::path& from, const fs::path& to, const std::string& name) {
    fs::rename(from / "generation-0001", to / name);
    std::ofstream(to / "XAPIANDB.new") << "auto " << name << "\n";
    fs::rename(to / "XAPIANDB.new", to / "XAPIANDB");
}

TEST_F(SearcherTest, FollowsTheGenerationsOfADatabase) {
    const std::string path = folder() / "generations.db";
    const auto build = [](const std::string& place, const std::string& title) {
        jooya::Article article;
        article.code = "1";
        article.title = title;
        jooya::IndexWriter writer(place);
        writer.put(article);
        writer.commit();
    };
    const auto finds = [](Searcher& searcher, const std::string& word) {
        return searcher.search({.query = word}).hits.size();
    };
    build(path, "سیلاب");
    build(folder() / "generations-second.db", "زلزله");
    build(folder() / "generations-third.db", "توفان");
    // A stub file of the user's, which leads to the database's own.
    std::ofstream(folder() / "all.stub") << "auto generations.db\n";
    Searcher searcher({path});
    Searcher through_stub({folder() / "all.stub"});
    serve_next_generation(folder() / "generations-second.db", path, "generation-0002");
    for (Searcher* each : {&searcher, &through_stub}) {
        EXPECT_EQ(finds(*each, "سیلاب"), 1U);
        EXPECT_TRUE(each->reopen());
        EXPECT_EQ(finds(*each, "سیلاب"), 0U);
        EXPECT_EQ(finds(*each, "زلزله"), 1U);
        EXPECT_FALSE(each->reopen()) << "nothing has changed";
    }
    serve_next_generation(folder() / "generations-third.db", path, "generation-0003");
    for (const char* old : {"generation-0001", "generation-0002"}) fs::remove_all(fs::path(path) / old);
    for (Searcher* each : {&searcher, &through_stub}) {
        EXPECT_EQ(finds(*each, "زلزله"), 1U) << "what is open answers on from a complete state";
        EXPECT_TRUE(each->reopen());
        EXPECT_EQ(finds(*each, "توفان"), 1U);
    }
}

jooya::ErrorCode code_of_opening(const std::string& path) {
    try {
        Searcher searcher({path});
    } catch (const jooya::Error& error) {
        EXPECT_FALSE(error.message().fa.empty());
        EXPECT_FALSE(error.hint().en.empty());
        return error.code();
    }
    return jooya::ErrorCode::internal;
}

TEST_F(SearcherTest, SaysWhyADatabaseCannotBeOpened) {
    EXPECT_EQ(code_of_opening(folder() / "nowhere"), jooya::ErrorCode::missing);
    const std::string text = folder() / "text.txt";
    std::ofstream(text) << "این پایگاه نیست\n";
    EXPECT_EQ(code_of_opening(text), jooya::ErrorCode::damaged);
    fs::create_directories(folder() / "empty");
    EXPECT_EQ(code_of_opening(folder() / "empty"), jooya::ErrorCode::missing);
    const fs::path broken = folder() / "broken.db";
    fs::copy(database(), broken, fs::copy_options::recursive);
    std::ofstream(broken / "generation-0001/iamglass", std::ios::trunc) << "nothing";
    EXPECT_EQ(code_of_opening(broken), jooya::ErrorCode::damaged);
    EXPECT_EQ(code_of_opening("tcp:localhost"), jooya::ErrorCode::usage);
    EXPECT_EQ(code_of_opening("tcp:localhost:1"), jooya::ErrorCode::network);
}

}  // namespace
