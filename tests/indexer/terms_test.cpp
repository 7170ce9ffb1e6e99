// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/terms.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "jooya/indexer/jalali.hpp"

namespace {

TEST(Terms, AShortTextStaysWhole) {
    EXPECT_EQ(jooya::make_term("Z", "سوریه"), "Zسوریه");
}

TEST(Terms, ALongTextIsCutAtACharacterBeforeItsHash) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "س";
    const std::string term = jooya::make_term("XL", text);
    EXPECT_LE(term.size(), jooya::max_term_bytes);
    EXPECT_GT(term.size(), jooya::max_term_bytes - 3);
    EXPECT_EQ((term.size() - 2 - 16) % 2, 0U) << "cut inside a letter of two bytes";
    EXPECT_NE(term, jooya::make_term("XL", text + "ر"));
    EXPECT_EQ(term, jooya::make_term("XL", text));
}

TEST(Terms, EachNulTakesTwoBytes) {
    const std::string text(130, '\0');
    const std::string term = jooya::make_term("Z", text);
    std::size_t stored = term.size();
    for (const char c : term) stored += c == '\0' ? 1 : 0;
    EXPECT_LE(stored, jooya::max_term_bytes);
}

TEST(Terms, CodesHaveAsciiDigitsAndNoSpaceAround) {
    EXPECT_EQ(jooya::normalized_code(" ۶۶۰۸۲۱ "), "660821");
    EXPECT_EQ(jooya::normalized_code("\u200f٦٦٠٨٢١\u00a0"), "660821");
    EXPECT_EQ(jooya::normalized_code("AsrIran-621656"), "AsrIran-621656");
    EXPECT_EQ(jooya::code_term("۶۶۰۸۲۱"), "Q660821");
}

TEST(Terms, AnAgencyIsTheSameWithAndWithoutItsWord) {
    const jooya::Field& agency = *jooya::find_field("agency");
    EXPECT_EQ(jooya::keyword_term(agency, "خبرگزاری تسنیم"), jooya::keyword_term(agency, "تسنیم"));
    EXPECT_EQ(jooya::keyword_term(agency, "خبرگزاري تسنيم"), jooya::keyword_term(agency, "تسنیم"));
    EXPECT_EQ(jooya::keyword_term(agency, "خبرگزاری"), "XA" + jooya::keyword_key(agency, "خبرگزاری"));
    const jooya::Field& category = *jooya::find_field("category");
    EXPECT_EQ(jooya::keyword_term(category, "بين‌الملل"),
              jooya::keyword_term(category, "بین‌الملل"));
}

TEST(Terms, ADateHasItsDayMonthAndYearInBothCalendars) {
    const auto noon = jooya::from_calendar({1396, 2, 6}, jooya::CalendarKind::jalali);
    const std::vector<std::string> expected = {"DJ1396", "DJ139602", "DJ13960206",
                                               "DG2017", "DG201704", "DG20170426"};
    EXPECT_EQ(jooya::date_terms({*noon, false}), expected);
}

}  // namespace
