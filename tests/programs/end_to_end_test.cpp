// SPDX-License-Identifier: GPL-3.0-or-later
// From the sample corpus to the hits: jooya-index and jooya-search as users run them, one after the other.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "jooya/analyzers/analyzer.hpp"
#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::testing::ProcessResult;
using jooya::testing::TemporaryFolder;

const std::string index_program = JOOYA_BINARY_DIR "/jooya-index";
const std::string search_program = JOOYA_BINARY_DIR "/jooya-search";
const std::string corpus = JOOYA_SOURCE_DIR "/corpus";

/// The corpus, indexed once for all tests.
const std::string& database() {
    static const TemporaryFolder folder;
    static const std::string path = [] {
        const ProcessResult indexed = jooya::testing::run(
            {index_program, "update", "--quiet", "--db", folder / "db", corpus}, {}, {"LC_ALL=C"});
        EXPECT_EQ(indexed.status, 0) << indexed.err;
        return folder / "db";
    }();
    return path;
}

/// The code of each hit, best first, with a space behind each.
std::string codes_of(const std::string& query) {
    const ProcessResult found = jooya::testing::run(
        {search_program, "--db", database(), "--format", "json", "--limit", "100", query}, {}, {"LC_ALL=C"});
    std::string codes;
    const auto page = nlohmann::json::parse(found.out);
    for (const auto& hit : page.at("hits")) {
        codes += hit.at("code").get<std::string>() + ' ';
        for (const auto& code : hit.at("similar")) codes += code.get<std::string>() + ' ';
    }
    return codes;
}

bool finds_660821(const std::string& query) {
    return codes_of(query).find("660821 ") != std::string::npos;
}

TEST(EndToEnd, FindsTheArticleByWhatItSays) {
    for (const char* query : {"مبارزه با تروریسم", "\"مبارزه با تروریسم\"", "«مبارزه با تروریسم»", "شایگو",
                              "مسکو و تهران", "کد:660821", "660821", "agency:تسنیم"}) {
        EXPECT_TRUE(finds_660821(query)) << query << " → " << codes_of(query);
    }
}

TEST(EndToEnd, RanksTheArticleAmongTheFirst) {
    std::istringstream codes(codes_of("مبارزه با تروریسم"));
    std::string code;
    for (int rank = 1; rank <= 5 && codes >> code; ++rank) {
        if (code == "660821") return;
    }
    FAIL() << codes_of("مبارزه با تروریسم");
}

TEST(EndToEnd, FindsTheSameInAllSpellings) {
    const std::string expected = codes_of("همکاری‌های روسیه");
    EXPECT_NE(expected.find("660821 "), std::string::npos) << expected;
    EXPECT_EQ(codes_of("همکاریهای روسیه"), expected);
    EXPECT_EQ(codes_of("همکاری های روسیه"), expected);
    EXPECT_EQ(codes_of("همكاريهاي روسيه"), expected);
    EXPECT_EQ(codes_of("\"همکاری های روسیه\""), codes_of("\"همکاری‌های روسیه\""));
}

TEST(EndToEnd, DoesNotFindWhatThePageSaysAroundTheArticle) {
    for (const char* query : {"نیازمندی‌ها", "نیازمندیها", "نیازمندی ها", "\"تازه های سایت\"",
                              "\"دیدگاه تان را بنویسید\"", "\"سایر رسانه ها\""}) {
        EXPECT_FALSE(finds_660821(query)) << query;
    }
}

TEST(EndToEnd, EveryWordOfTheTextFindsTheArticle) {
    const ProcessResult shown = jooya::testing::run(
        {search_program, "--db", database(), "--format", "json", "--show", "660821"}, {}, {"LC_ALL=C"});
    const auto article = nlohmann::json::parse(shown.out);
    jooya::Analysis analysis;
    std::string topics;
    std::size_t words = 0;
    for (const char* field : {"title", "lead", "body"}) {
        const auto text = article.at(field).get<std::string>();
        jooya::persian().analyze(text, analysis);
        for (const jooya::Token& token : analysis.tokens()) {
            const auto [begin, end] = token.span;
            topics += std::to_string(++words) + '\t' + text.substr(begin, end - begin) + '\n';
        }
    }
    ASSERT_GT(words, 300U);
    const TemporaryFolder folder;
    const ProcessResult run = jooya::testing::run(
        {search_program, "--db", database(), "--topics", folder.write("topics.tsv", topics), "--run-name",
         "words", "--format", "trec", "--limit", "1000"},
        {}, {"LC_ALL=C"});
    for (std::size_t word = 1; word <= words; ++word) {
        const std::string hit = '\n' + std::to_string(word) + " Q0 660821 ";
        EXPECT_NE(('\n' + run.out).find(hit), std::string::npos) << "word " << word << " of\n" << topics;
    }
}

}  // namespace
