// SPDX-License-Identifier: GPL-3.0-or-later
#include "date_range.hpp"

#include <utility>

#include "jooya/indexer/jalali.hpp"

namespace jooya {

namespace {

constexpr std::int32_t months_a_year = 12;

constexpr std::int64_t seconds_an_hour = 3600;

// Summer time began at midnight in Tehran, so that on one day of those years the first hour is 1. In 1357 it
// ended an hour after midnight: that day's first hour came twice, and ICU names the second one.
std::int64_t first_second(const CalendarDay& day, CalendarKind kind) {
    const auto midnight = from_calendar(day, kind, 0);
    if (!midnight) return from_calendar(day, kind, 1).value();
    return to_calendar(*midnight - 1, kind) == day ? *midnight - seconds_an_hour : *midnight;
}

CalendarKind kind_of(const PartialDate& date) {
    return calendar_of_year(date.year).value();
}

std::int64_t begin_of(const PartialDate& date) {
    return first_second({date.year, date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day},
                        kind_of(date));
}

std::int64_t end_of(const PartialDate& date) {
    CalendarDay next{date.year, date.month, date.day};
    if (date.day != 0 && date.day < days_in_month(date.year, date.month, kind_of(date))) {
        ++next.day;
    } else if (date.month != 0 && date.month < months_a_year) {
        next = {date.year, date.month + 1, 1};
    } else {
        next = {date.year + 1, 1, 1};
    }
    return first_second(next, kind_of(date)) - 1;
}

}  // namespace

DateRange resolve(const query::Dates& dates) {
    PartialDate from = dates.from.value_or(PartialDate{});
    PartialDate to = dates.to.value_or(PartialDate{});
    if (dates.from && dates.to && begin_of(from) > end_of(to)) std::swap(from, to);
    return {dates.from ? std::optional(begin_of(from)) : std::nullopt,
            dates.to ? std::optional(end_of(to)) : std::nullopt};
}

}  // namespace jooya
