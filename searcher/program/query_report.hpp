// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace jooya {

/// What one query of the log of jooya-serve comes to over all its days.
struct QueryCounts {
    std::string query;
    std::uint64_t asked = 0;
    std::uint64_t empty = 0;  ///< times that nothing was found
    double total_ms = 0;
    double slowest_ms = 0;
};

/// What readers searched for, put together from a query log.
struct QueryReport {
    std::string first_day;  ///< as the log has it, 2026-11-25; empty where the log is
    std::string last_day;
    std::uint64_t asked = 0;   ///< all searches, untold ones too
    std::uint64_t empty = 0;   ///< of these, without results
    std::uint64_t untold = 0;  ///< of these, by too few readers for their words to be logged
    std::uint64_t unreadable_lines = 0;
    std::vector<QueryCounts> queries;  ///< in alphabetical order
};

/// Reads the lines of a query log (server/query_log.hpp). A line that is none, as the last one after a crash,
/// is counted and left out.
QueryReport read_query_log(std::istream& log);

/// The report for a person: totals, then the most frequent queries, those that found nothing and the slowest,
/// up to `limit` each.
std::string to_text(const QueryReport& report, std::size_t limit, cli::Language language);

/// The same as one line of JSON: days, searches, empty, untold, top[], without_results[], slow[].
std::string to_json(const QueryReport& report, std::size_t limit);

}  // namespace jooya
