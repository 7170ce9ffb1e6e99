// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/persian_digits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query_notes.hpp"

namespace jooya {
namespace {

TEST(PersianDigits, WritesNumbersAsPersiansDo) {
    EXPECT_EQ(persian_number(0), "۰");
    EXPECT_EQ(persian_number(999), "۹۹۹");
    EXPECT_EQ(persian_number(1234567), "۱٬۲۳۴٬۵۶۷");
    EXPECT_EQ(persian_decimal(12.34), "۱۲٫۳");
    EXPECT_EQ(with_persian_digits("1396/02/06"), "۱۳۹۶/۰۲/۰۶");
}

TEST(PersianDigits, LeavesNamesWithLettersAlone) {
    EXPECT_EQ(with_persian_digits("varzesh3"), "varzesh3");
}

TEST(PersianDigits, StandInAllNotesForPeople) {
    using namespace query_notes;
    const std::vector<Note> notes{too_long(256),          too_many_words(32),
                                  too_many_wildcards(8),  short_wildcard("ا", 2),
                                  too_deep(32),           bad_date("؟"),
                                  cut_wildcard("می", 64), offset_too_far(10000),
                                  near_too_far(50),       found_by(Rung::any_word, 2, "ایران")};
    for (const Note& note : notes) {
        EXPECT_EQ(note.fa.find_first_of("0123456789"), std::string::npos) << note.fa;
    }
    EXPECT_EQ(
        found_by(Rung::any_word, 2, "ایران").fa,
        "با آنچه نوشتید فقط ۲ خبر یافت شد؛ بقیه با هر یک از واژه‌ها یافت شد: ایران");
}

}  // namespace
}  // namespace jooya
