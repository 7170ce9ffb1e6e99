// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/synonyms.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/error.hpp"
#include "jooya/searcher/parse_query.hpp"
#include "query_synonyms.hpp"

namespace {

using jooya::Synonyms;

std::string with_other_names(std::string_view query, const Synonyms& synonyms) {
    jooya::Analysis analysis;
    return to_string(jooya::with_other_names(jooya::parse_query(query).query, synonyms, analysis));
}

// Origin: one row a kind of node.
TEST(SynonymsTest, StandBesideWhatTheyName) {
    Synonyms synonyms;
    synonyms.add("# سرآیند\nناتو\tپیمان آتلانتیک شمالی\r\n\nپکن\tبیجینگ\tپایتخت چین\n", "names.tsv");
    EXPECT_EQ(synonyms.rows(), 2);
    struct Row {
        std::string_view query;
        std::string_view named;
    };
    const std::vector<Row> rows{
        {"ناتو", "(or \"ناتو\" (phrase \"پیمان آتلانتیک شمالی\"))"},
        {"نشست ناتو", "(any \"نشست\" \"ناتو\" (or (phrase \"پیمان آتلانتیک شمالی\")))"},
        {"پيمان آتلانتیک شمالی امروز", "(any \"پيمان\" \"آتلانتیک\" \"شمالی\" \"امروز\" (or \"ناتو\"))"},
        {"\"پیمان آتلانتیک شمالی\"", "(or (phrase \"پیمان آتلانتیک شمالی\") \"ناتو\")"},
        {"+بیجینگ -ناتو", "(and (or \"بیجینگ\" \"پکن\" (phrase \"پایتخت چین\")) (not \"ناتو\"))"},
        {"title:پکن", "(title (or \"پکن\" \"بیجینگ\" (phrase \"پایتخت چین\")))"},
        {"=ناتو", "(exact \"ناتو\")"},
        {"پیمان شمالی", "(any \"پیمان\" \"شمالی\")"},
        {"agency:ناتو", "(agency \"ناتو\")"},
        {"", "(any)"},
    };
    for (const Row& row : rows) EXPECT_EQ(with_other_names(row.query, synonyms), row.named) << row.query;
}

TEST(SynonymsTest, RefuseABadFileWithLineAndReason) {
    struct Row {
        std::string_view text;
        std::string_view message;
    };
    const std::vector<Row> rows{
        {"الف\tب\nتنها\n", "names.tsv, line 2: a single name"},
        {"الف\t\n", "names.tsv, line 1: a single name"},
        {"الف\t؟!\n", "names.tsv, line 1: no word in \"؟!\""},
        {"# سرآیند\nپکن\tبیجینگ\nچین\tپكن\n", "names.tsv, line 3: \"پكن\" stands in an earlier row"},
        {"a b c d e f g h i\tz\n", "names.tsv, line 1: more than 8 words in \"a b c d e f g h i\""},
        {"الف\t\xFF\n", "names.tsv, line 1: not UTF-8"},
    };
    for (const Row& row : rows) {
        try {
            Synonyms().add(row.text, "names.tsv");
            ADD_FAILURE() << "accepted: " << row.text;
        } catch (const jooya::Error& error) {
            EXPECT_EQ(error.code(), jooya::ErrorCode::usage);
            EXPECT_EQ(error.message().en, row.message);
            EXPECT_FALSE(error.message().fa.empty());
        }
    }
    EXPECT_THROW(Synonyms().add_file("/nonexistent/names.tsv"), jooya::Error);
}

TEST(SynonymsTest, JooyaBringsSomeAlong) {
    EXPECT_GE(Synonyms::common().rows(), 60);
    EXPECT_EQ(with_other_names("بیجینگ", Synonyms::common()), "(or \"بیجینگ\" \"پکن\")");
}

}  // namespace
