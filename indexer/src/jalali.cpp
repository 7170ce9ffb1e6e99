// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/jalali.hpp"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <array>
#include <memory>
#include <string_view>

#include "jooya/error.hpp"

namespace jooya {
namespace {

constexpr std::array<std::string_view, 12> jalali_months = {
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"};

constexpr double milliseconds = 1000.0;

/// One calendar object of this thread, in Tehran's zone: making one costs thousands of conversions.
icu::Calendar& calendar_of_thread(CalendarKind kind) {
    static thread_local std::array<std::unique_ptr<icu::Calendar>, 2> calendars;
    auto& calendar = calendars[static_cast<std::size_t>(kind)];
    if (calendar == nullptr) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Locale locale(kind == CalendarKind::jalali ? "fa_IR@calendar=persian"
                                                              : "en_US@calendar=gregorian");
        calendar.reset(
            icu::Calendar::createInstance(icu::TimeZone::createTimeZone("Asia/Tehran"), locale, status));
        if (U_FAILURE(status) != 0) {
            throw Error(ErrorCode::internal,
                        {fmt::format("ICU has no calendar for Tehran: {}", u_errorName(status)),
                         fmt::format("ICU تقویم تهران را ندارد: {}", u_errorName(status))},
                        {"reinstall the package libicu72", "بستهٔ libicu72 را دوباره نصب کنید"});
        }
    }
    return *calendar;
}

icu::Calendar& calendar_at(std::int64_t seconds, CalendarKind kind) {
    icu::Calendar& calendar = calendar_of_thread(kind);
    UErrorCode status = U_ZERO_ERROR;
    calendar.setTime(static_cast<double>(seconds) * milliseconds, status);
    return calendar;
}

int field_of(const icu::Calendar& calendar, UCalendarDateFields field) {
    UErrorCode status = U_ZERO_ERROR;
    return calendar.get(field, status);
}

std::string in_persian_digits(std::string_view ascii) {
    std::string persian;
    for (const char c : ascii) {
        if (c >= '0' && c <= '9') {
            persian += "\xDB";  // U+06F0 EXTENDED ARABIC-INDIC DIGIT ZERO is DB B0
            persian += static_cast<char>(0xB0 + (c - '0'));
        } else {
            persian += c;
        }
    }
    return persian;
}

}  // namespace

CalendarDay to_calendar(std::int64_t seconds, CalendarKind kind) {
    const icu::Calendar& calendar = calendar_at(seconds, kind);
    return {field_of(calendar, kind == CalendarKind::jalali ? UCAL_EXTENDED_YEAR : UCAL_YEAR),
            field_of(calendar, UCAL_MONTH) + 1, field_of(calendar, UCAL_DATE)};
}

ClockTime to_clock(std::int64_t seconds) {
    const icu::Calendar& calendar = calendar_at(seconds, CalendarKind::gregorian);
    return {field_of(calendar, UCAL_HOUR_OF_DAY), field_of(calendar, UCAL_MINUTE)};
}

int days_in_month(int year, int month, CalendarKind kind) {
    if (month < 1 || month > 12 || year < 1 || year > 9999) return 0;
    icu::Calendar& calendar = calendar_of_thread(kind);
    calendar.clear();
    calendar.set(UCAL_EXTENDED_YEAR, year);
    calendar.set(UCAL_MONTH, month - 1);
    calendar.set(UCAL_DATE, 1);
    UErrorCode status = U_ZERO_ERROR;
    return calendar.getActualMaximum(UCAL_DATE, status);
}

std::optional<std::int64_t> from_calendar(CalendarDay day, CalendarKind kind, int hour, int minute,
                                          int second) {
    if (day.day < 1 || day.day > days_in_month(day.year, day.month, kind)) return std::nullopt;
    // 60 is a leap second; ICU counts it into the next minute.
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    icu::Calendar& calendar = calendar_of_thread(kind);
    calendar.clear();
    calendar.set(UCAL_EXTENDED_YEAR, day.year);
    calendar.set(UCAL_MONTH, day.month - 1);
    calendar.set(UCAL_DATE, day.day);
    calendar.set(UCAL_HOUR_OF_DAY, hour);
    calendar.set(UCAL_MINUTE, minute);
    calendar.set(UCAL_SECOND, second);
    UErrorCode status = U_ZERO_ERROR;
    const double moment = calendar.getTime(status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    return static_cast<std::int64_t>(moment / milliseconds);
}

std::optional<CalendarKind> calendar_of_year(int year) {
    if (year >= 1300 && year <= 1499) return CalendarKind::jalali;
    if (year >= 1900 && year <= 2099) return CalendarKind::gregorian;
    return std::nullopt;
}

std::string_view jalali_month_name(int month) {
    const bool is_month = month >= 1 && month <= static_cast<int>(jalali_months.size());
    return is_month ? jalali_months.at(static_cast<std::size_t>(month - 1)) : std::string_view();
}

std::string format_jalali(const Timestamp& date) {
    const CalendarDay day = to_calendar(date.seconds, CalendarKind::jalali);
    std::string text = fmt::format("{} {} {}", day.day, jalali_month_name(day.month), day.year);
    if (date.has_time) {
        const ClockTime time = to_clock(date.seconds);
        text += fmt::format(" - {:02}:{:02}", time.hour, time.minute);
    }
    return in_persian_digits(text);
}

std::string format_jalali_numeric(const Timestamp& date) {
    const CalendarDay day = to_calendar(date.seconds, CalendarKind::jalali);
    return fmt::format("{:04}/{:02}/{:02}", day.year, day.month, day.day);
}

std::string format_iso(const Timestamp& date) {
    const CalendarDay day = to_calendar(date.seconds, CalendarKind::gregorian);
    std::string text = fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    if (!date.has_time) return text;
    const icu::Calendar& calendar = calendar_at(date.seconds, CalendarKind::gregorian);
    const int offset_minutes =
        (field_of(calendar, UCAL_ZONE_OFFSET) + field_of(calendar, UCAL_DST_OFFSET)) / 60'000;
    text += fmt::format("T{:02}:{:02}:{:02}{}{:02}:{:02}", field_of(calendar, UCAL_HOUR_OF_DAY),
                        field_of(calendar, UCAL_MINUTE), field_of(calendar, UCAL_SECOND),
                        offset_minutes < 0 ? '-' : '+', std::abs(offset_minutes) / 60,
                        std::abs(offset_minutes) % 60);
    return text;
}

}  // namespace jooya
