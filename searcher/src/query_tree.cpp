// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_tree.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace jooya {

namespace {

// The children of a node of this kind take the node's place in a list of the same kind.
template <typename Node>
void append_flat(std::vector<Query>& list, Query query) {
    if (auto* inner = std::get_if<Node>(&query.node)) {
        std::ranges::move(inner->of, std::back_inserter(list));
    } else {
        list.push_back(std::move(query));
    }
}

// The one form of a list: nested lists of its kind flattened, a single child in the list's place.
template <typename Node>
Query list_of(std::vector<Query> children) {
    std::vector<Query> flat;
    for (Query& child : children) {
        if (!child.empty()) append_flat<Node>(flat, std::move(child));
    }
    if (flat.size() == 1) return std::move(flat.front());
    if (flat.empty()) return {};
    return {Node{std::move(flat)}};
}

}  // namespace

bool is_filter(const Query& query) {
    const auto all_filter = [](const std::vector<Query>& children) {
        return !children.empty() && std::ranges::all_of(children, is_filter);
    };
    if (const auto* any = std::get_if<query::Any>(&query.node)) return all_filter(any->of);
    if (const auto* all = std::get_if<query::And>(&query.node)) return all_filter(all->of);
    if (const auto* either = std::get_if<query::Or>(&query.node)) return all_filter(either->of);
    if (const auto* excluded = std::get_if<query::Not>(&query.node)) return all_filter(excluded->of);
    return std::holds_alternative<query::Scope>(query.node) ||
           std::holds_alternative<query::Keyword>(query.node) ||
           std::holds_alternative<query::Dates>(query.node);
}

std::vector<Query> one(Query query) {
    std::vector<Query> list;
    list.push_back(std::move(query));
    return list;
}

Query make_any(std::vector<Query> children) {
    return list_of<query::Any>(std::move(children));
}

Query make_or(std::vector<Query> children) {
    return list_of<query::Or>(std::move(children));
}

Query make_filtered(Query query, std::vector<Query> filters) {
    filters.insert(filters.begin(), std::move(query));
    return make_and(std::move(filters));
}

Query make_not(Query query) {
    if (query.empty()) return query;
    if (auto* inner = std::get_if<query::Not>(&query.node)) return std::move(inner->of.front());
    return {query::Not{one(std::move(query))}};
}

// NOLINTNEXTLINE(misc-no-recursion): once a level, as deep as the parser lets queries nest
Query make_and(std::vector<Query> children) {
    std::vector<Query> flat;
    for (Query& child : children) {
        if (!child.empty()) append_flat<query::And>(flat, std::move(child));
    }
    std::vector<Query> must;
    std::vector<Query> maybe;
    std::vector<Query> filters;
    std::vector<Query> excluded;
    for (Query& child : flat) {
        if (std::holds_alternative<query::Not>(child.node)) {
            excluded.push_back(std::move(child));
        } else if (auto* optional = std::get_if<query::Maybe>(&child.node)) {
            maybe.push_back(std::move(optional->of.front()));
        } else {
            (is_filter(child) ? filters : must).push_back(std::move(child));
        }
    }
    const bool is_maybe_needed = must.empty() && !maybe.empty();
    if (is_maybe_needed) {
        must.push_back(make_any(std::move(maybe)));
    } else if (!maybe.empty()) {
        must.push_back({query::Maybe{one(make_any(std::move(maybe)))}});
    }
    std::ranges::move(filters, std::back_inserter(must));
    std::ranges::move(excluded, std::back_inserter(must));
    // What has come to be needed may be a list of its own, with a place in this one for each of its kinds.
    const bool is_nested = is_maybe_needed && std::holds_alternative<query::And>(must.front().node);
    if (is_nested) return make_and(std::move(must));
    if (must.size() == 1) return std::move(must.front());
    if (must.empty()) return {};
    return {query::And{std::move(must)}};
}

Query make_scope(const Field& field, Query query) {
    if (query.empty() || is_filter(query)) return query;
    return {query::Scope{std::string(field.name), one(std::move(query))}};
}

}  // namespace jooya
