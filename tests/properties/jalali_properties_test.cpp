// SPDX-License-Identifier: GPL-3.0-or-later
// The Persian calendar over a century and a half, held to two other counts of the days: C++'s Gregorian one and
// the 33-year rule of leap years.
#include <gtest/gtest.h>
#include <unicode/calendar.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "date_range.hpp"
#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/query.hpp"

namespace {

using jooya::CalendarDay;
using jooya::CalendarKind;

constexpr int first_year = 1300;
constexpr int last_year = 1450;
constexpr int months_a_year = 12;

CalendarDay gregorian(std::chrono::sys_days days) {
    const std::chrono::year_month_day date(days);
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

// Calls `see` with every day from 1300/01/01 to the end of 1450 and its Gregorian day, counted by C++.
template <typename See>
void every_day(const See& see) {
    using std::chrono::year;
    std::chrono::sys_days days = year(1921) / 3 / 21;  // Nowruz 1300
    for (int jalali_year = first_year; jalali_year <= last_year; ++jalali_year) {
        for (int month = 1; month <= months_a_year; ++month) {
            const int last = jooya::days_in_month(jalali_year, month, CalendarKind::jalali);
            for (int day = 1; day <= last; ++day) {
                see(CalendarDay{jalali_year, month, day}, gregorian(days));
                days += std::chrono::days(1);
                if (testing::Test::HasFatalFailure()) return;
            }
        }
    }
    EXPECT_EQ(days, std::chrono::sys_days(year(2072) / 3 / 20)) << "Nowruz 1451";
}

TEST(JalaliProperty, EveryDayOfACenturyAndAHalfRoundTrips) {
    every_day([](const CalendarDay& day, const CalendarDay& gregorian_day) {
        const auto moment = jooya::from_calendar(day, CalendarKind::jalali);
        ASSERT_TRUE(moment) << day.year << '/' << day.month << '/' << day.day;
        ASSERT_EQ(jooya::to_calendar(*moment, CalendarKind::jalali), day);
        ASSERT_EQ(jooya::to_calendar(*moment, CalendarKind::gregorian), gregorian_day)
            << day.year << '/' << day.month << '/' << day.day;
        ASSERT_EQ(jooya::from_calendar(gregorian_day, CalendarKind::gregorian), moment);
    });
}

// What is typed as a day means its seconds in Tehran, all of them and no others, in both calendars.
TEST(JalaliProperty, EveryTypedDayIsTheSecondsBetweenItsNeighbours) {
    std::optional<std::int64_t> end_of_yesterday;
    every_day([&](const CalendarDay& day, const CalendarDay& gregorian_day) {
        const jooya::PartialDate typed{day.year, day.month, day.day};
        const auto dates = jooya::parse_dates(jooya::to_string(typed));
        ASSERT_TRUE(dates);
        ASSERT_EQ(dates->from, typed);
        const jooya::DateRange range = jooya::resolve(*dates);
        ASSERT_EQ(jooya::to_calendar(*range.first, CalendarKind::jalali), day);
        ASSERT_EQ(jooya::to_calendar(*range.last, CalendarKind::jalali), day);
        if (end_of_yesterday) {
            ASSERT_EQ(*range.first, *end_of_yesterday + 1);
        }
        end_of_yesterday = range.last;
        const jooya::PartialDate iso{gregorian_day.year, gregorian_day.month, gregorian_day.day};
        const auto gregorian_dates = jooya::parse_dates(jooya::to_string(iso));
        ASSERT_TRUE(gregorian_dates);
        ASSERT_EQ(jooya::resolve(*gregorian_dates), range);
    });
}

TEST(JalaliProperty, LeapYearsAreThoseOfIcuAndOfThe33YearRule) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(icu::Locale("fa_IR@calendar=persian"), status));
    ASSERT_TRUE(U_SUCCESS(status));
    constexpr int leap_days = 30;
    constexpr int days_of_a_leap_year = 366;
    for (int year = first_year; year <= last_year; ++year) {
        const bool is_leap = jooya::days_in_month(year, months_a_year, CalendarKind::jalali) == leap_days;
        calendar->clear();
        calendar->set(UCAL_EXTENDED_YEAR, year);
        EXPECT_EQ(is_leap, calendar->getActualMaximum(UCAL_DAY_OF_YEAR, status) == days_of_a_leap_year)
            << year;
        EXPECT_EQ(is_leap, (25 * year + 11) % 33 < 8) << year;  // right for 1178 to 1633 (Borkowski 1996)
    }
}

}  // namespace
