// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a database, by jooya-index as an operator runs it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using jooya::testing::ProcessResult;
using jooya::testing::TemporaryFolder;

const std::string program = std::string(JOOYA_BINARY_DIR) + "/jooya-index";

/// The whole command line; runs do not give way to whatever else the machine has to do, lest the tests last.
std::vector<std::string> command_of(std::vector<std::string> arguments) {
    const bool is_run = arguments.at(0) == "update" || arguments.at(0) == "rebuild";
    if (is_run) arguments.insert(arguments.begin() + 1, {"--nice", "0"});
    arguments.insert(arguments.begin(), program);
    return arguments;
}

ProcessResult index(std::vector<std::string> arguments, const std::string& language = "C.UTF-8") {
    arguments = command_of(std::move(arguments));
    return jooya::testing::run(arguments, {}, {"LC_ALL=" + language});
}

std::string article(int code, std::size_t body_bytes = 40) {
    std::string body;
    while (body.size() < body_bytes)
        body += "آب و برق و راه شماره " + std::to_string(code + body.size()) + ' ';
    return R"({"code": ")" + std::to_string(code) + R"(", "title": "خبر پل )" + std::to_string(code) +
           R"(", "body": ")" + body + "\"}\n";
}

std::string articles(int count) {
    std::string lines;
    for (int i = 1; i <= count; ++i) lines += article(i);
    return lines;
}

std::string content_of(const std::string& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Json report_of(const TemporaryFolder& folder) {
    return Json::parse(content_of(folder / "report.json"));
}

Json info(const TemporaryFolder& folder) {
    const ProcessResult result = index({"info", "--format", "json", "--db", folder / "db"});
    return result.status == 0 ? Json::parse(result.out) : Json::object();
}

/// A run at work in the background.
class Running {
  public:
    explicit Running(const std::vector<std::string>& arguments, const std::string& input = "/dev/null") {
        process_ = fork();
        if (process_ != 0) return;
        const std::vector<std::string> command = command_of(arguments);
        std::vector<const char*> words;
        for (const std::string& argument : command) words.push_back(argument.c_str());
        words.push_back(nullptr);
        const int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        dup2(open(input.c_str(), O_RDWR), STDIN_FILENO);
        execv(program.c_str(), const_cast<char* const*>(words.data()));
        _exit(127);
    }

    /// Sends a signal and returns the exit status as a shell would show it.
    int end_by(int signal) const {
        kill(process_, signal);
        int status = 0;
        waitpid(process_, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    pid_t process_ = -1;
};

TEST(JooyaIndexLifecycle, RebuildRollbackDeleteUndeleteCompact) {
    const TemporaryFolder folder;
    const std::string archive = folder.write("in/a.jsonl", articles(50));
    const std::string db = folder / "db";
    ASSERT_EQ(index({"update", "--db", db, archive}).status, 0);
    ProcessResult result = index({"delete", "--db", db, "۷", "999"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "7: deleted\n999: there is no such article; it will be kept out\n");

    result = index({"rebuild", "--db", db, "--report", folder / "report.json", archive});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.err.find("generation-0002 is served"), std::string::npos) << result.err;
    EXPECT_EQ(report_of(folder).at("command"), "rebuild");
    EXPECT_EQ(report_of(folder).at("withheld"), 1);
    EXPECT_EQ(info(folder).at("articles"), 49);
    EXPECT_EQ(info(folder).at("deleted_codes"), 2);

    folder.write("in/a.jsonl", articles(10));
    result = index({"rebuild", "--db", db, archive});
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find("it holds 9 articles, the old one 49"), std::string::npos) << result.err;
    EXPECT_EQ(info(folder).at("generation"), "generation-0002");
    EXPECT_EQ(index({"rebuild", "--force", "--db", db, archive}).status, 0);
    EXPECT_EQ(info(folder).at("articles"), 9);

    result = index({"rollback", "--db", db}, "fa_IR.UTF-8");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("generation-0002 به کار گرفته شد"), std::string::npos) << result.out;
    EXPECT_EQ(index({"undelete", "--db", db, "7"}).out, "7: may come back with the next update\n");
    folder.write("in/a.jsonl", articles(50));
    EXPECT_EQ(index({"update", "--db", db, archive}).status, 0);
    EXPECT_EQ(info(folder).at("articles"), 50);
    result = index({"compact", "--db", db});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("MiB were"), std::string::npos) << result.out;
    EXPECT_EQ(index({"check", "--full", "--db", db}).status, 0);
}

