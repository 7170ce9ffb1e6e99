// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-search as users run it: a real process on a real database.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/index_writer.hpp"
#include "process.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::testing::ProcessResult;

class JooyaSearch : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder() = fs::temp_directory_path() / ("jooya_search_program_" + std::to_string(::getpid()));
        fs::create_directories(folder());
        jooya::IndexWriter writer(database());
        jooya::Article article;
        article.code = "7001";
        article.title = "بازگشایی پل رودخانه دز";
        article.body = "پل رودخانه دز بازگشایی شد.\nرانندگان از «پل» تازه، گذشتند.";
        article.date = jooya::Timestamp{1'493'193'600, true};
        article.agency = "پارس‌نما";
        article.category = "استان‌ها";
        article.url = "https://example.org/7001";
        writer.put(article);
        article.code = "7002";
        article.title = "=HYPERLINK(\"x\")\x1B[31m پل\u202E";
        article.body = "پل";
        writer.put(article);
        writer.commit();
    }
    static void TearDownTestSuite() { fs::remove_all(folder()); }

    static fs::path& folder() {
        static fs::path path;
        return path;
    }
    static std::string database() { return folder() / "news.db"; }

    static ProcessResult run(std::vector<std::string> arguments, std::string_view input = {}) {
        std::vector<std::string> command{JOOYA_BINARY_DIR "/jooya-search", "--db", database()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return jooya::testing::run(command, input, {"LC_ALL=C"});
    }
};

TEST_F(JooyaSearch, PrintsArticlesForPeople) {
    const auto result = run({"رودخانه"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(
        result.out.starts_with("1. بازگشایی پل رودخانه دز\n"
                               "    code 7001 · 1396/02/06 ("))
        << result.out;
    EXPECT_NE(result.out.find("\n    پل رودخانه دز بازگشایی شد."), std::string::npos) << result.out;
    EXPECT_EQ(result.out.find('\x1B'), std::string::npos);
}

TEST_F(JooyaSearch, SpeaksPersian) {
    const auto result = run({"--lang", "fa", "رودخانه"});
    EXPECT_NE(result.out.find("کد خبر 7001 · ۶ اردیبهشت ۱۳۹۶"), std::string::npos) << result.out;
    EXPECT_NE(result.out.find("سال قبل)"), std::string::npos) << result.out;
    EXPECT_NE(run({"--lang", "fa", "--help"}).out.find("روش کار"), std::string::npos);
}

TEST_F(JooyaSearch, ColoursHitsAndIsolatesFieldsWhereAsked) {
    const auto result = run({"--color", "always", "--bidi", "isolate", "رودخانه"});
    EXPECT_NE(result.out.find("\x1B[1;31mرودخانه\x1B[0m"), std::string::npos) << result.out;
    EXPECT_NE(result.out.find("\u2068"), std::string::npos);
}

// The letters of «دز» in their isolated forms, the last first, as they stand from left to right.
constexpr std::string_view visual_dez = "\uFEAF\uFEA9 ";

TEST_F(JooyaSearch, OrdersLettersForTerminalsWithoutBidi) {
    const auto result = run({"--bidi", "visual", "رودخانه"});
    EXPECT_NE(result.out.find(visual_dez), std::string::npos) << result.out;
}

TEST_F(JooyaSearch, LetsNoControlCharactersThrough) {
    for (const char* format : {"text", "json", "jsonl", "tsv", "csv", "atom"}) {
        const auto result = run({"--format", format, "HYPERLINK"});
        EXPECT_EQ(result.status, 0);
        EXPECT_EQ(result.out.find('\x1B'), std::string::npos) << format;
        EXPECT_EQ(result.out.find("\u202E"), std::string::npos) << format;
    }
}

TEST_F(JooyaSearch, WritesTables) {
    EXPECT_EQ(run({"--format", "trec", "--run-name", "mine", "رودخانه"}).out.substr(0, 12), "1 Q0 7001 1 ");
    const auto tsv = run({"--format", "tsv", "رودخانه"}).out;
    EXPECT_NE(tsv.find("\t2017-04-26T12:30:00+04:30\t1396/02/06\tپارس‌نما\t"), std::string::npos)
        << tsv;
    const auto csv = run({"--format", "csv", "HYPERLINK"}).out;
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFrank,code,score,"));
    EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"x\"\")"), std::string::npos) << csv;
}

