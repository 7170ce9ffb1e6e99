// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-index as its users run it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::testing::ProcessResult;
using jooya::testing::TemporaryFolder;

const std::string program = std::string(JOOYA_BINARY_DIR) + "/jooya-index";
const std::string corpus = std::string(JOOYA_SOURCE_DIR) + "/corpus";

ProcessResult index(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.begin(), program);
    // Runs do not give way to whatever else the machine has to do, lest the tests last.
    if (arguments.size() > 2 && arguments[1] == "update" && arguments[2] != "--nice") {
        arguments.insert(arguments.begin() + 2, {"--nice", "0"});
    }
    return jooya::testing::run(arguments, input, {"LC_ALL=C.UTF-8"});
}

std::string article(int code) {
    return R"({"code": ")" + std::to_string(code) + R"(", "title": "خبر شماره )" + std::to_string(code) +
           R"(", "body": "متن خبر درباره آب و برق و راه و مدرسه در شهر شماره )" + std::to_string(code) +
           "\"}\n";
}

std::string articles(int count) {
    std::string lines;
    for (int i = 1; i <= count; ++i) lines += article(i);
    return lines;
}

/// A run over one input; its report must add up.
struct Outcome {
    int status = 0;
    std::string err;
    nlohmann::json report;

    /// "reason at line 7" of every reject, parted by "; ".
    [[nodiscard]] std::string rejects() const {
        std::string line;
        for (const auto& reject : report.at("rejects")) {
            if (!line.empty()) line += "; ";
            line += reject.at("reason").get<std::string>();
            if (reject.at("position").is_object()) {
                const auto position = reject.at("position").begin();
                line += " at " + position.key() + ' ' + std::to_string(position.value().get<int>());
            }
            EXPECT_FALSE(reject.at("fa").get<std::string>().empty());
        }
        return line;
    }
};

