// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the tables under tests/golden and holds a function to them.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jooya::testing {

/// One row of a table: its cells, with the invisible characters written out, and where it stands.
struct GoldenRow {
    std::string place;  ///< "verbs.tsv:12"
    std::vector<std::string> cells;
};

/// How tables write the characters that cannot be seen.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 15> visible_names = {{
    {"{zwnj}", "\u200C"},
    {"{zwj}", "\u200D"},
    {"{zwsp}", "\u200B"},
    {"{lrm}", "\u200E"},
    {"{rlm}", "\u200F"},
    {"{shy}", "\u00AD"},
    {"{tatweel}", "\u0640"},
    {"{nbsp}", "\u00A0"},
    {"{madda}", "\u0653"},
    {"{hamza-above}", "\u0654"},
    {"{hamza-below}", "\u0655"},
    {"{bom}", "\uFEFF"},
    {"{tab}", "\t"},
    {"{newline}", "\n"},
    {"{hash}", "#"},  // which would begin a line of the header
}};

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The text that a cell stands for: می{zwnj}رود → می‌رود.
inline std::string written_out(std::string cell) {
    for (const auto& [name, character] : visible_names) cell = replaced(std::move(cell), name, character);
    return cell;
}

/// The reverse, for messages and for comparing.
inline std::string visible(std::string text) {
    for (const auto& [name, character] : visible_names) text = replaced(std::move(text), character, name);
    return text;
}

/// The rows of tests/golden/`name` with `columns` cells each; lines that begin with '#' are the header.
/// Throws where the file is missing, has no rows, or a row has another number of cells.
inline std::vector<GoldenRow> golden_rows(const std::string& name, std::size_t columns) {
    std::ifstream file(JOOYA_SOURCE_DIR "/tests/golden/" + name);
    if (!file) throw std::runtime_error("cannot read tests/golden/" + name);
    std::vector<GoldenRow> rows;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        GoldenRow row{name + ':' + std::to_string(number), {}};
        for (std::size_t begin = 0; begin <= line.size();) {
            const std::size_t end = std::min(line.find('\t', begin), line.size());
            row.cells.push_back(written_out(line.substr(begin, end - begin)));
            begin = end + 1;
        }
        if (row.cells.size() != columns) throw std::runtime_error(row.place + ": wrong number of cells");
        rows.push_back(std::move(row));
    }
    if (rows.empty()) throw std::runtime_error("no rows in tests/golden/" + name);
    return rows;
}

/// Fails with place, input, expected, actual and origin unless the two texts are the same.
inline void expect_row(const GoldenRow& row, std::string_view input, std::string_view expected,
                       std::string_view actual) {
    EXPECT_EQ(visible(std::string(expected)), visible(std::string(actual)))
        << row.place << "\n  input:    " << visible(std::string(input))
        << "\n  expected: " << visible(std::string(expected))
        << "\n  actual:   " << visible(std::string(actual)) << "\n  origin:   " << row.cells.back();
}

/// Holds `stage` (text in, text out) to a table of the columns input, expected, origin.
template <typename Stage>
void expect_table(const std::string& name, Stage stage) {
    for (const GoldenRow& row : golden_rows(name, 3)) {
        expect_row(row, row.cells[0], row.cells[1], stage(row.cells[0]));
    }
}

}  // namespace jooya::testing
