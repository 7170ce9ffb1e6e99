// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>

#include "golden_table.hpp"
#include "jooya/searcher/parse_query.hpp"

namespace {

std::string codes_of(const jooya::ParsedQuery& parsed) {
    std::string codes;
    for (const jooya::Note& note : parsed.notes) codes += (codes.empty() ? "" : " ") + note.code;
    return codes;
}

TEST(QueryLanguage, ReadsEveryConstruct) {
    for (const auto& row : jooya::testing::golden_rows("query_language.tsv", 4)) {
        const jooya::ParsedQuery parsed = jooya::parse_query(row.cells[0]);
        jooya::testing::expect_row(row, row.cells[0], row.cells[1] + " | " + row.cells[2],
                                   to_string(parsed.query) + " | " + codes_of(parsed));
    }
}

// A tree that is printed is read again as itself: what programs hand on keeps its meaning.
TEST(QueryLanguage, IsReadAgainAsItIsPrinted) {
    for (const auto& row : jooya::testing::golden_rows("query_language.tsv", 4)) {
        const jooya::Query query = jooya::parse_query(row.cells[0]).query;
        jooya::testing::expect_row(row, row.cells[0], to_string(query),
                                   to_string(jooya::parse_query(to_query_text(query)).query));
    }
}

}  // namespace