TEST_F(JooyaSearch, WritesAFeedThatParses) {
    const auto result = run({"--format", "atom", "پل"});
    const auto check =
        jooya::testing::run({"python3", "-c",
                             "import sys, xml.etree.ElementTree as e; r = e.parse(sys.stdin).getroot();"
                             "print(len(r.findall('{http://www.w3.org/2005/Atom}entry')))"},
                            result.out);
    EXPECT_EQ(check.out, "2\n") << check.err << result.out;
}

TEST_F(JooyaSearch, RunsTopics) {
    const fs::path topics = folder() / "topics.tsv";
    std::ofstream(topics) << "a\tرودخانه\nb\tنیستدرجهان\nc\tپل\n";
    const auto result = run({"--topics", topics, "--format", "trec", "--limit", "1"});
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(result.out.starts_with("a Q0 7001 1 ")) << result.out;
    EXPECT_NE(result.out.find("\nc Q0 "), std::string::npos) << result.out;
    EXPECT_EQ(run({"--topics", "-"}, "no tab\n").status, 2);
    EXPECT_EQ(run({"--topics", folder() / "nowhere"}).status, 2);
}

TEST_F(JooyaSearch, ShowsExplainsCompletesRelates) {
    EXPECT_TRUE(run({"--show", "۷۰۰۱"}).out.starts_with("بازگشایی پل رودخانه دز\n"));
    EXPECT_EQ(run({"--show", "1"}).status, 1);
    EXPECT_TRUE(run({"--show", "7001", "--format", "json"}).out.starts_with("{\"code\":\"7001\","));
    const auto explained = run({"--explain", "پل -سد"}).out;
    EXPECT_NE(explained.find("tree: (and \"پل\" (not \"سد\"))\nxapian: Query("), std::string::npos)
        << explained;
    EXPECT_EQ(run({"--suggest", "رودخ"}).out, "رودخانه\n");
    EXPECT_EQ(run({"--related", "7001"}).status, 0);
    EXPECT_EQ(run({"--related", "1"}).status, 1);
}

TEST_F(JooyaSearch, TakesAWordToExcludeForAWord) {
    EXPECT_EQ(run({"پل", "-رودخانه", "--format", "trec"}).out.substr(0, 10), "1 Q0 7002 ");
}

TEST_F(JooyaSearch, TellsByItsExitStatus) {
    EXPECT_EQ(run({"پل"}).status, 0);
    EXPECT_EQ(run({"نیستدرجهان"}).status, 1);
    EXPECT_EQ(run({}).status, 2);
    EXPECT_EQ(run({"--format", "xml", "پل"}).status, 2);
    EXPECT_EQ(run({"--nonsense", "پل"}).status, 2);
    EXPECT_EQ(run({"--limit", "many", "پل"}).status, 2);
    EXPECT_EQ(run({"--rank", "k1=x", "پل"}).status, 2);
    EXPECT_EQ(run({"--db", folder() / "nowhere", "پل"}).status, 5);
    EXPECT_EQ(run({"--db", "tcp:localhost:1", "پل"}).status, 0);  // the other database answers
    EXPECT_EQ(jooya::testing::run({JOOYA_BINARY_DIR "/jooya-search", "--db", "tcp:localhost:1", "پل"}).status,
              6);
    EXPECT_EQ(run({"--help"}).status, 0);
    EXPECT_EQ(run({"--version"}).status, 0);
}

TEST_F(JooyaSearch, TakesAClosedPipeForSuccess) {
    const std::string command = "yes 'a\tپل' | head -n 2000 | '" JOOYA_BINARY_DIR "/jooya-search' --db '" +
                                database() +
                                "' --topics - --format json | head -n 1 > /dev/null; echo ${PIPESTATUS[2]}";
    EXPECT_EQ(jooya::testing::run({"bash", "-c", command}).out, "0\n");
}