Outcome update(const TemporaryFolder& folder, std::vector<std::string> paths, std::string_view input = {}) {
    std::vector<std::string> arguments = {"update", "--db", folder / "db", "--report",
                                          folder / "report.json"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    const ProcessResult result = index(arguments, input);
    Outcome outcome{result.status, result.err, {}};
    std::ifstream report(folder / "report.json");
    if (report) outcome.report = nlohmann::json::parse(report);
    if (outcome.report.is_object()) {
        const auto count = [&](const char* name) { return outcome.report.at(name).get<int>(); };
        EXPECT_EQ(count("read"), count("added") + count("replaced") + count("unchanged") + count("deleted") +
                                     count("rejected"));
        EXPECT_EQ(outcome.report.at("rejects").size(), outcome.report.at("rejected").get<std::size_t>());
    }
    return outcome;
}

/// Every stored article, one line each, in order.
std::string exported(const std::string& database) {
    return index({"export", "--db", database}).out;
}

TEST(JooyaIndex, TheUsersArticleGoesInAndComesOut) {
    const TemporaryFolder folder;
    const Outcome outcome = update(folder, {corpus + "/660821.txt"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const auto article = nlohmann::json::parse(exported(folder / "db"));
    EXPECT_EQ(article.at("code"), "660821");
    EXPECT_EQ(article.at("agency"), "خبرگزاری تسنیم");
    const auto info = nlohmann::json::parse(index({"info", "--format", "json", "--db", folder / "db"}).out);
    EXPECT_EQ(info.at("articles"), 1);
    EXPECT_EQ(index({"check", "--full", "--db", folder / "db"}).status, 0);
}

TEST(JooyaIndex, ASecondRunFindsEverythingUnchanged) {
    const TemporaryFolder folder;
    update(folder, {corpus + "/html", corpus + "/json"});
    const Outcome second = update(folder, {corpus + "/html", corpus + "/json"});
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_EQ(second.report.at("unchanged"), second.report.at("read"));
    EXPECT_EQ(second.report.at("bytes"), 0);
}

TEST(JooyaIndex, StandardInputIsJsonLines) {
    const TemporaryFolder folder;
    const Outcome outcome = update(folder, {"-"}, articles(3));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.report.at("added"), 3);
}

TEST(JooyaIndex, LeavesTheProcessorToSearches) {
    const TemporaryFolder folder;
    const auto niceness_of_the_worker = [&](const std::string& options) {
        // The run waits for its input; the deepest process of it is the one that works.
        const ProcessResult result = jooya::testing::run(
            {"bash", "-c",
             "mkfifo '" + folder / "in" + "'; '" JOOYA_BINARY_DIR "/jooya-index' update --quiet " + options +
                 " --db '" + folder / "news.db" + "' - <'" + folder / "in" + "' & exec 3>'" + folder / "in" +
                 "'; for i in $(seq 100); do worker=$(pgrep -P $!) && break; sleep 0.05; done; sleep 0.3; "
                 "ps -o ni= -p $worker; exec 3>&-; wait; rm '" +
                 folder / "in" + "'"});
        return std::atoi(result.out.c_str());
    };
    EXPECT_EQ(niceness_of_the_worker(""), 10);
    EXPECT_EQ(niceness_of_the_worker("--nice 0"), 0);
    EXPECT_EQ(index({"update", "--nice", "20", "--db", folder / "news.db", "-"}).status, 2);
}

TEST(JooyaIndex, AnEmptyFileIsRejectedByName) {
    const TemporaryFolder folder;
    const Outcome outcome =
        update(folder, {folder.write("empty.txt", ""), folder.write("good.jsonl", articles(2))});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "empty-file");
    EXPECT_NE(outcome.err.find("empty.txt: the file is empty"), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.report.at("added"), 2);
}

TEST(JooyaIndex, Windows1256IsConverted) {
    const TemporaryFolder folder;
    const Outcome outcome = update(folder, {corpus + "/text/5602290.txt"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(exported(folder / "db").find("رونق بازار فرش دستباف"), std::string::npos);
}

TEST(JooyaIndex, OtherEncodingsAreRejectedWithTheWayOut) {
    const TemporaryFolder folder;
    const Outcome outcome = update(folder, {folder.write("latin.txt",
                                                         "Le minist\xE8re a d\xE9"
                                                         "clar\xE9\n")});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "unknown-encoding");
    EXPECT_NE(outcome.err.find("convert it to UTF-8"), std::string::npos) << outcome.err;
}

TEST(JooyaIndex, InvalidUtf8InsideCostsItsRecord) {
    const TemporaryFolder folder;
    const Outcome outcome = update(
        folder,
        {folder.write("a.jsonl", article(1) + "{\"code\": \"2\", \"title\": \"\xC3\x28\"}\n" + article(3))});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "invalid-utf8 at line 2");
    EXPECT_EQ(outcome.report.at("added"), 2);
}

TEST(JooyaIndex, ANulByteCostsItsRecord) {
    const TemporaryFolder folder;
    const std::string with_nul = std::string("{\"code\": \"2\", \"title\": \"a\0b\"}\n", 30);
    const Outcome outcome = update(folder, {folder.write("a.jsonl", article(1) + with_nul + article(3))});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "nul-byte at line 2");
    EXPECT_EQ(outcome.report.at("added"), 2);
}

TEST(JooyaIndex, ALineOfFiftyMegabytesCostsItself) {
    const TemporaryFolder folder;
    const std::string huge = "{\"code\": \"2\", \"title\": \"" + std::string(50'000'000, 'x') + "\"}\n";
    const Outcome outcome = update(folder, {folder.write("a.jsonl", article(1) + huge + article(3))});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "too-large at line 2");
    EXPECT_EQ(outcome.report.at("added"), 2);
}

TEST(JooyaIndex, BrokenJsonOnLineSevenCostsLineSeven) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 1; i <= 12; ++i)
        lines += i == 7 ? std::string("{\"code\": \"7\", \"title\": \n") : article(i);
    const Outcome outcome = update(folder, {folder.write("a.jsonl", lines)});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "broken-json at line 7");
    EXPECT_EQ(outcome.report.at("added"), 11);
    EXPECT_NE(outcome.err.find("a.jsonl, line 7: the JSON is broken"), std::string::npos) << outcome.err;
}

TEST(JooyaIndex, AnArticleWithoutCodeIsRejectedUnlessACodeIsDerived) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.jsonl", "{\"title\": \"بی‌کد\"}\n" + article(2));
    Outcome outcome = update(folder, {file});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "no-code at line 1");
    outcome = update(folder, {"--derive-code", "hash", file});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.report.at("added"), 1);
}

