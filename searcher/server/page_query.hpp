// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jooya/searcher/searcher.hpp"
#include "server/target.hpp"

namespace jooya::server {

/// What the address of a search page says. A plain value: change it and take its `link`.
struct PageQuery {
    static constexpr std::uint32_t hits_a_page = 10;
    static constexpr std::uint32_t last_page = 100;  ///< the searcher goes no further than 1,000 articles

    std::string words{};
    Sort sort = Sort::relevance;
    std::string from{};
    std::string to{};
    std::vector<std::string> agency{};
    std::vector<std::string> category{};
    std::uint32_t page = 1;

    /// Nothing is asked: neither words nor filters.
    [[nodiscard]] bool empty() const;
    [[nodiscard]] Request request() const;
    /// The address relative to the page's own folder, `./?q=…`; not yet escaped for HTML.
    [[nodiscard]] std::string link() const;
    /// The feed of this search.
    [[nodiscard]] std::string feed_link() const;
};

/// Reads what a person's browser sends: what makes no sense is as if it were not there.
PageQuery read_page_query(const Parameters& parameters);

/// Reads what a program sends. Throws HttpProblem (400) that names the parameter and its choices.
Request read_api_request(const Parameters& parameters);

/// How a sort order is called in addresses.
std::string_view name_of(Sort sort);

}  // namespace jooya::server