// The program on a terminal of 60 columns and `lines` lines, by script(1).
std::string on_terminal(const std::string& arguments, int lines, const std::string& database,
                        const std::vector<std::string>& environment) {
    const std::string command = "stty cols 60 rows " + std::to_string(lines) +
                                "; exec " JOOYA_BINARY_DIR "/jooya-search --lang en --db '" + database +
                                "' " + arguments;
    std::vector<std::string> all{"LC_ALL=C.UTF-8", "TERM=xterm-256color",
                                 "XTERM_VERSION=", "WT_SESSION=", "ALACRITTY_WINDOW_ID="};
    all.insert(all.end(), environment.begin(), environment.end());
    return jooya::testing::run({"script", "-qec", command, "/dev/null"}, {}, all).out;
}

TEST_F(JooyaSearch, PagesWhatIsLongerThanTheTerminal) {
    const std::string marking = "PAGER=sed 's/^/paged: /'";
    const auto is_paged = [&](const std::string& arguments, int lines, const std::string& pager) {
        const std::string out = on_terminal(arguments, lines, database(), {pager});
        EXPECT_NE(out.find("1. "), std::string::npos) << out;  // nothing is lost on any way
        return out.find("paged: ") != std::string::npos;
    };
    EXPECT_TRUE(is_paged("پل", 5, marking));
    EXPECT_FALSE(is_paged("پل", 50, marking));
    EXPECT_FALSE(is_paged("--no-pager پل", 5, marking));
    EXPECT_FALSE(is_paged("پل", 5, "PAGER="));
    EXPECT_FALSE(is_paged("پل", 5, "PAGER=/nowhere/pager"));
    EXPECT_FALSE(is_paged("پل | cat", 5, marking));
    EXPECT_NE(on_terminal("--show 7001", 2, database(), {marking}).find("paged: "), std::string::npos);
}

TEST_F(JooyaSearch, KnowsTerminalsWithoutBidi) {
    const auto shown = [&](const std::string& variable) {
        return on_terminal("--no-pager رودخانه", 50, database(), {variable});
    };
    EXPECT_NE(shown("TERM=linux").find(visual_dez), std::string::npos);
    EXPECT_NE(shown("XTERM_VERSION=XTerm(379)").find(visual_dez), std::string::npos);
    const std::string isolated = shown("TERM=xterm-256color");
    EXPECT_EQ(isolated.find(visual_dez), std::string::npos);
    EXPECT_NE(isolated.find("\u2067"), std::string::npos) << isolated;
}

TEST_F(JooyaSearch, KeepsToTheSchemaInRealOutput) {
    const std::vector<std::vector<std::string>> requests{
        {"پل"},
        {"--facets", "agency,category,tag,author,year,month", "--sort", "newest", "رودخانه"},
        {"--facets", "year"},
        {"نیستدرجهان"},
        {"+date:دیروز \"رودخانه"},
        {"--half-life", "30", "--author", "کسی", "پل"},
        {"vncohki"},
        {"7001"},
        {"--related", "7001"},
        {"--story", "7001"},
        {"--story", "1"}};
    for (std::vector<std::string> request : requests) {
        request.insert(request.end(), {"--format", "json"});
        const auto result = run(request);
        const fs::path file = folder() / "result.json";
        std::ofstream(file) << result.out;
        const auto check = jooya::testing::run(
            {"python3", "-m", "jsonschema", "-i", file, JOOYA_SOURCE_DIR "/searcher/result.schema.json"});
        EXPECT_EQ(check.status, 0) << result.out << result.err << check.err;
    }
}

TEST_F(JooyaSearch, ListsTellsStoriesAndPrefersTheNew) {
    EXPECT_EQ(run({"--author", "کسی دیگر"}).status, 1);
    const auto facets = run({"--facets", "agency,month", "--limit", "0"});
    EXPECT_NE(facets.out.find("agency\n    پارس‌نما: 2\n"), std::string::npos) << facets.out;
    EXPECT_NE(facets.out.find("month\n    1396/02: 2\n"), std::string::npos) << facets.out;
    EXPECT_TRUE(run({"--story", "7001"}).out.starts_with("1. بازگشایی پل رودخانه دز\n"));
    EXPECT_EQ(run({"--story", "1"}).status, 1);
    EXPECT_EQ(run({"--half-life", "30", "پل"}).status, 0);
    for (const char* days : {"0", "-1", "nan", "x"})
        EXPECT_EQ(run({"--half-life", days, "پل"}).status, 2) << days;
}

