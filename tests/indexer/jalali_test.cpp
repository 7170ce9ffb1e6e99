// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/jalali.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

namespace {

using jooya::CalendarDay;
using jooya::CalendarKind;

struct Row {
    CalendarDay jalali;
    CalendarDay gregorian;
    const char* origin;
};

const std::array rows = {
    Row{{1396, 2, 6}, {2017, 4, 26}, "the day before article 660821's conference ended"},
    Row{{1399, 12, 30}, {2021, 3, 20}, "leap year's last day"},
    Row{{1400, 1, 1}, {2021, 3, 21}, "Nowruz 1400"},
    Row{{1403, 12, 30}, {2025, 3, 20}, "leap year 1403"},
    Row{{1404, 1, 1}, {2025, 3, 21}, "Nowruz 1404"},
    Row{{1357, 11, 22}, {1979, 2, 11}, "history books"},
    Row{{1300, 1, 1}, {1921, 3, 21}, "first day of the century"},
};

TEST(Jalali, DaysMeetTheirGregorianOnes) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.origin);
        const auto moment = jooya::from_calendar(row.jalali, CalendarKind::jalali);
        ASSERT_TRUE(moment.has_value());
        EXPECT_EQ(jooya::to_calendar(*moment, CalendarKind::gregorian), row.gregorian);
        EXPECT_EQ(jooya::to_calendar(*moment, CalendarKind::jalali), row.jalali);
        EXPECT_EQ(jooya::from_calendar(row.gregorian, CalendarKind::gregorian), moment);
    }
}

TEST(Jalali, ADayThatNoCalendarHasIsNone) {
    EXPECT_EQ(jooya::from_calendar({1402, 13, 1}, CalendarKind::jalali), std::nullopt);
    EXPECT_EQ(jooya::from_calendar({1402, 12, 30}, CalendarKind::jalali),
              std::nullopt);  // 1402 is no leap year
    EXPECT_EQ(jooya::from_calendar({1402, 7, 31}, CalendarKind::jalali), std::nullopt);
    EXPECT_EQ(jooya::from_calendar({2023, 2, 29}, CalendarKind::gregorian), std::nullopt);
    EXPECT_EQ(jooya::from_calendar({1402, 1, 1}, CalendarKind::jalali, 24), std::nullopt);
    EXPECT_EQ(jooya::from_calendar({1402, 1, 1}, CalendarKind::jalali, 12, 60), std::nullopt);
}

TEST(Jalali, DaysBeginAtTehransMidnight) {
    // 2017-04-25T19:30:00Z is midnight at +04:30.
    const std::int64_t midnight = 1493148600;
    EXPECT_EQ(jooya::to_calendar(midnight - 1, CalendarKind::jalali), (CalendarDay{1396, 2, 5}));
    EXPECT_EQ(jooya::to_calendar(midnight, CalendarKind::jalali), (CalendarDay{1396, 2, 6}));
    EXPECT_EQ(jooya::to_clock(midnight), (jooya::ClockTime{0, 0}));
}

TEST(Jalali, WritesDatesAsPersianReadersDo) {
    const std::int64_t moment = *jooya::from_calendar({1396, 2, 6}, CalendarKind::jalali, 15, 23);
    EXPECT_EQ(jooya::format_jalali({moment, true}), "۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳");
    EXPECT_EQ(jooya::format_jalali({moment, false}), "۶ اردیبهشت ۱۳۹۶");
    EXPECT_EQ(jooya::format_jalali_numeric({moment, true}), "1396/02/06");
    EXPECT_EQ(jooya::format_iso({moment, true}), "2017-04-26T15:23:00+04:30");
    EXPECT_EQ(jooya::format_iso({moment, false}), "2017-04-26");
}

TEST(Jalali, ThreadsDoNotDisturbEachOther) {
    std::vector<std::thread> threads;
    std::array<int, 4> wrong{};
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&wrong, t] {
            for (int i = 0; i < 500; ++i) {
                const Row& row = rows[(t + static_cast<std::size_t>(i)) % rows.size()];
                const auto moment = jooya::from_calendar(row.jalali, CalendarKind::jalali);
                if (jooya::to_calendar(moment.value_or(0), CalendarKind::gregorian) != row.gregorian)
                    ++wrong[t];
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, (std::array<int, 4>{}));
}

}  // namespace
