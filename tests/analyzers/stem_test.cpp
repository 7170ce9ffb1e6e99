// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <sstream>

#include "analysis_text.hpp"
#include "golden_table.hpp"
#include "spellings.hpp"

namespace {

using jooya::testing::GoldenRow;

/// Tables of the columns form, stems, spellings, origin: each spelling of the form has these stems.
void expect_stems(const std::string& table) {
    for (const GoldenRow& row : jooya::testing::golden_rows(table, 4)) {
        std::istringstream spellings(row.cells[2]);
        for (std::string spelling; spellings >> spelling;) {
            const std::string form = jooya::testing::spelled(row.cells[0], spelling);
            jooya::testing::expect_row(row, form, row.cells[1], jooya::testing::stems(form));
        }
    }
}

TEST(Stem, OfVerbsAgreesWithTheTable) {
    expect_stems("verbs.tsv");
}

TEST(Stem, OfNounsAgreesWithTheTable) {
    expect_stems("nouns.tsv");
}

std::string surfaces_of(const std::string& text) {
    return jooya::testing::rendered(text, " ",
                                    [](const jooya::Token& token) { return std::string(token.surface); });
}

TEST(Stem, LeavesNamesWhole) {
    std::string altered;
    int count = 0;
    const auto rows = jooya::testing::golden_rows("names_200.txt", 1);
    ASSERT_EQ(rows.size(), 200U);
    for (const GoldenRow& row : rows) {
        const std::string& name = row.cells[0];
        const std::string stems = jooya::testing::stems(name);
        const std::string plain = jooya::fold_for_matching(name);
        const bool has_parts =
            plain.find(' ') != std::string::npos || name.find("\u200C") != std::string::npos;
        if (stems == plain || (has_parts && stems == surfaces_of(name))) continue;
        ++count;
        altered += row.place + ' ' + jooya::testing::visible(name) + " → " + stems + '\n';
    }
    EXPECT_LE(count, 2) << altered;
}

}  // namespace
