// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/searcher/synonyms.hpp"
#include "server/limits.hpp"

namespace jooya::server {

/// How a server is set up.
struct ServerOptions {
    std::vector<std::string> databases{};
    std::string address = "127.0.0.1";  ///< an IP address
    std::uint16_t port = 8080;          ///< 0 for any that is free
    std::size_t threads = 1;            ///< that search
    std::string public_url{};           ///< as browsers see it; empty for the address it listens on
    std::vector<std::string> allowed_origins{};
    std::optional<std::chrono::seconds> max_age{};
    std::string font{};                          ///< of the site, a whole WOFF2 file; empty for none
    bool logs_requests = false;                  ///< a line of `log` each
    std::string access_log{};                    ///< a file for the same lines; empty for none
    std::string query_log{};                     ///< a file (query_log.hpp); empty for none
    std::size_t query_log_clients = 5;           ///< who must have asked before a query is told
    std::shared_ptr<const Synonyms> synonyms{};  ///< the site's own; may be null
    Limits limits{};
    std::function<void(std::string_view)> log{};  ///< takes one line; may be called from any thread
};

/// The search service over HTTP/1.1.
class HttpServer {
  public:
    /// Opens the index and the logs and begins to listen: on the socket that systemd hands over, else on the
    /// address of the options.
    /// Throws Error: what Searcher throws, network where the address cannot be listened on,
    /// storage where a log cannot be opened, usage where systemd's socket is of the wrong kind.
    explicit HttpServer(ServerOptions options);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Where it listens, `http://127.0.0.1:8080/`.
    [[nodiscard]] const std::string& url() const;

    /// Serves until SIGTERM or SIGINT; then finishes the requests at hand. A second signal ends at once. SIGHUP
    /// opens the logs anew. Does not return but ends the process where a search is under way that cannot be
    /// stopped.
    void run();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jooya::server