TEST(JooyaIndexLifecycle, WrongUsageIsTwo) {
    const TemporaryFolder folder;
    const std::string db = folder / "db";
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"delete", "--db", db},
          {"rebuild", "--db", db},
          {"update", "--db", db, "--fail-if-rejected", "101", "x"},
          {"rebuild", "--db", db, "--prune", "x"}}) {
        EXPECT_EQ(index(arguments).status, 2) << arguments[0];
    }
    for (const std::string command : {"rollback", "compact"}) {
        EXPECT_EQ(index({command, "--db", db}).status, 5) << command;
    }
    EXPECT_EQ(index({"delete", "--db", db, "1"}).status, 5);
    EXPECT_FALSE(fs::exists(db));
}

TEST(JooyaIndexLifecycle, ARunMayFailForItsRejectsOrForBeingEmpty) {
    const TemporaryFolder folder;
    const std::string some = folder.write("some.jsonl", articles(9) + "{broken\n");
    const auto status_with = [&](std::vector<std::string> options) {
        options.insert(options.begin(), {"update", "--db", folder / "db"});
        return index(options).status;
    };
    EXPECT_EQ(status_with({some}), 3);
    EXPECT_EQ(status_with({"--fail-if-rejected", "10", some}), 0);
    EXPECT_EQ(status_with({"--fail-if-rejected", "9.5", some}), 3);
    fs::create_directories(folder / "nothing");
    EXPECT_EQ(status_with({folder / "nothing"}), 0);
    EXPECT_EQ(status_with({"--fail-if-empty", folder / "nothing"}), 3);
    EXPECT_EQ(status_with({"--fail-if-empty", some, "--fail-if-rejected", "50"}), 0)
        << "unchanged is not empty";
}

TEST(JooyaIndexLifecycle, MetricsAreWrittenForNodeExporter) {
    const TemporaryFolder folder;
    const std::string in = folder.write("in\"1\".jsonl", articles(3) + "{broken\n");
    const std::string metrics = folder / "jooya.prom";
    EXPECT_EQ(index({"update", "--db", folder / "db", "--metrics", metrics, in}).status, 3);
    const std::string text = content_of(metrics);
    const std::string at = "database=\"" + folder / "db";
    EXPECT_NE(text.find("jooya_index_articles{" + at + "\"} 3\n"), std::string::npos) << text;
    EXPECT_NE(text.find("jooya_index_run_exit_status{" + at + "\"} 3\n"), std::string::npos) << text;
    EXPECT_NE(text.find(R"(in\"1\".jsonl",outcome="rejected"} 1)"), std::string::npos) << text;
    EXPECT_FALSE(fs::exists(metrics + ".new"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_TRUE(line.starts_with("# HELP jooya_index_") || line.starts_with("# TYPE jooya_index_") ||
                    line.starts_with("jooya_index_"))
            << line;
    }
}

TEST(JooyaIndexLifecycle, AReportMayGoToAPipe) {
    const TemporaryFolder folder;
    const ProcessResult result = index({"update", "--quiet", "--report", "/dev/stdout", "--db", folder / "db",
                                        folder.write("a.jsonl", articles(2))});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(Json::parse(result.out).at("added"), 2);
}

TEST(JooyaIndexLifecycle, ProgressIsForTerminalsAndForThoseWhoAsk) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "in").c_str(), 0600), 0);
    // The run waits for its input for as long as it takes to see two lines.
    const ProcessResult result = jooya::testing::run(
        {"bash", "-c",
         "exec 3<>'" + folder / "in" + "'; '" + program + "' update --quiet --nice 0 --json-progress --db '" +
             folder / "db" + "' - <&3 2>'" + folder / "err" +
             "' & for i in $(seq 200); do [[ $(grep -c read '" + folder / "err" +
             "') -ge 2 ]] && break; sleep 0.05; done; kill $!; wait $!; echo $?"});
    EXPECT_EQ(result.out, "143\n") << "a run that waits for a pipe can be stopped";
    std::istringstream lines(content_of(folder / "err"));
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    const Json progress = Json::parse(line);
    EXPECT_EQ(progress.at("read"), 0);
    EXPECT_TRUE(progress.at("eta_seconds").is_null());
    const ProcessResult quiet =
        index({"update", "--db", folder / "db", folder.write("a.jsonl", articles(2))});
    EXPECT_EQ(quiet.err, "carried on a run that was cut short after 0 articles\n");
}

