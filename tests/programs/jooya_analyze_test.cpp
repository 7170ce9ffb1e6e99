// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-analyze as users run it: a real process.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "process.hpp"

namespace {

using jooya::testing::ProcessResult;

ProcessResult run(const std::vector<std::string>& arguments, std::string_view input = {}) {
    std::vector<std::string> command{JOOYA_BINARY_DIR "/jooya-analyze"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return jooya::testing::run(command, input, {"LC_ALL=C"});
}

void expect_output(const ProcessResult& result, std::string_view out) {
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, out);
    EXPECT_EQ(result.err, "");
}

TEST(JooyaAnalyze, PrintsStemsOfEachText) {
    expect_output(run({"کتاب‌های ایران", "می رود"}), "کتاب ایران\nرفتن\n");
    expect_output(run({"--format", "stems", "کتاب‌ها"}), "کتاب\n");
}

TEST(JooyaAnalyze, PrintsSurfaces) {
    expect_output(run({"--format", "surfaces", "كتاب هاي ايران"}), "کتابهای ایران\n");
}

TEST(JooyaAnalyze, PrintsTokens) {
    expect_output(run({"--format", "tokens", "نبرد با سیل"}),
                  "نبرد/نبرد@0[0,8] با/با@1[9,13]! سیل/سیل@2[14,20]\n");
}

TEST(JooyaAnalyze, PrintsJson) {
    const auto result = run({"--format", "json", "با کتاب‌ها ۱۲٬۵۰۰"});
    ASSERT_EQ(result.status, 0) << result.err;
    const auto expected = nlohmann::json::parse(R"([
        {"surface": "با", "stem": "با", "position": 0, "begin": 0, "end": 4, "kind": "word", "is_stop": true},
        {"surface": "کتابها", "stem": "کتاب", "position": 1, "begin": 5, "end": 20, "kind": "word",
         "is_stop": false},
        {"surface": "12500", "stem": "12500", "position": 2, "begin": 21, "end": 33, "kind": "number",
         "is_stop": false}])");
    EXPECT_EQ(nlohmann::json::parse(result.out), expected) << result.out;
    EXPECT_EQ(run({"--format", "json", ""}).out, "[]\n");
}

TEST(JooyaAnalyze, AnswersEachLineOfStandardInputWithOne) {
    expect_output(run({}, "کتاب‌ها\n\nمی‌رود\n"), "کتاب\n\nرفتن\n");
    expect_output(run({}, "کتاب‌ها\r\n\r\nمی‌رود\r\n"), "کتاب\n\nرفتن\n");
    expect_output(run({}, "کتاب‌ها\nمی‌رود"), "کتاب\nرفتن\n");
    expect_output(run({}), "");
}

TEST(JooyaAnalyze, AnswersManyLines) {
    std::string input;
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
        input += "کتاب‌های ایران\n";
        expected += "کتاب ایران\n";
    }
    expect_output(run({}, input), expected);
}

TEST(JooyaAnalyze, ExplainsEachStage) {
    const auto result = run({"--explain", "كتاب ها"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out,
              "fold:  کتاب ها\n"
              "segment:  کتاب  ها\n"
              "join affixes:  کتاب␣ها\n"
              "split half-spaces:  کتابها\n"
              "split compounds:  کتابها\n"
              "unify spelling:  کتابها\n"
              "stem:  کتابها/کتاب\n"
              "stop words:  کتابها/کتاب\n");
}

TEST(JooyaAnalyze, ExplainsInPersian) {
    const auto result = run({"--explain", "--lang", "fa", "با"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("یافتن بن واژه‌ها:  با/با"), std::string::npos)
        << result.out;
    EXPECT_NE(result.out.find("واژه‌های دستوری (!):  با/با!"), std::string::npos)
        << result.out;
    EXPECT_EQ(result.out.find("fold"), std::string::npos) << result.out;
}

TEST(JooyaAnalyze, TakesBytesThatAreNotUtf8ForSpaces) {
    expect_output(run({}, "a\xFFz\n"), "a z\n");
    expect_output(run({}, std::string_view("a\0z\n", 4)), "a z\n");
    const auto result = run({"--format", "json"}, "\xD9\n\xFF\xFE\n");
    expect_output(result, "[]\n[]\n");
}

TEST(JooyaAnalyze, ExplainPrintsNoControlCharacters) {
    const auto result = run({"--explain"}, "a\x1B[31m\xE2\x80\xAE z\n");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out.find('\x1B'), std::string::npos);
    EXPECT_EQ(result.out.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(JooyaAnalyze, RefusesWhatItDoesNotKnow) {
    const auto option = run({"--no-such-option"});
    EXPECT_EQ(option.status, 2);
    EXPECT_EQ(option.out, "");
    EXPECT_NE(option.err.find("--no-such-option"), std::string::npos) << option.err;
    EXPECT_NE(option.err.find("see jooya-analyze --help"), std::string::npos) << option.err;

    const auto format = run({"--format", "xml", "با"});
    EXPECT_EQ(format.status, 2);
    EXPECT_NE(format.err.find("\"xml\" is none of stems, surfaces, tokens, json"), std::string::npos)
        << format.err;
    const auto persian = run({"--lang", "fa", "--format", "xml", "با"});
    EXPECT_EQ(persian.status, 2);
    EXPECT_NE(persian.err.find("هیچ‌یک از"), std::string::npos) << persian.err;
    EXPECT_EQ(run({"--lang", "de", "با"}).status, 2);
}

TEST(JooyaAnalyze, HelpsAndTellsItsVersion) {
    const auto help = run({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_TRUE(help.out.starts_with("Usage: jooya-analyze ")) << help.out;
    EXPECT_NE(help.out.find("--explain"), std::string::npos);
    const auto version = run({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_TRUE(version.out.starts_with("jooya-analyze ")) << version.out;
}

/// Runs `script` by the shell, with the program as its $1.
ProcessResult run_script(const std::string& script) {
    const std::string program = JOOYA_BINARY_DIR "/jooya-analyze";
    return jooya::testing::run({"sh", "-c", script, "sh", program}, {}, {"LC_ALL=C"});
}

TEST(JooyaAnalyze, TakesAClosedPipeForSuccess) {
    const auto result = run_script(R"(
        { { yes 'کتاب‌های ایران' | head -n 200000; } 2>/dev/null | "$1"; echo "status $?" >&2; } | head -n 1)");
    EXPECT_EQ(result.out, "کتاب ایران\n");
    EXPECT_EQ(result.err, "status 0\n");
}

TEST(JooyaAnalyze, SaysWhenTheDiskIsFull) {
    const auto result = run_script(R"("$1" با >/dev/full)");
    EXPECT_EQ(result.status, 6);
    EXPECT_NE(result.err.find("standard output could not be written"), std::string::npos) << result.err;
}

}  // namespace
