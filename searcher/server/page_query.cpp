// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/page_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "server/markup.hpp"
#include "server/reply.hpp"

namespace jooya::server {

namespace {

constexpr std::uint32_t max_api_limit = 100;
constexpr std::uint32_t max_api_offset = 999;
constexpr std::uint32_t max_snippet_sentences = 5;

constexpr std::array sort_names{std::pair<std::string_view, Sort>{"relevance", Sort::relevance},
                                std::pair<std::string_view, Sort>{"newest", Sort::newest},
                                std::pair<std::string_view, Sort>{"oldest", Sort::oldest}};

std::optional<Sort> sort_called(std::string_view name) {
    const auto* const found = std::ranges::find(sort_names, name, &std::pair<std::string_view, Sort>::first);
    if (found == sort_names.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::uint32_t number_between(const Parameters& parameters, std::string_view name, std::uint32_t least,
                             std::uint32_t most, std::uint32_t otherwise) {
    const std::string_view text = parameters.first(name);
    if (text.empty()) return otherwise;
    const auto value = number(text);
    if (!value || *value < least || *value > most) {
        throw HttpProblem{400, fmt::format("{} must be a number from {} to {}.", name, least, most)};
    }
    return *value;
}

double days(const Parameters& parameters, std::string_view name, double otherwise) {
    const std::string_view text = parameters.first(name);
    if (text.empty()) return otherwise;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!is_number || !std::isfinite(value) || value <= 0) {
        throw HttpProblem{400, fmt::format("{} must be a number of days above 0.", name)};
    }
    return value;
}

void add(std::string& link, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    link += link.ends_with('?') ? "" : "&";
    link += fmt::format("{}={}", name, percent_encoded(value));
}

std::string with_parameters(std::string link, const PageQuery& query) {
    add(link, "q", query.words);
    for (const std::string& agency : query.agency) add(link, "agency", agency);
    for (const std::string& category : query.category) add(link, "category", category);
    add(link, "from", query.from);
    add(link, "to", query.to);
    if (query.sort != Sort::relevance) add(link, "sort", name_of(query.sort));
    if (query.page > 1) add(link, "page", std::to_string(query.page));
    return link;
}

}  // namespace

bool PageQuery::empty() const {
    return words.find_first_not_of(' ') == std::string::npos && from.empty() && to.empty() &&
           agency.empty() && category.empty();
}

Request PageQuery::request() const {
    Request request;
    request.query = words;
    request.limit = hits_a_page;
    request.offset = (page - 1) * hits_a_page;
    request.sort = sort;
    request.from = from;
    request.to = to;
    request.agency = agency;
    request.category = category;
    return request;
}

std::string PageQuery::link() const {
    return with_parameters("./?", *this);
}

std::string PageQuery::feed_link() const {
    PageQuery first = *this;
    first.page = 1;
    return with_parameters("search.atom?", first);
}

PageQuery read_page_query(const Parameters& parameters) {
    PageQuery query;
    query.words = parameters.first("q");
    query.sort = sort_called(parameters.first("sort")).value_or(Sort::relevance);
    query.from = with_ascii_digits(parameters.first("from"));
    query.to = with_ascii_digits(parameters.first("to"));
    query.agency = parameters.all("agency");
    query.category = parameters.all("category");
    query.page = std::clamp<std::uint32_t>(number(with_ascii_digits(parameters.first("page"))).value_or(1), 1,
                                           PageQuery::last_page);
    return query;
}

Request read_api_request(const Parameters& parameters) {
    Request request;
    request.query = parameters.first("q");
    request.limit = number_between(parameters, "limit", 0, max_api_limit, request.limit);
    request.offset = number_between(parameters, "offset", 0, max_api_offset, request.offset);
    request.snippet_sentences =
        number_between(parameters, "snippets", 0, max_snippet_sentences, request.snippet_sentences);
    if (const std::string_view name = parameters.first("sort"); !name.empty()) {
        const auto sort = sort_called(name);
        if (!sort) throw HttpProblem{400, "sort must be relevance, newest or oldest."};
        request.sort = *sort;
    }
    request.half_life_days = days(parameters, "half-life", request.half_life_days);
    request.from = parameters.first("from");
    request.to = parameters.first("to");
    request.agency = parameters.all("agency");
    request.category = parameters.all("category");
    request.author = parameters.all("author");
    request.tag = parameters.all("tag");
    for (const std::string& list : parameters.all("facets")) {
        std::string_view rest = list;
        while (!rest.empty()) {
            const std::string_view name = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(name.size() + 1, rest.size()));
            const bool is_new = std::ranges::find(request.facets, name) == request.facets.end();
            if (!name.empty() && is_new) request.facets.emplace_back(name);
        }
    }
    constexpr std::size_t facets_there_are = 6;
    if (request.facets.size() > facets_there_are) {
        throw HttpProblem{400, "facets may be agency, category, author, tag, year and month."};
    }
    const bool has_filter = !request.from.empty() || !request.to.empty() || !request.agency.empty() ||
                            !request.category.empty() || !request.author.empty() || !request.tag.empty();
    if (request.query.empty() && !has_filter) {
        throw HttpProblem{400, "q is missing: give the words to search for, or a filter."};
    }
    return request;
}

std::string_view name_of(Sort sort) {
    return std::ranges::find(sort_names, sort, &std::pair<std::string_view, Sort>::second)->first;
}

}  // namespace jooya::server
