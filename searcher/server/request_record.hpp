// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/reply.hpp"

namespace jooya::server {

/// A request that was answered: what metrics and logs are made from. Lives as long as the call it is given to.
struct RequestRecord {
    std::string_view client{};  ///< its IP address, as the proxy in front names it
    std::string_view method{};
    std::string_view target{};
    std::string_view route{};  ///< static storage
    unsigned status = 0;
    std::size_t bytes = 0;  ///< of the body
    std::chrono::duration<double> took{};
    bool is_cached = false;        ///< answered without a search thread
    const Asked* asked = nullptr;  ///< what was searched for, where that was a search
};

/// One line of the access log: a JSON object with time (UTC), client, method, target, route, status, bytes, ms
/// and cached. ASCII without control characters, whatever the request held.
std::string access_line(const RequestRecord& record, std::int64_t now);

/// Seconds since the epoch as RFC 3339 in UTC.
std::string utc(std::int64_t seconds);

}  // namespace jooya::server
