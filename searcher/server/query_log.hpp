// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "server/reply.hpp"

namespace jooya::server {

/// What readers search for, without who they are: a query is told only once `clients` different ones have asked
/// for it on one day (k-anonymity; Sweeney 2002), since one person's rare query can name that person. Addresses
/// are kept only as hashes with a key that is drawn anew each day and never leaves memory; the log holds days,
/// no times. All that stays below the threshold is told as one sum.
///
/// Lines are JSON objects: day (UTC), query (folded; null for the sum of the rest), asked, empty (without
/// results), total_ms, slowest_ms. The lines of one query and day add up; `jooya-search --query-report` does.
class QueryLog {
  public:
    /// `write` takes one line. `clients` is at least 1.
    QueryLog(std::size_t clients, std::function<void(std::string_view)> write);

    /// Counts one search of `client` at `now` (seconds since the epoch).
    void add(const Asked& asked, std::string_view client, std::int64_t now);

    /// Writes what has come together and may be told. Call it now and then, and at the end.
    void flush(std::int64_t now);

  private:
    struct Counts {
        std::uint64_t asked = 0;
        std::uint64_t empty = 0;
        double total_ms = 0;
        double slowest_ms = 0;
        void add(const Asked& asked);
    };
    struct Entry {
        Counts counts{};
        std::unordered_set<std::uint64_t> clients{};  ///< emptied where the query may be told
        bool is_told = false;
    };

    void begin_day(std::int64_t day);
    void tell(const std::string* query, Counts& counts) const;

    std::size_t clients_;
    std::function<void(std::string_view)> write_;
    std::int64_t day_ = -1;  ///< since the epoch
    std::uint64_t key_ = 0;
    std::unordered_map<std::string, Entry> entries_;
    Counts rest_{};  ///< of queries beyond what memory is spent on
};

}  // namespace jooya::server