TEST(JooyaIndexLifecycle, ASignalIsNeverLost) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "in").c_str(), 0600), 0);
    // Every moment between the start and the work.
    for (int delay_us = 0; delay_us < 60'000; delay_us = delay_us * 3 / 2 + 300) {
        const Running run({"update", "--db", folder / "db", "-"}, folder / "in");
        std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
        EXPECT_EQ(run.end_by(SIGTERM), 143) << "after " << delay_us << " µs";
    }
}

TEST(JooyaIndexLifecycle, AKilledFirstBuildCarriesOnBehindItsFinishedFiles) {
    const TemporaryFolder folder;
    constexpr int files = 3000;
    for (int i = 0; i < files; ++i) folder.write("in/" + std::to_string(i) + ".jsonl", article(i, 6000));
    {
        const Running run({"update", "--memory", "64M", "--db", folder / "db", folder / "in"});
        while (info(folder).value("articles", 0) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        run.end_by(SIGKILL);
    }
    const auto kept = info(folder).at("articles").get<int>();
    EXPECT_GT(kept, 0);
    const ProcessResult rest =
        index({"update", "--db", folder / "db", "--report", folder / "report.json", folder / "in"});
    EXPECT_EQ(rest.status, 0) << rest.err;
    const Json report = report_of(folder);
    EXPECT_EQ(report.at("articles"), files);
    if (kept == files) return;  // it was killed behind its last commit
    EXPECT_EQ(report.at("added"), files - kept);
    EXPECT_GE(report.at("skipped_files").get<int>(), kept - 1) << "finished files are not even read again";
    EXPECT_NE(rest.err.find("carried on a run that was cut short"), std::string::npos) << rest.err;
}

TEST(JooyaIndexLifecycle, AKilledRunOverOneFileAnalyzesNothingTwice) {
    const TemporaryFolder folder;
    std::string lines;
    constexpr int count = 3000;
    for (int i = 0; i < count; ++i) lines += article(i, 6000);
    const std::string file = folder.write("in.jsonl", lines);
    {
        const Running run({"update", "--memory", "64M", "--db", folder / "db", file});
        while (info(folder).value("articles", 0) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        run.end_by(SIGKILL);
    }
    const auto kept = info(folder).at("articles").get<int>();
    const ProcessResult rest =
        index({"update", "--db", folder / "db", "--report", folder / "report.json", file});
    EXPECT_EQ(rest.status, 0) << rest.err;
    EXPECT_EQ(report_of(folder).at("unchanged"), kept);
    EXPECT_EQ(report_of(folder).at("added"), count - kept);
}

TEST(JooyaIndexLifecycle, AKilledRebuildLeavesTheOldOneAndIsClearedAway) {
    const TemporaryFolder folder;
    const std::string file = folder.write("in.jsonl", articles(3000));
    ASSERT_EQ(index({"update", "--db", folder / "db", file}).status, 0);
    const std::string unfinished = folder / "db/generation-0002.building";
    {
        const Running run({"rebuild", "--db", folder / "db", file});
        while (!fs::exists(unfinished)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        run.end_by(SIGKILL);
    }
    EXPECT_EQ(info(folder).at("articles"), 3000);
    EXPECT_EQ(index({"update", "--db", folder / "db", file}).status, 0);
    EXPECT_FALSE(fs::exists(unfinished));
    {
        const Running run({"rebuild", "--db", folder / "db", file});
        while (!fs::exists(unfinished)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        EXPECT_EQ(run.end_by(SIGTERM), 143);
    }
    EXPECT_FALSE(fs::exists(unfinished));
    EXPECT_EQ(info(folder).at("generation"), "generation-0001");
}

}  // namespace
