// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the programs: manual pages in English and Persian, and completions for three shells, held
// to what the programs say of themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "jooya/indexer/schema.hpp"
#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

using Names = std::set<std::string>;

struct Paper {
    std::string program;
    std::string page;  ///< in the source tree
};

std::vector<Paper> papers() {
    std::vector<Paper> all;
    for (const auto& [program, room] : {std::pair{"jooya-analyze", "analyzers"},
                                        {"jooya-index", "indexer"},
                                        {"jooya-search", "searcher"},
                                        {"jooya-serve", "searcher"}}) {
        for (const char* ending : {".1", ".fa.1"}) {
            all.push_back({program, std::string(JOOYA_SOURCE_DIR "/") + room + "/" + program + ending});
        }
    }
    return all;
}

std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string output_of(const std::string& program, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), JOOYA_BINARY_DIR "/" + program);
    const auto result = jooya::testing::run(arguments);
    EXPECT_EQ(result.status, 0) << program << ": " << result.err;
    return result.out;
}

// All that `pattern` captures in `text`.
Names found_in(const std::string& text, const std::string& pattern) {
    const std::regex expression(pattern, std::regex::ECMAScript | std::regex::multiline);
    Names found;
    for (auto match = std::sregex_iterator(text.begin(), text.end(), expression);
         match != std::sregex_iterator(); ++match) {
        found.insert((*match)[1]);
    }
    return found;
}

Names commands_of(const std::string& program) {
    if (program != "jooya-index") return {};
    const std::string help = output_of(program, {"--lang", "en", "--help"});
    const std::size_t begin = help.find("Commands:\n");
    return found_in(help.substr(begin, help.find("\n\n", begin) - begin), "^  ([a-z]+) ");
}

Names options_of(const std::string& program) {
    constexpr const char* at_a_lines_beginning = "^  (?:-[a-z], )?--([a-z-]+)";
    Names options = found_in(output_of(program, {"--help"}), at_a_lines_beginning);
    for (const std::string& command : commands_of(program)) {
        options.merge(found_in(output_of(program, {command, "--help"}), at_a_lines_beginning));
    }
    return options;
}

// In Persian every option, command and caption has Persian letters in its text.
TEST(Help, SpeaksPersian) {
    const auto expect_persian = [](const std::string& program, std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--lang", "fa", "--help"});
        std::istringstream help(output_of(program, arguments));
        std::string entry;
        const auto check = [&] {
            const bool is_entry =
                entry.starts_with("  -") || (!entry.empty() && entry.find_first_of(" \n") != 0);
            // Arabic letters begin with D8 to DB in UTF-8.
            const bool is_persian =
                std::ranges::any_of(entry, [](char c) { return c >= '\xD8' && c <= '\xDB'; });
            EXPECT_TRUE(!is_entry || is_persian) << program << ": " << entry;
        };
        for (std::string line; std::getline(help, line);) {
            if (!line.starts_with("      ")) {
                check();
                entry.clear();
            }
            entry += line + '\n';
        }
        check();
    };
    for (const char* program : {"jooya-analyze", "jooya-index", "jooya-search", "jooya-serve"}) {
        expect_persian(program, {});
        for (const std::string& command : commands_of(program)) expect_persian(program, {command});
    }
}

// The tags of a page's lists: what stands in the line behind .TP or .TQ.
std::string tags_of(const std::string& path) {
    std::istringstream page(read(path));
    std::string tags;
    bool is_tag = false;
    for (std::string line; std::getline(page, line);) {
        if (is_tag) tags += line + '\n';
        is_tag = line == ".TP" || line == ".TQ";
    }
    return std::regex_replace(tags, std::regex(R"(\\-)"), "-");
}

TEST(ManualPages, TellEveryOptionAndNoOther) {
    for (const Paper& paper : papers()) {
        EXPECT_EQ(found_in(tags_of(paper.page), "--([a-z][a-z-]*)"), options_of(paper.program)) << paper.page;
    }
}

TEST(ManualPages, TellEveryCommandOfTheIndexer) {
    for (const Paper& paper : papers()) {
        const std::string tags = tags_of(paper.page);
        for (const std::string& command : commands_of(paper.program)) {
            EXPECT_TRUE(std::regex_search(tags, std::regex("\\.BI? " + command + "\\b")))
                << paper.page << command;
        }
    }
}

TEST(ManualPages, TellEveryFieldOfTheQueryLanguage) {
    for (const Paper& paper : papers()) {
        if (paper.program != "jooya-search") continue;
        const std::string tags = tags_of(paper.page);
        for (const jooya::Field& field : jooya::fields) {
            if (field.kind == jooya::FieldKind::stored) continue;
            for (const std::string_view name : {field.name, field.alias}) {
                EXPECT_NE(tags.find(std::string(name) + ':'), std::string::npos) << paper.page << ' ' << name;
            }
        }
    }
}

TEST(ManualPages, AreSetWithoutWarnings) {
    for (const Paper& paper : papers()) {
        const auto set = jooya::testing::run(
            {"groff", "-man", "-t", "-Tutf8", "-k", "-ww", "-rLL=78n", paper.page}, {}, {"LC_ALL=C.UTF-8"});
        EXPECT_EQ(set.status, 0);
        EXPECT_EQ(set.err, "") << paper.page;
        // The name and what it is, as apropos lists it.
        const auto listed = jooya::testing::run({"lexgrog", "-m", paper.page}, {}, {"LC_ALL=C.UTF-8"});
        EXPECT_NE(listed.out.find("\"" + paper.program + " - "), std::string::npos)
            << listed.out << listed.err;
    }
}

