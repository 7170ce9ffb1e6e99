// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "jooya/searcher/query.hpp"

namespace jooya {

/// Moments in seconds since the epoch, both inclusive; open where there is none.
struct DateRange {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;

    friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// From the first second in Tehran of `dates.from` to the last second of `dates.to`. A range that was typed
/// backwards is turned round. The dates must exist, as those of `parse_dates` do.
DateRange resolve(const query::Dates& dates);

}  // namespace jooya