TEST(JooyaIndex, OfTwoArticlesWithOneCodeTheLaterWins) {
    const TemporaryFolder folder;
    const Outcome outcome = update(folder, {corpus + "/text/5530412-1.txt", corpus + "/text/5530412-2.txt"});
    EXPECT_EQ(outcome.status, 0);
    ASSERT_EQ(outcome.report.at("duplicates").size(), 1U);
    EXPECT_EQ(outcome.report.at("duplicates")[0].at("kept").at("source"), corpus + "/text/5530412-2.txt");
    EXPECT_EQ(outcome.report.at("articles"), 1);
    EXPECT_NE(outcome.err.find("5530412"), std::string::npos);
}

TEST(JooyaIndex, ACodeOfThreeHundredCharactersIsRejected) {
    const TemporaryFolder folder;
    const Outcome outcome =
        update(folder, {folder.write("a.jsonl", "{\"code\": \"" + std::string(300, '9') +
                                                    "\", \"title\": \"خبر\"}\n" + article(2))});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.rejects(), "code-too-long at line 1");
    EXPECT_EQ(outcome.report.at("added"), 1);
}

TEST(JooyaIndex, AFolderWithoutPermissionIsReported) {
    const TemporaryFolder folder;
    folder.write("in/good.jsonl", article(1));
    folder.write("in/locked/hidden.jsonl", article(2));
    fs::permissions(folder / "in", fs::perms::all);
    for (const auto& entry : fs::recursive_directory_iterator(folder / "in"))
        fs::permissions(entry, fs::perms::all);
    fs::permissions(folder / "", fs::perms::all);
    fs::permissions(folder / "in/locked", fs::perms::none);
    // Permissions do not hold root back: then the program runs as nobody.
    std::vector<std::string> command = {program, "update", "--db", folder / "db", folder / "in"};
    if (geteuid() == 0) command.insert(command.begin(), {"setpriv", "--reuid=65534", "--clear-groups"});
    const ProcessResult result = jooya::testing::run(command, {}, {"LC_ALL=C.UTF-8"});
    fs::permissions(folder / "in/locked", fs::perms::all);
    EXPECT_EQ(result.status, 3) << result.err;
    EXPECT_NE(result.err.find("locked: the folder cannot be read"), std::string::npos) << result.err;
    EXPECT_NE(result.out.find("1 added"), std::string::npos) << result.out;
}

TEST(JooyaIndex, AMissingDatabaseIsSaidSo) {
    const TemporaryFolder folder;
    for (const char* command : {"info", "check", "export"}) {
        const ProcessResult result = index({command, "--db", folder / "none"});
        EXPECT_EQ(result.status, 5) << command;
        EXPECT_NE(result.err.find("there is no database here"), std::string::npos) << result.err;
        EXPECT_NE(result.err.find("jooya-index update --db"), std::string::npos) << result.err;
        EXPECT_FALSE(fs::exists(folder / "none"));
    }
}

TEST(JooyaIndex, AFileWhereTheDatabaseShouldBeIsLeftAlone) {
    const TemporaryFolder folder;
    const std::string file = folder.write("news.db", "letters");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"update", "--db", file, corpus},
          {"info", "--db", file},
          {"check", "--db", file}}) {
        EXPECT_EQ(index(arguments).status, 5) << arguments[0];
    }
    std::ifstream in(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "letters");
}

TEST(JooyaIndex, ASecondIndexerIsTurnedAway) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "in").c_str(), 0600), 0);
    // The first one waits on its standard input and holds the database meanwhile.
    const pid_t first = fork();
    if (first == 0) {
        const int in = open((folder / "in").c_str(), O_RDONLY);
        dup2(in, STDIN_FILENO);
        const std::string database = folder / "db";
        execl(program.c_str(), program.c_str(), "update", "--quiet", "--db", database.c_str(), "-", nullptr);
        _exit(127);
    }
    const int hold = open((folder / "in").c_str(), O_WRONLY);
    while (!fs::exists(folder / "db/XAPIANDB")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const ProcessResult second = index({"update", "--db", folder / "db", corpus + "/660821.txt"});
    EXPECT_EQ(second.status, 4);
    EXPECT_NE(second.err.find("another indexer"), std::string::npos) << second.err;
    close(hold);
    int status = 0;
    waitpid(first, &status, 0);
    EXPECT_EQ(index({"update", "--db", folder / "db", corpus + "/660821.txt"}).status, 0);
}