class Completions : public testing::Test {
  protected:
    // What bash offers at the end of `words`, sorted.
    std::string bash(const std::string& program, const std::vector<std::string>& words) const {
        std::string line = "source '" + script(program, "bash") + "'; COMP_WORDS=(";
        for (const std::string& word : words) line += "'" + word + "' ";
        line += "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); " + function(program) +
                "; printf '%s\\n' \"${COMPREPLY[@]}\" | sort | paste -sd' '";
        const auto result = jooya::testing::run({"bash", "-uc", line}, {}, {"LC_ALL=C"});
        EXPECT_EQ(result.err, "");
        return result.out.substr(0, result.out.find('\n'));
    }

    std::string fish(const std::string& program, const std::string& line) const {
        const auto result = jooya::testing::run({"fish", "--no-config", "-c",
                                                 "source '" + script(program, "fish") + "'; complete -C '" +
                                                     line + "' | cut -f1 | sort | string join ' '"},
                                                {}, {"LC_ALL=C.UTF-8", "HOME=" + (folder_ / "home")});
        EXPECT_EQ(result.err, "");
        return result.out.substr(0, result.out.find('\n'));
    }

    // The specifications that the script hands to zsh's own _arguments, with `words` before the cursor.
    std::string zsh(const std::string& program, const std::string& words) const {
        const std::string stubs =
            "_arguments() { print -rl -- \"$@\" }; _describe() { print -rl -- \"${(@P)2}\" };";
        const auto result = jooya::testing::run(
            {"zsh", "-fc",
             stubs + "words=(" + words + " ''); CURRENT=$#words; source '" + script(program, "zsh") + "'"},
            {}, {"LC_ALL=C.UTF-8"});
        EXPECT_EQ(result.err, "");
        return result.out;
    }

    std::string script(const std::string& program, const std::string& shell) const {
        return folder_.write(program + "." + shell, output_of(program, {"--print-completion", shell}));
    }

  private:
    static std::string function(std::string program) {
        std::ranges::replace(program, '-', '_');
        return "_" + program;
    }

    jooya::testing::TemporaryFolder folder_;
};

TEST_F(Completions, OfBash) {
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--sort", ""}), "newest oldest relevance");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--format", "=", "js"}), "json jsonl");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--format", "="}), "atom csv json jsonl text trec tsv");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--facets", "agency,y"}), "agency,year");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--ag"}), "--agency");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--limit", ""}), "");
    EXPECT_EQ(bash("jooya-analyze", {"jooya-analyze", "--format", "s"}), "stems surfaces");
    EXPECT_EQ(bash("jooya-serve", {"jooya-serve", "--lang", ""}), "en fa");
    EXPECT_EQ(bash("jooya-index", {"jooya-index", "up"}), "update");
    EXPECT_EQ(bash("jooya-index", {"jooya-index", "update", "--derive-code", ""}), "hash path url");
    EXPECT_EQ(bash("jooya-index", {"jooya-index", "update", "--pr"}), "--print-completion --prune");
    EXPECT_EQ(bash("jooya-index", {"jooya-index", "check", "--pr"}), "--print-completion");
    EXPECT_EQ(bash("jooya-index", {"jooya-index", "update", JOOYA_SOURCE_DIR "/CHANGE"}),
              JOOYA_SOURCE_DIR "/CHANGELOG.md");
    EXPECT_EQ(bash("jooya-search", {"jooya-search", "--topics", JOOYA_SOURCE_DIR "/CHANGE"}),
              JOOYA_SOURCE_DIR "/CHANGELOG.md");
}

TEST_F(Completions, OfFish) {
    EXPECT_EQ(fish("jooya-search", "jooya-search --sort "), "newest oldest relevance");
    EXPECT_EQ(fish("jooya-search", "jooya-search --facets agency,ye"), "agency,year");
    EXPECT_EQ(fish("jooya-search", "jooya-search --ag"), "--agency");
    EXPECT_EQ(fish("jooya-index", "jooya-index upd"), "update");
    EXPECT_EQ(fish("jooya-index", "jooya-index update --derive-code "), "hash path url");
    EXPECT_EQ(fish("jooya-index", "jooya-index check --pru"), "");
}

TEST_F(Completions, OfZsh) {
    const std::string search = zsh("jooya-search", "jooya-search");
    EXPECT_NE(search.find("]:sort:(relevance newest oldest)\n"), std::string::npos) << search;
    EXPECT_NE(search.find("\n*--agency["), std::string::npos) << search;
    EXPECT_NE(search.find("]:topics:_files\n"), std::string::npos) << search;
    EXPECT_NE(search.find("\n(-h --help)--help["), std::string::npos) << search;
    EXPECT_NE(zsh("jooya-index", "jooya-index").find("\nexport:"), std::string::npos);
    const std::string update = zsh("jooya-index", "jooya-index update");
    EXPECT_NE(update.find("]:derive-code:(url path hash)\n"), std::string::npos) << update;
    EXPECT_NE(update.find("\n*:path:_files\n"), std::string::npos) << update;
}

// A program without a completion, or an option that a shell is not told of, shows here.
TEST_F(Completions, TellEveryOption) {
    for (const char* program : {"jooya-analyze", "jooya-index", "jooya-search", "jooya-serve"}) {
        for (const std::string& option : options_of(program)) {
            EXPECT_NE(output_of(program, {"--print-completion", "bash"}).find("--" + option),
                      std::string::npos)
                << program << option;
            EXPECT_NE(output_of(program, {"--print-completion", "fish"}).find(" -l " + option + ' '),
                      std::string::npos)
                << program << option;
        }
        const auto wrong =
            jooya::testing::run({std::string(JOOYA_BINARY_DIR "/") + program, "--print-completion", "csh"});
        EXPECT_EQ(wrong.status, 2) << wrong.err;
    }
}

}  // namespace
