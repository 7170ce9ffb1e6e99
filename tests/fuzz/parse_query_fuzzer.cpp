// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are read as some query, and what that query prints is read as the same query again.
#include "jooya/searcher/parse_query.hpp"
#include "laws.hpp"

using jooya::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = jooya::fuzz::text_of(data, size);
    const jooya::Query query = jooya::parse_query(text).query;
    const std::string printed = jooya::to_query_text(query);
    require(jooya::fuzz::is_utf8(printed), "a printed query is UTF-8");
    // Printing adds signs and parentheses, which the limits of a typed query need not leave room for.
    const jooya::QueryLimits wide{
        .characters = 100'000, .words = 10'000, .wildcards = 1'000, .nesting = 1'000};
    require(jooya::parse_query(printed, wide).query == query, "a printed query is read as itself");
    return 0;
}
