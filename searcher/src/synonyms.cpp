// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/synonyms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>

#include "code_point_text.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/error.hpp"
#include "searcher/synonyms_data.hpp"

namespace jooya {

namespace {

constexpr std::size_t most_words = 8;

std::vector<std::string> stems_of(std::string_view name) {
    Analysis analysis;
    persian().analyze(name, analysis);
    std::vector<std::string> stems;
    for (const Token& token : analysis.tokens()) stems.emplace_back(token.stem);
    return stems;
}

std::vector<std::string> split(std::string_view row) {
    std::vector<std::string> names;
    while (true) {
        const std::size_t tab = row.find('\t');
        std::string name(row.substr(0, tab));
        if (name.find_first_not_of(' ') != std::string::npos) names.push_back(std::move(name));
        if (tab == std::string_view::npos) return names;
        row.remove_prefix(tab + 1);
    }
}

struct Reason {
    std::string en;
    std::string fa;
};

Error bad_row(const std::string& file, std::size_t line, const Reason& reason) {
    return {
        ErrorCode::usage,
        {fmt::format("{}, line {}: {}", file, line, reason.en),
         fmt::format("{}، سطر {}: {}", file, line, reason.fa)},
        {"write two or more names of the same thing a line, with a tab between them",
         "در هر سطر دو یا چند نام یک چیز را بنویسید و میان آنها جدول‌بند (TAB) بگذارید"}};
}

}  // namespace

const Synonyms& Synonyms::common() {
    static const Synonyms synonyms = [] {
        Synonyms all;
        all.add(data::synonyms, "synonyms.tsv");
        return all;
    }();
    return synonyms;
}

void Synonyms::add(std::string_view text, const std::string& file) {
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        std::string_view row = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(row.size() + 1, text.size()));
        if (row.ends_with('\r')) row.remove_suffix(1);
        if (row.empty() || row.starts_with('#')) continue;
        if (!is_utf8(row)) throw bad_row(file, line, {"not UTF-8", "متن UTF-8 نیست"});
        const std::vector<std::string> names = split(row);
        if (names.size() < 2) throw bad_row(file, line, {"a single name", "تنها یک نام دارد"});
        std::vector<std::vector<std::string>> all_stems;
        for (const std::string& name : names) {
            std::vector<std::string> stems = stems_of(name);
            if (stems.empty()) {
                throw bad_row(file, line,
                              {fmt::format("no word in \"{}\"", name),
                               fmt::format("«{}» واژه‌ای ندارد", name)});
            }
            if (stems.size() > most_words) {
                throw bad_row(file, line,
                              {fmt::format("more than {} words in \"{}\"", most_words, name),
                               fmt::format("«{}» بیش از {} واژه دارد", name, most_words)});
            }
            if (others_.contains(stems)) {
                throw bad_row(file, line,
                              {fmt::format("\"{}\" stands in an earlier row", name),
                               fmt::format("«{}» در سطر دیگری هم آمده است", name)});
            }
            all_stems.push_back(std::move(stems));
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::vector<std::string> others;
            for (std::size_t j = 0; j < names.size(); ++j) {
                // Two spellings that the analyzer folds together are one name.
                if (all_stems[j] != all_stems[i]) others.push_back(names[j]);
            }
            if (!others.empty()) others_.emplace(all_stems[i], std::move(others));
        }
        ++rows_;
    }
}

void Synonyms::add_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) {
        throw Error(
            ErrorCode::usage,
            {fmt::format("{}: cannot be read", path), fmt::format("{}: خوانده نمی‌شود", path)},
            {"give a file with the names of one thing a line",
             "پرونده‌ای بدهید که هر سطر آن نام‌های یک چیز باشد"});
    }
    add(text, path);
}

Synonyms::Found Synonyms::find(std::span<const std::string> stems) const {
    for (std::size_t words = std::min(stems.size(), most_words); words > 0; --words) {
        const auto found = others_.find({stems.begin(), stems.begin() + static_cast<std::ptrdiff_t>(words)});
        if (found != others_.end()) return {words, found->second};
    }
    return {};
}

}  // namespace jooya
