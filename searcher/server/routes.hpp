// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "jooya/searcher/searcher.hpp"
#include "server/index_watch.hpp"
#include "server/reply.hpp"
#include "server/target.hpp"

namespace jooya::server {

/// What the answers need to know beside the request.
struct Site {
    std::string url;  ///< of the search page as browsers see it, with a slash behind
    std::optional<std::chrono::seconds> max_age{};  ///< of the last run, beyond which the index is unhealthy
    std::string font{};                             ///< WOFF2 for the page; empty for none
    std::function<IndexState()> index{};
    std::function<std::string()> metrics{};
    std::function<std::int64_t()> now{};  ///< seconds since the epoch
};

/// A request that has found its route.
struct RouteRequest {
    std::string code{};  ///< what stands for the `*` of the route's path
    Parameters parameters{};
};

/// A resource of the server: it answers GET and HEAD.
struct Route {
    using AtOnce = Reply (*)(const Site&, const RouteRequest&);
    using Searching = Reply (*)(const Site&, const RouteRequest&, Searcher&);

    std::string_view path;  ///< `*` stands for a code, which may have slashes; the first that fits counts
    std::string_view name;  ///< in the metrics
    /// AtOnce answers from memory, Searching from the index on a search thread. Either may throw HttpProblem
    /// or Error.
    std::variant<AtOnce, Searching> answer;
};

/// All routes of the server.
std::span<const Route> routes();

/// The route for a decoded path, and what stands for its `*`; null where there is none.
const Route* find_route(std::string_view path, std::string& code);

}  // namespace jooya::server
