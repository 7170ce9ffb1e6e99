// SPDX-License-Identifier: GPL-3.0-or-later
// Days and moments in Tehran, in the Jalali and the Gregorian calendar. ICU's `fa_IR@calendar=persian` in the
// zone Asia/Tehran does the arithmetic, with one calendar object a thread: every function here may be called
// from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jooya/indexer/article.hpp"

namespace jooya {

enum class CalendarKind : std::uint8_t { jalali, gregorian };

/// A day of a calendar; `month` and `day` are counted from 1.
struct CalendarDay {
    int year = 0;
    int month = 0;
    int day = 0;

    friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

/// The wall clock in Tehran, to the minute.
struct ClockTime {
    int hour = 0;
    int minute = 0;

    friend bool operator==(const ClockTime&, const ClockTime&) = default;
};

/// The hour that stands for a day whose time of day is not known.
inline constexpr int noon = 12;

/// The day that Tehran's wall calendar shows at `seconds` since the epoch.
CalendarDay to_calendar(std::int64_t seconds, CalendarKind kind);

/// The time that Tehran's wall clock shows at `seconds` since the epoch.
ClockTime to_clock(std::int64_t seconds);

/// The moment when Tehran's wall clock shows `day`, `hour`, `minute` and `second`; nothing where the calendar
/// has no such day (1402/13/45, 1402/12/30) or the clock no such time. Years 1–9999.
std::optional<std::int64_t> from_calendar(CalendarDay day, CalendarKind kind, int hour = noon, int minute = 0,
                                          int second = 0);

/// How many days a month has: 29 to 31 (Jalali), 28 to 31 (Gregorian); 0 where there is no such month.
int days_in_month(int year, int month, CalendarKind kind);

/// The calendar that a year on an Iranian page belongs to: 1300–1499 are Jalali, 1900–2099 Gregorian.
std::optional<CalendarKind> calendar_of_year(int year);

/// What the Jalali `month` is called, 1 for فروردین; empty where there is no such month.
std::string_view jalali_month_name(int month);

/// «۶ اردیبهشت ۱۳۹۶», with « - ۱۵:۲۳» behind it where the time of day is known.
std::string format_jalali(const Timestamp& date);

/// "1396/02/06", ASCII digits.
std::string format_jalali_numeric(const Timestamp& date);

/// ISO 8601 in Tehran's offset, "2017-04-26T15:23:00+04:30"; only the day where no time is known.
std::string format_iso(const Timestamp& date);

}  // namespace jooya
