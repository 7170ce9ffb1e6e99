// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/query_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya::server {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

// Different queries of one day that are counted one by one; some 20 MB.
constexpr std::size_t max_queries = 50'000;

constexpr std::size_t max_query_bytes = 512;

// One spelling for all: folded, white space as single spaces, cut between characters.
std::string normalized(std::string_view words) {
    const std::string folded = fold_for_matching(words);
    std::string query;
    for (const char c : folded) {
        const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!is_space) {
            query += c;
        } else if (!query.empty() && query.back() != ' ') {
            query += ' ';
        }
    }
    if (query.ends_with(' ')) query.pop_back();
    if (query.size() > max_query_bytes) {
        std::size_t end = max_query_bytes;
        while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0U) == 0x80U) --end;
        query.resize(end);
    }
    return query;
}

double rounded(double ms) {
    constexpr double tenths = 10;
    return std::round(ms * tenths) / tenths;
}

}  // namespace

QueryLog::QueryLog(std::size_t clients, std::function<void(std::string_view)> write)
    : clients_(clients), write_(std::move(write)) {}

void QueryLog::Counts::add(const Asked& asked_for) {
    ++asked;
    if (asked_for.total == 0) ++empty;
    total_ms += asked_for.took_ms;
    slowest_ms = std::max(slowest_ms, asked_for.took_ms);
}

void QueryLog::add(const Asked& asked, std::string_view client, std::int64_t now) {
    const std::int64_t day = now / seconds_a_day;
    if (day != day_) {
        flush(now);
        begin_day(day);
    }
    std::string query = normalized(asked.words);
    if (query.empty()) return;
    auto entry = entries_.find(query);
    if (entry == entries_.end()) {
        if (entries_.size() >= max_queries) return rest_.add(asked);
        entry = entries_.emplace(std::move(query), Entry{}).first;
    }
    entry->second.counts.add(asked);
    if (entry->second.is_told) return;
    entry->second.clients.insert(std::hash<std::string>{}(fmt::format("{}|{}", key_, client)));
    if (entry->second.clients.size() < clients_) return;
    entry->second.is_told = true;
    entry->second.clients.clear();
}

void QueryLog::flush(std::int64_t now) {
    for (auto& [query, entry] : entries_) {
        if (entry.is_told) tell(&query, entry.counts);
    }
    if (now / seconds_a_day == day_) return;
    for (const auto& [query, entry] : entries_) {
        if (entry.is_told) continue;
        rest_.asked += entry.counts.asked;
        rest_.empty += entry.counts.empty;
        rest_.total_ms += entry.counts.total_ms;
        rest_.slowest_ms = std::max(rest_.slowest_ms, entry.counts.slowest_ms);
    }
    tell(nullptr, rest_);
    entries_.clear();
}

void QueryLog::begin_day(std::int64_t day) {
    day_ = day;
    std::random_device device;
    constexpr unsigned half = 32;
    key_ = (static_cast<std::uint64_t>(device()) << half) | device();
}

void QueryLog::tell(const std::string* query, Counts& counts) const {
    if (counts.asked == 0) return;
    nlohmann::ordered_json line{{"day", fmt::format("{:%Y-%m-%d}", fmt::gmtime(day_ * seconds_a_day))},
                                {"query", nullptr},
                                {"asked", counts.asked},
                                {"empty", counts.empty},
                                {"total_ms", rounded(counts.total_ms)},
                                {"slowest_ms", rounded(counts.slowest_ms)}};
    if (query != nullptr) line["query"] = *query;
    write_(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    counts = {};
}

}  // namespace jooya::server
