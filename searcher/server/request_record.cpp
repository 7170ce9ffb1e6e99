// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request_record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace jooya::server {

std::string utc(std::int64_t seconds) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
}

std::string access_line(const RequestRecord& record, std::int64_t now) {
    constexpr double tenths = 10;
    const double ms = std::chrono::duration<double, std::milli>(record.took).count();
    const nlohmann::ordered_json line{{"time", utc(now)},          {"client", record.client},
                                      {"method", record.method},   {"target", record.target},
                                      {"route", record.route},     {"status", record.status},
                                      {"bytes", record.bytes},     {"ms", std::round(ms * tenths) / tenths},
                                      {"cached", record.is_cached}};
    return line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace jooya::server
