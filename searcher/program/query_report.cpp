// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/query_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <istream>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "jooya/searcher/persian_digits.hpp"

namespace jooya {

namespace {

using Json = nlohmann::ordered_json;

double mean_ms(const QueryCounts& counts) {
    return counts.asked == 0 ? 0 : counts.total_ms / static_cast<double>(counts.asked);
}

// The `limit` largest by `value`, those with none left out.
template <typename Value>
std::vector<QueryCounts> largest(const QueryReport& report, std::size_t limit, Value value) {
    std::vector<QueryCounts> queries = report.queries;
    std::erase_if(queries, [&](const QueryCounts& counts) { return std::invoke(value, counts) <= 0; });
    std::ranges::stable_sort(queries, std::ranges::greater{}, value);
    if (queries.size() > limit) queries.resize(limit);
    return queries;
}

struct Lists {
    std::vector<QueryCounts> top;
    std::vector<QueryCounts> empty;
    std::vector<QueryCounts> slow;
};

Lists lists_of(const QueryReport& report, std::size_t limit) {
    return {largest(report, limit, &QueryCounts::asked), largest(report, limit, &QueryCounts::empty),
            largest(report, limit, &QueryCounts::slowest_ms)};
}

double rounded(double ms) {
    constexpr double tenths = 10;
    return std::round(ms * tenths) / tenths;
}

Json to_json(const std::vector<QueryCounts>& queries) {
    Json list = Json::array();
    for (const QueryCounts& counts : queries) {
        list.push_back({{"query", cli::printable(counts.query)},
                        {"asked", counts.asked},
                        {"empty", counts.empty},
                        {"mean_ms", rounded(mean_ms(counts))},
                        {"slowest_ms", rounded(counts.slowest_ms)}});
    }
    return list;
}

}  // namespace

QueryReport read_query_log(std::istream& log) {
    QueryReport report;
    std::map<std::string, QueryCounts> queries;
    for (std::string line; std::getline(log, line);) {
        if (line.empty()) continue;
        try {
            const Json row = Json::parse(line);
            QueryCounts counts{.query = row.at("query").is_null() ? "" : row.at("query").get<std::string>(),
                               .asked = row.at("asked"),
                               .empty = row.at("empty"),
                               .total_ms = row.at("total_ms"),
                               .slowest_ms = row.at("slowest_ms")};
            const std::string day = row.at("day");
            report.first_day = report.first_day.empty() ? day : std::min(report.first_day, day);
            report.last_day = std::max(report.last_day, day);
            report.asked += counts.asked;
            report.empty += counts.empty;
            if (counts.query.empty()) {
                report.untold += counts.asked;
                continue;
            }
            QueryCounts& sum = queries[counts.query];
            sum.asked += counts.asked;
            sum.empty += counts.empty;
            sum.total_ms += counts.total_ms;
            sum.slowest_ms = std::max(sum.slowest_ms, counts.slowest_ms);
        } catch (const Json::exception&) {
            ++report.unreadable_lines;
        }
    }
    for (auto& [query, counts] : queries) {
        counts.query = query;
        report.queries.push_back(std::move(counts));
    }
    return report;
}

std::string to_text(const QueryReport& report, std::size_t limit, cli::Language language) {
    const bool is_persian = language == cli::Language::fa;
    const auto say = [is_persian](std::string_view en, std::string_view fa) { return is_persian ? fa : en; };
    const auto digits = [is_persian](const std::string& number) {
        return is_persian ? with_persian_digits(number) : number;
    };
    const auto count = [is_persian](std::uint64_t number) {
        return is_persian ? persian_number(number) : std::to_string(number);
    };
    if (report.asked == 0)
        return std::string(say("no searches in the log\n", "در گزارش جست‌وجویی نیست\n"));
    std::string text = fmt::format(
        fmt::runtime(say(
            "{} to {}: {} searches, {} without results, {} of too few readers to be told\n",
            "از {} تا {}: {} جست‌وجو، {} بی‌نتیجه، {} از خوانندگانی کمتر از آنکه گفته شود\n")),
        digits(report.first_day), digits(report.last_day), count(report.asked), count(report.empty),
        count(report.untold));
    if (report.unreadable_lines > 0) {
        text += fmt::format(fmt::runtime(say("lines that cannot be read: {}\n", "سطرهای ناخوانا: {}\n")),
                            count(report.unreadable_lines));
    }
    const Lists lists = lists_of(report, limit);
    const auto add = [&](std::string_view title, const std::vector<QueryCounts>& queries,
                         const auto& number) {
        if (queries.empty()) return;
        text += fmt::format("\n{}\n", title);
        for (const QueryCounts& counts : queries) {
            text += fmt::format("{:>8}  {}\n", number(counts), cli::printable(counts.query));
        }
    };
    add(say("Most frequent", "پربسامدترین"), lists.top,
        [&](const QueryCounts& counts) { return count(counts.asked); });
    add(say("Without results", "بی‌نتیجه"), lists.empty,
        [&](const QueryCounts& counts) { return count(counts.empty); });
    add(say("Slowest, ms", "کندترین، هزارم ثانیه"), lists.slow, [is_persian](const QueryCounts& counts) {
        return is_persian ? persian_decimal(counts.slowest_ms) : fmt::format("{:.1f}", counts.slowest_ms);
    });
    return text;
}

std::string to_json(const QueryReport& report, std::size_t limit) {
    const Lists lists = lists_of(report, limit);
    const Json json{{"first_day", report.first_day}, {"last_day", report.last_day},
                    {"searches", report.asked},      {"empty", report.empty},
                    {"untold", report.untold},       {"unreadable_lines", report.unreadable_lines},
                    {"top", to_json(lists.top)},     {"without_results", to_json(lists.empty)},
                    {"slow", to_json(lists.slow)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jooya
