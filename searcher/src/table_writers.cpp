// SPDX-License-Identifier: GPL-3.0-or-later
// Results as tables: TSV, CSV and TREC runs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/result_writer.hpp"
#include "shown_text.hpp"

namespace jooya {

namespace {

constexpr std::array columns{"rank",   "code",     "score", "date", "date_jalali",
                             "agency", "category", "title", "url"};

std::array<std::string, columns.size()> cells_of(const Hit& hit) {
    return {fmt::format("{}", hit.rank),
            shown(hit.code),
            fmt::format("{:.4f}", hit.score),
            hit.date ? format_iso(*hit.date) : "",
            hit.date ? format_jalali_numeric(*hit.date) : "",
            shown(hit.agency),
            shown(hit.category),
            shown(plain(hit.title)),
            shown(hit.url)};
}

std::string quoted(std::string cell) {
    constexpr std::string_view begins_formula = "=+-@";
    if (!cell.empty() && begins_formula.find(cell.front()) != std::string_view::npos) cell.insert(0, 1, '\'');
    if (cell.find_first_of("\",") == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
    return text + '"';
}

}  // namespace

std::string to_tsv(const Page& page) {
    std::string table;
    for (const Hit& hit : page.hits) table += fmt::format("{}\n", fmt::join(cells_of(hit), "\t"));
    return table;
}

std::string to_csv(const Page& page) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string table = fmt::format("{}{}\r\n", byte_order_mark, fmt::join(columns, ","));
    for (const Hit& hit : page.hits) {
        auto cells = cells_of(hit);
        std::ranges::transform(cells, cells.begin(), quoted);
        table += fmt::format("{}\r\n", fmt::join(cells, ","));
    }
    return table;
}

std::string to_trec(const Page& page, std::string_view query_id, std::string_view run_name) {
    const auto column = [](std::string_view text) {
        std::string name = shown(text);
        std::ranges::replace(name, ' ', '_');
        return name;
    };
    std::string run;
    for (const Hit& hit : page.hits) {
        run += fmt::format("{} Q0 {} {} {:.6f} {}\n", column(query_id), column(hit.code), hit.rank, hit.score,
                           column(run_name));
    }
    return run;
}

}  // namespace jooya
