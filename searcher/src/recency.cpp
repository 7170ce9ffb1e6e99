// SPDX-License-Identifier: GPL-3.0-or-later
#include "recency.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace {

constexpr double seconds_a_day = 86'400;

// Seconds since the epoch; nothing for an article without a date.
std::vector<std::optional<double>> dates_of(const std::vector<Xapian::docid>& articles,
                                            const Xapian::Database& database) {
    std::vector<std::size_t> by_number(articles.size());
    std::iota(by_number.begin(), by_number.end(), 0);
    std::ranges::sort(by_number, {}, [&](std::size_t i) { return articles[i]; });
    std::vector<std::optional<double>> dates(articles.size());
    auto value = database.valuestream_begin(slot_date);
    const auto end = database.valuestream_end(slot_date);
    for (const std::size_t i : by_number) {
        if (value == end) break;
        value.skip_to(articles[i]);
        if (value != end && value.get_docid() == articles[i]) dates[i] = Xapian::sortable_unserialise(*value);
    }
    return dates;
}

}  // namespace

std::vector<double> left_by_age(const std::vector<Xapian::docid>& articles, double half_life_days,
                                const Xapian::Database& database) {
    const std::vector<std::optional<double>> dates = dates_of(articles, database);
    std::optional<double> newest;
    std::optional<double> oldest;
    for (const std::optional<double>& date : dates) {
        if (!date) continue;
        newest = std::max(newest.value_or(*date), *date);
        oldest = std::min(oldest.value_or(*date), *date);
    }
    std::vector<double> left(articles.size(), 1);
    if (!newest) return left;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const double age_days = (*newest - dates[i].value_or(*oldest)) / seconds_a_day;
        left[i] = std::exp2(-age_days / half_life_days);
    }
    return left;
}

}  // namespace jooya