TEST_F(JooyaSearch, ExplainsInItsUsersLanguage) {
    const auto persian = run({"--lang", "fa", "--explain", "می‌رود"}).out;
    EXPECT_NE(persian.find("یک‌دست کردن نویسه‌ها:  می␣رود\n"), std::string::npos)
        << persian;
    EXPECT_NE(persian.find("درخت: \"می\u200Cرود\"\nپرسش Xapian: Query("), std::string::npos) << persian;
    EXPECT_NE(persian.find("زمان: خواندن "), std::string::npos) << persian;
    // What reads the result gets nothing else on standard output.
    const auto json = run({"--explain", "--format", "json", "پل"});
    EXPECT_TRUE(json.out.starts_with("{\"schema\":1,")) << json.out;
    EXPECT_NE(json.err.find("tree: \"پل\""), std::string::npos) << json.err;
}

TEST_F(JooyaSearch, KnowsTheSitesOwnNames) {
    const std::string file = folder() / "names.tsv";
    std::ofstream(file) << "# نام‌ها\nسد گتوند\tرودخانه دز\n";
    EXPECT_EQ(run({"--quiet", "--format", "tsv", "سد گتوند"}).status, 1);
    const auto named = run({"--synonyms", file, "--format", "json", "سد گتوند"});
    EXPECT_EQ(named.status, 0) << named.err;
    EXPECT_NE(named.out.find("\"code\":\"7001\""), std::string::npos) << named.out;
    std::ofstream(file) << "تنها\n";
    const auto refused = run({"--synonyms", file, "رودخانه"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.err.find("names.tsv, line 1: a single name"), std::string::npos) << refused.err;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// Whatever is typed is answered, with a page of valid JSON and a status of the manual.
TEST_F(JooyaSearch, AnswersHostileQueries) {
    std::vector<std::string> queries{
        repeated("ا", 100'000),
        repeated("رودخانه ", 12'500),
        repeated("a", 100'000),
        repeated("mobareze ", 11'000),
        repeated("xq", 10'000),
        repeated("(", 10'000),
        repeated("(", 5'000) + "پل" + repeated(")", 5'000),
        repeated("پل OR ", 5'000) + "پل",
        repeated("-", 10'000),
        repeated("\"", 9'999),
        repeated("پل NEAR/50 ", 2'000),
        repeated("title:", 5'000) + "پل",
        repeated("ظژ", 128),
        repeated("ب پ ت ", 500),
        "*",
        "ا*",
        "** *پل* پ*ل",
        "=\"",
        "date:9999999999..-1",
        "\u202E\u2066پل\u2069\u200F",
        "\x01\x02\x7F پل \x1B[31m",
        "\xFF\xFE پل \xC3",
        repeated("\u200C", 300),
        repeated("پ\u064E\u0651", 200),
        repeated("\U0001F600", 300),
    };
    for (char first = ' '; first <= '~'; ++first) {
        for (char second = ' '; second <= '~'; ++second) queries.push_back({first, second});
    }
    std::string topics;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        topics += std::to_string(i) + '\t' + queries[i] + '\n';
    }
    const auto result = run({"--topics", "-", "--format", "json", "--limit", "1"}, topics);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    std::size_t pages = 0;
    for (std::size_t begin = 0; begin < result.out.size(); ++pages) {
        const std::size_t end = result.out.find('\n', begin);
        ASSERT_NE(end, std::string::npos);
        const std::string line = result.out.substr(begin, end - begin);
        begin = end + 1;
        ASSERT_TRUE(line.starts_with("{\"schema\":1,") && line.ends_with("]}")) << queries.at(pages);
        const bool is_clean =
            line.find('\x1B') == std::string::npos && line.find("\u202E") == std::string::npos;
        ASSERT_TRUE(is_clean) << queries.at(pages);
    }
    EXPECT_EQ(pages, queries.size());
}

}  // namespace
