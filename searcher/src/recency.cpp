// SPDX-License-Identifier: GPL-3.0-or-later
#include "recency.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace {

constexpr double seconds_a_day = 86'400;

// Seconds since the epoch; nothing for an article without a date.
std::vector<std::optional<double>> dates_of(const std::vector<Xapian::docid>& articles,
                                            const ArticleStore& store) {
    std::vector<std::optional<double>> dates;
    for (const std::string& value : store.values(articles, slot_date)) {
        dates.push_back(value.empty() ? std::nullopt : std::optional(Xapian::sortable_unserialise(value)));
    }
    return dates;
}

}  // namespace

std::vector<double> left_by_age(const std::vector<Xapian::docid>& articles, double half_life_days,
                                const ArticleStore& store) {
    const std::vector<std::optional<double>> dates = dates_of(articles, store);
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
