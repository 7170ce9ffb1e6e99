// SPDX-License-Identifier: GPL-3.0-or-later
// Random edit nights: whatever happens to an archive and to the runs over it, the database ends as a fresh build of
// what is there. JOOYA_NIGHTS=1000 plays more of them, JOOYA_SEED repeats one play.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
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

unsigned number_from(const char* variable, unsigned fallback) {
    const char* value = std::getenv(variable);
    return value == nullptr ? fallback : static_cast<unsigned>(std::strtoul(value, nullptr, 10));
}

class Nights {
  public:
    // Half of the archives have long articles: with little memory, a night of them goes through small databases.
    explicit Nights(unsigned seed) : random_(seed) {
        if (below(2) == 0) {
            for (int i = 0; i < 1500; ++i) long_text_ += " سطر " + std::to_string(i);
        }
        for (int i = 0; i < 30; ++i) write_file();
    }

    /// One night: the archive changes, articles are deleted by code, the run is perhaps killed, and at last one ends.
    void play() {
        story_.clear();
        for (int edits = below(6); edits >= 0; --edits) edit();
        if (below(4) == 0) change_deletions();
        for (int kills = below(3); kills > 0; --kills) kill_a_run();
        const bool is_rebuild = below(12) == 0;
        if (is_rebuild) {
            must({"rebuild", "--force", "--quiet", "--db", database_, archive_});
        } else {
            if (below(15) == 0 && fs::exists(database_ + "/XAPIANDB"))
                must({"compact", "--quiet", "--db", database_});
            // What a run has pruned away and a rollback brings back, the next run prunes again.
            if (below(10) == 0) run({"rollback", "--quiet", "--db", database_});
            must({"update", "--prune", "--force", "--quiet", "--db", database_, archive_});
        }
        const std::string fresh = folder_ / "fresh";
        fs::remove_all(fresh);
        must({"update", "--quiet", "--db", fresh, archive_});
        if (!deleted_.empty()) {
            std::vector<std::string> command = {"delete", "--quiet", "--db", fresh};
            command.insert(command.end(), deleted_.begin(), deleted_.end());
            must(command);
        }
        ASSERT_EQ(difference(exported(database_), exported(fresh)), "") << story_;
        ASSERT_EQ(run({"check", "--full", "--quiet", "--db", database_}).status, 0) << story_;
    }

  private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

    ProcessResult run(std::vector<std::string> arguments) {
        // Runs do not give way to whatever else the machine has to do, lest the nights last.
        const bool is_run = arguments.at(0) == "update" || arguments.at(0) == "rebuild";
        if (is_run) arguments.insert(arguments.begin() + 1, {"--nice", "0", "--memory", "64M"});
        arguments.insert(arguments.begin(), program);
        for (const std::string& argument : arguments) story_ += fs::path(argument).filename().string() + ' ';
        ProcessResult result = jooya::testing::run(arguments, {}, {"LC_ALL=C.UTF-8"});
        story_ += "→ " + std::to_string(result.status) + ' ' + result.err + '\n';
        return result;
    }

    void must(const std::vector<std::string>& arguments) { ASSERT_EQ(run(arguments).status, 0) << story_; }

