// SPDX-License-Identifier: GPL-3.0-or-later
#include "to_xapian.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <cstddef>
#include <string_view>

#include "index_of.hpp"
#include "jooya/searcher/parse_query.hpp"

namespace {

TEST(ToXapianTest, TellsHowManyWrittenWordsItAsksOfOneArticle) {
    const Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    const jooya::test::IndexOf index(database);
    const auto written_words = [&](std::string_view query) {
        return to_xapian(jooya::parse_query(query).query, index.view, jooya::Reach::wording).written_words;
    };
    struct Row {
        std::string_view query;
        std::size_t written_words;
    };
    // From the definition: what tells something, as it was written; of alternatives the most.
    constexpr Row rows[] = {{"جنگ", 1},
                            {"دوبازیکن", 1},  // analyzed into دو and بازیکن
                            {"از جنگ", 1},
                            {"از", 0},
                            {"جنگ ایران", 2},
                            {"جنگ جنگ", 1},
                            {"جنگ AND ایران", 2},
                            {"جنگ OR ایران", 1},
                            {"(جنگ ایران) OR تهران", 2},
                            {"صلح AND (جنگ OR ایران)", 2},
                            {"جنگ -ایران", 1},
                            {"title:جنگ", 0}};  // not looked at closely
    for (const Row& row : rows) EXPECT_EQ(written_words(row.query), row.written_words) << row.query;
}

}  // namespace