TEST(JooyaIndex, WrongUsageIsTwo) {
    const TemporaryFolder folder;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{},
          {"upadte", "--db", "x"},
          {"update", "--db", folder / "db"},
          {"update", corpus},
          {"update", "--db", folder / "db", "--jobs", "0", corpus},
          {"update", "--db", folder / "db", "--memory", "lots", corpus},
          {"update", "--db", folder / "db", "--map", "nonsense", corpus},
          {"info", "--db", folder / "db", "--format", "xml"},
          {"update", "--db", folder / "db", "--no-such-option", corpus}}) {
        EXPECT_EQ(index(arguments).status, 2);
    }
    EXPECT_FALSE(fs::exists(folder / "db")) << "a wrong command line creates nothing";
}

TEST(JooyaIndex, SpeaksPersianWhenAsked) {
    const TemporaryFolder folder;
    const ProcessResult result = index({"info", "--lang", "fa", "--db", folder / "none"});
    EXPECT_NE(result.err.find("اینجا پایگاهی نیست"), std::string::npos) << result.err;
}

TEST(JooyaIndex, ADamagedTableIsFoundByCheck) {
    const TemporaryFolder folder;
    update(folder, {folder.write("a.jsonl", articles(400))});
    std::fstream table(folder / "db/generation-0001/postlist.glass",
                       std::ios::binary | std::ios::in | std::ios::out);
    table.seekp(8192 * 2);
    table << std::string(8192, '\xA5');
    table.close();
    const ProcessResult result = index({"check", "--db", folder / "db"});
    EXPECT_EQ(result.status, 5) << result.err;
    EXPECT_FALSE(result.err.empty());
}

/// Starts a run and sends `signal` to it after `delay`; returns its exit status as the shell would show it.
int interrupted_update(const TemporaryFolder& folder, const std::string& input, int signal,
                       std::chrono::milliseconds delay) {
    const pid_t run = fork();
    if (run == 0) {
        const std::string database = folder / "db";
        const int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        execl(program.c_str(), program.c_str(), "update", "--nice", "0", "--memory", "64M", "--db",
              database.c_str(), input.c_str(), nullptr);
        _exit(127);
    }
    std::this_thread::sleep_for(delay);
    kill(run, signal);
    int status = 0;
    waitpid(run, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(JooyaIndex, KilledRunsAndARerunEqualAFreshBuild) {
    const TemporaryFolder folder;
    const std::string input = folder.write("a.jsonl", articles(4000));
    for (const int milliseconds : {5, 30, 60, 120, 200, 300}) {
        interrupted_update(folder, input, SIGKILL, std::chrono::milliseconds(milliseconds));
        if (fs::exists(folder / "db/XAPIANDB")) {
            EXPECT_EQ(index({"check", "--full", "--db", folder / "db"}).status, 0)
                << "after " << milliseconds << " ms";
        }
    }
    EXPECT_EQ(index({"update", "--db", folder / "db", input}).status, 0);
    EXPECT_EQ(index({"update", "--db", folder / "fresh", input}).status, 0);
    EXPECT_EQ(exported(folder / "db"), exported(folder / "fresh"));
    EXPECT_EQ(index({"check", "--full", "--db", folder / "db"}).status, 0);
}

TEST(JooyaIndex, ATerminatedRunKeepsAWholeStateAndSays143) {
    const TemporaryFolder folder;
    const std::string input = folder.write("a.jsonl", articles(20000));
    const int status = interrupted_update(folder, input, SIGTERM, std::chrono::milliseconds(250));
    EXPECT_EQ(status, 143);
    EXPECT_EQ(index({"check", "--full", "--db", folder / "db"}).status, 0);
    const Outcome rest = update(folder, {input});
    EXPECT_EQ(rest.status, 0) << rest.err;
    EXPECT_EQ(rest.report.at("articles"), 20000);
}

}  // namespace