    std::string article(bool is_text) {
        const std::string code = std::to_string(1000 + below(80));
        const std::string title = "خبر " + code + " نوبت " + std::to_string(below(4));
        const std::string day = "1402/0" + std::to_string(1 + below(3)) + "/1" + std::to_string(below(9));
        if (is_text) return title + "\nکد خبر: " + code + "\nمتن " + title + "\n";
        return R"({"code": ")" + code + R"(", "title": ")" + title + R"(", "date": ")" + day +
               R"(", "body": "متن کامل )" + title + " که در این شب نوشته شد" + long_text_ + "\"}\n";
    }

    void write_file() {
        const bool is_text = below(3) == 0;
        std::string content = article(is_text);
        for (int more = is_text ? 0 : below(12); more > 0; --more) content += article(false);
        const std::string name = "in/" + std::to_string(below(5)) + "/" + std::to_string(below(12)) +
                                 (is_text ? ".txt" : ".jsonl");
        folder_.write(name, content);
        story_ += "write " + name + '\n';
    }

    void edit() {
        if (below(3) != 0) return write_file();
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(archive_)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        if (files.size() < 5) return write_file();
        std::ranges::sort(files);
        const std::string& file = files[static_cast<std::size_t>(below(static_cast<int>(files.size())))];
        story_ += "remove or move " + file + '\n';
        below(2) == 0
            ? fs::rename(file, fs::path(file).replace_filename("moved" + fs::path(file).filename().string()))
            : static_cast<void>(fs::remove(file));
    }

    void change_deletions() {
        const std::string code = std::to_string(1000 + below(80));
        if (!fs::exists(database_ + "/XAPIANDB")) return;
        if (deleted_.erase(code) == 0 && (deleted_.empty() || below(2) == 0)) {
            deleted_.insert(code);
            must({"delete", "--quiet", "--db", database_, code});
        } else {
            const std::string back = deleted_.empty() ? code : *deleted_.begin();
            deleted_.erase(back);
            must({"undelete", "--quiet", "--db", database_, code, back});
        }
    }

    void kill_a_run() {
        const std::string command = below(6) == 0 ? "rebuild" : "update";
        const pid_t process = fork();
        if (process == 0) {
            const int nothing = open("/dev/null", O_WRONLY);
            dup2(nothing, STDOUT_FILENO);
            dup2(nothing, STDERR_FILENO);
            const char* option = command == "update" ? "--prune" : "--quiet";
            execl(program.c_str(), program.c_str(), command.c_str(), option, "--nice", "0", "--memory", "64M",
                  "--force", "--db", database_.c_str(), archive_.c_str(), nullptr);
            _exit(127);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(below(120'000)));
        const int signal = below(4) == 0 ? SIGTERM : SIGKILL;
        kill(process, signal);
        int status = 0;
        waitpid(process, &status, 0);
        story_ += command + " killed by " + std::to_string(signal) + '\n';
    }

    // The beginnings of the lines that stand in one of them alone, and which.
    static std::string difference(const std::set<std::string>& kept, const std::set<std::string>& fresh) {
        constexpr std::size_t shown = 200;
        std::string lines;
        for (const std::string& line : kept) {
            if (!fresh.contains(line)) lines += "kept: " + line.substr(0, shown) + '\n';
        }
        for (const std::string& line : fresh) {
            if (!kept.contains(line)) lines += "fresh: " + line.substr(0, shown) + '\n';
        }
        return lines;
    }

    std::set<std::string> exported(const std::string& database) {
        std::set<std::string> lines;
        std::istringstream out(run({"export", "--db", database}).out);
        for (std::string line; std::getline(out, line);) lines.insert(line);
        return lines;
    }

    std::mt19937 random_;
    TemporaryFolder folder_;
    std::string archive_ = folder_ / "in";
    std::string database_ = folder_ / "db";
    std::set<std::string> deleted_;
    std::string long_text_;
    std::string story_;  ///< what happened this night, for the one who has to find out
};

TEST(JooyaIndexNights, EndEqualToAFreshBuild) {
    const unsigned seed = number_from("JOOYA_SEED", std::random_device{}());
    const unsigned nights = number_from("JOOYA_NIGHTS", 15);
    std::cout << "JOOYA_SEED=" << seed << " JOOYA_NIGHTS=" << nights << '\n';
    Nights archive(seed);
    for (unsigned night = 0; night < nights; ++night) {
        SCOPED_TRACE("night " + std::to_string(night) + " of seed " + std::to_string(seed));
        archive.play();
        if (::testing::Test::HasFailure()) return;
    }
}

}  // namespace
