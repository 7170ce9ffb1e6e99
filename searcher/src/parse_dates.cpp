// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/query.hpp"

namespace jooya {

namespace {

// What a month is called, in the order of the year: the usual name first.
using MonthNames = std::array<std::array<std::string_view, 3>, 12>;
constexpr MonthNames jalali_months{{{"فروردین"},
                                    {"اردیبهشت"},
                                    {"خرداد"},
                                    {"تیر"},
                                    {"مرداد", "امرداد"},
                                    {"شهریور"},
                                    {"مهر"},
                                    {"آبان"},
                                    {"آذر"},
                                    {"دی"},
                                    {"بهمن"},
                                    {"اسفند"}}};
constexpr MonthNames gregorian_months{{{"ژانویه"},
                                       {"فوریه"},
                                       {"مارس"},
                                       {"آوریل", "اپریل"},
                                       {"مه", "می"},
                                       {"ژوئن", "جون"},
                                       {"ژوئیه", "جولای"},
                                       {"اوت", "آگوست"},
                                       {"سپتامبر"},
                                       {"اکتبر"},
                                       {"نوامبر"},
                                       {"دسامبر"}}};

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_separator(char c) {
    return c == '/' || c == '-' || c == '.' || c == ' ';
}

// The parts of a date: runs of digits and runs of letters.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin + 1;
        if (!is_separator(text[begin])) {
            while (end < text.size() && !is_separator(text[end]) &&
                   is_digit(text[end]) == is_digit(text[begin]))
                ++end;
            parts.push_back(text.substr(begin, end - begin));
        }
        begin = end;
    }
    return parts;
}

std::optional<std::int32_t> number(std::string_view text, std::size_t max_digits) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.size() > max_digits || error != std::errc{} ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

// 1 to 12, or nothing where `name` (folded) is no month of that calendar.
std::optional<std::int32_t> month_called(std::string_view name, bool is_jalali) {
    const auto& months = is_jalali ? jalali_months : gregorian_months;
    const auto found = std::ranges::find_if(months, [&](const auto& names) {
        return std::ranges::any_of(names, [&](std::string_view month) {
            return !month.empty() && fold_for_matching(month) == name;
        });
    });
    if (found == months.end()) return std::nullopt;
    return static_cast<std::int32_t>(found - months.begin()) + 1;
}

bool is_possible(const PartialDate& date) {
    const auto calendar = calendar_of_year(date.year);
    if (!calendar) return false;
    if (date.month == 0) return date.day == 0;
    const int days = days_in_month(date.year, date.month, *calendar);
    return days != 0 && date.day <= days;
}

std::optional<PartialDate> checked(std::optional<std::int32_t> year, std::optional<std::int32_t> month,
                                   std::optional<std::int32_t> day) {
    if (!year || !month || !day) return std::nullopt;
    const PartialDate date{*year, *month, *day};
    return is_possible(date) ? std::optional(date) : std::nullopt;
}

std::optional<std::int32_t> nonzero(std::optional<std::int32_t> value) {
    return value && *value > 0 ? value : std::nullopt;
}

std::optional<PartialDate> numeric_date(const std::vector<std::string_view>& parts) {
    if (parts.size() == 1 && parts[0].size() == 8) {  // 13960210
        return checked(number(parts[0].substr(0, 4), 4), nonzero(number(parts[0].substr(4, 2), 2)),
                       nonzero(number(parts[0].substr(6), 2)));
    }
    const auto year = number(parts[0], 4);
    if (parts.size() == 1) return checked(year, 0, 0);
    const auto month = nonzero(number(parts[1], 2));
    if (parts.size() == 2) return checked(year, month, 0);
    if (parts.size() == 3) return checked(year, month, nonzero(number(parts[2], 2)));
    return std::nullopt;
}

// «مهر ۱۴۰۲», «۱۲ مهر ۱۴۰۲», with or without spaces.
std::optional<PartialDate> named_date(const std::vector<std::string_view>& parts) {
    const auto year = number(parts.back(), 4);
    if (!year || parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const auto month = month_called(parts[parts.size() - 2], calendar_of_year(*year) == CalendarKind::jalali);
    return checked(year, month, parts.size() == 3 ? nonzero(number(parts.front(), 2)) : std::optional(0));
}

std::optional<PartialDate> partial_date(std::string_view text) {
    const auto parts = parts_of(text);
    if (parts.empty()) return std::nullopt;
    const bool is_numeric =
        std::ranges::all_of(parts, [](std::string_view part) { return is_digit(part[0]); });
    return is_numeric ? numeric_date(parts) : named_date(parts);
}

}  // namespace

std::optional<query::Dates> parse_dates(std::string_view text) {
    const std::string folded = fold_for_matching(text);
    constexpr std::string_view range = "..";
    const std::size_t at = folded.find(range);
    if (at == std::string::npos) {
        const auto date = partial_date(folded);
        return date ? std::optional(query::Dates{date, date}) : std::nullopt;
    }
    const std::string_view left = std::string_view(folded).substr(0, at);
    const std::string_view right = std::string_view(folded).substr(at + range.size());
    const query::Dates dates{partial_date(left), partial_date(right)};
    // Either side may be left open, but not both, and what is written must be a date.
    const bool is_left_good = dates.from || left.empty();
    const bool is_right_good = dates.to || right.empty();
    if (!is_left_good || !is_right_good || (left.empty() && right.empty())) return std::nullopt;
    return dates;
}

}  // namespace jooya
