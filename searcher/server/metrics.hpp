// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "server/index_watch.hpp"
#include "server/request_record.hpp"

namespace jooya::server {

/// Counts what the server does. Belongs to the thread that does input and output.
class Metrics {
  public:
    void count_request(const RequestRecord& record);
    void count_turned_away() { ++turned_away_; }
    void count_given_up(std::size_t threads) { given_up_ += threads; }

    /// What the server holds at this moment.
    struct Gauges {
        std::size_t connections = 0;
        std::size_t queued = 0;
        std::size_t stuck = 0;
        std::uint64_t cache_hits = 0;
        std::uint64_t cache_misses = 0;
        std::size_t cache_bytes = 0;
        std::uint64_t reopens = 0;
        IndexState index{};
        std::int64_t now = 0;  ///< seconds since the epoch
    };

    /// Prometheus' text form 0.0.4.
    [[nodiscard]] std::string to_text(const Gauges& gauges) const;

  private:
    /// Upper bounds in seconds; a last one without bound stands behind them.
    static constexpr std::array<double, 11> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,   0.25,   0.5,   1,    2.5};
    struct Histogram {
        std::array<std::uint64_t, bounds.size() + 1> counts{};
        double sum = 0;
    };

    std::map<std::pair<std::string_view, unsigned>, std::uint64_t> requests_;
    std::map<std::string_view, Histogram> latencies_;
    std::uint64_t turned_away_ = 0;
    std::uint64_t given_up_ = 0;
    std::uint64_t searches_ = 0;
    std::uint64_t empty_searches_ = 0;
};

}  // namespace jooya::server
