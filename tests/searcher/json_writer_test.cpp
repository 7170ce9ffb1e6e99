// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>

#include "jooya/searcher/result_writer.hpp"
#include "process.hpp"

namespace {

jooya::Page page_with_everything() {
    jooya::Hit hit{.rank = 1, .code = "660821", .score = 12.5};
    hit.title = {{"تاکید ", false}, {"مسکو", true}};
    hit.snippet = {{"… در عرصه ", false}, {"مبارزه", true}};
    hit.date = jooya::Timestamp{1'493'221'500, true};
    hit.agency = "خبرگزاری تسنیم";
    hit.category = "سیاسی";
    hit.url = "https://example.org/660821?a=1&b=2";
    hit.similar = {"660822"};
    jooya::Hit bare{.rank = 2, .code = "2"};
    jooya::Page page{.query = "مبارزه", .interpreted = "\"مبارزه\"", .took_ms = 1.5, .total = 2};
    page.hits = {hit, bare};
    page.facets = {{"agency", {{"خبرگزاری تسنیم", 2}}}};
    page.suggestion = jooya::Suggestion{"مبارزه", jooya::Suggestion::Kind::layout};
    page.notes = {{"too-long", "only the first 256 characters were read", "فقط ۲۵۶ نویسه خوانده شد"}};
    return page;
}

TEST(JsonWriter, WritesTheResult) {
    EXPECT_EQ(
        to_json(page_with_everything()),
        R"({"schema":1,"query":"مبارزه","interpreted":"\"مبارزه\"","took_ms":1.5,)"
        R"("total":{"value":2,"exact":true},"hits":[{"rank":1,"code":"660821","score":12.5,)"
        R"("title":[{"text":"تاکید ","hit":false},{"text":"مسکو","hit":true}],)"
        R"("snippet":[{"text":"… در عرصه ","hit":false},{"text":"مبارزه","hit":true}],)"
        R"("date":"2017-04-26T20:15:00+04:30","date_jalali":"1396/02/06","agency":"خبرگزاری تسنیم",)"
        R"("category":"سیاسی","url":"https://example.org/660821?a=1\u0026b=2","similar":["660822"]},)"
        R"({"rank":2,"code":"2","score":0.0,"title":[],"snippet":[],"date":null,"date_jalali":null,)"
        R"("agency":"","category":"","url":"","similar":[]}],)"
        R"("facets":{"agency":[{"value":"خبرگزاری تسنیم","count":2}]},)"
        R"("suggestion":{"query":"مبارزه","kind":"layout"},)"
        R"("notes":[{"code":"too-long","en":"only the first 256 characters were read","fa":"فقط ۲۵۶ نویسه خوانده شد"}]})");
}

// Origin: stored scripts that reached pages through the search results of other engines.
TEST(JsonWriter, LeavesNothingForAPageToRun) {
    jooya::Page page{.query = "</script><b>&\xE2\x80\xA8\xE2\x80\xA9"};
    page.hits = {{.rank = 1, .code = "1"}};
    page.hits[0].title = {{"a\x1B[31m\xE2\x80\xAE<b\x01", true}};
    const std::string json = to_json(page);
    EXPECT_NE(json.find(R"("\u003c/script\u003e\u003cb\u003e\u0026\u2028\u2029")"), std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("a[31m\u003cb")"), std::string::npos) << json;
}

TEST(JsonWriter, ReplacesBrokenBytes) {
    jooya::Page page{.query = "a\xFFz"};
    EXPECT_NE(to_json(page).find(R"("query":"az")"), std::string::npos);
}

TEST(JsonWriter, KeepsToItsSchema) {
    const std::string folder = testing::TempDir();
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder + name) << text;
        return folder + name;
    };
    const std::string good = write("good.json", to_json(page_with_everything()));
    const std::string empty = write("empty.json", to_json(jooya::Page{}));
    const std::string wrong = write("wrong.json", R"({"schema":1,"query":"a"})");
    const std::string schema = JOOYA_SOURCE_DIR "/searcher/result.schema.json";
    const auto check = [&](const std::string& file) {
        return jooya::testing::run({"python3", "-m", "jsonschema", "-i", file, schema});
    };
    for (const std::string& file : {good, empty}) {
        const auto result = check(file);
        EXPECT_EQ(result.status, 0) << result.err;
    }
    EXPECT_NE(check(wrong).status, 0);
}

}  // namespace
