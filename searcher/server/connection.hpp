// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/limits.hpp"
#include "server/request_record.hpp"
#include "server/result_cache.hpp"
#include "server/routes.hpp"
#include "server/search_pool.hpp"

namespace jooya::server {

class Connection;

/// What all connections of a server share; outlives them.
struct Shared {
    Limits limits{};
    Site site{};
    std::vector<std::string> allowed_origins{};  ///< for CORS; "*" for all
    SearchPool* pool = nullptr;
    ResultCache* cache = nullptr;
    std::function<void(Connection*)> gone{};               ///< called when a connection ends
    std::function<void(const RequestRecord&)> answered{};  ///< called with each answered request
    std::function<void(std::string_view)> complain{};      ///< faults of the server itself
};

/// One client: reads its requests one after the other and answers them. Lives on the thread that does input
/// and output, as long as something is pending for it.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(boost::asio::ip::tcp::socket&& socket, Shared& shared);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Begins to read.
    void start();

    /// Tells the client that there are too many, and ends.
    void turn_away();

    /// Ends after the request at hand; at once where there is none.
    void finish();

    /// Ends at once.
    void abort();

  private:
    using Clock = std::chrono::steady_clock;
    using Parser = boost::beast::http::request_parser<boost::beast::http::empty_body>;
    using Message = boost::beast::http::response<boost::beast::http::string_body>;

    void wait_for_request();
    void read_header();
    void answer();
    /// The problem with the request at hand before a route is looked for.
    [[nodiscard]] std::optional<HttpProblem> objection() const;
    /// Answers from the cache; false where it has no answer.
    bool answer_from_cache(const std::string& etag);
    void search(Route::Searching searching, RouteRequest request);
    /// Clears `is_wanted` where the client goes before its answer is there.
    void watch_client(const std::shared_ptr<std::atomic<bool>>& is_wanted);
    void send(const Reply& reply);
    void send_problem(HttpProblem problem);
    void set_headers(Message& message, const Reply& reply) const;
    /// Says that nothing more will come, then waits a moment for the client to have read: closing over unread
    /// input would take the answer back (RFC 9112, 9.6).
    void drain();
    void discard();
    void close();

    [[nodiscard]] bool has_body() const;
    [[nodiscard]] std::string_view header(boost::beast::http::field name) const;
    /// Who asked: the peer, or the last address of X-Forwarded-For where the peer is a proxy on this machine.
    [[nodiscard]] std::string client() const;

    boost::beast::tcp_stream stream_;
    boost::asio::steady_timer answer_timer_;
    Shared& shared_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::optional<Message> message_;
    std::optional<boost::beast::http::serializer<false, boost::beast::http::string_body>> serializer_;
    std::string_view route_;  ///< of the request at hand, for the metrics
    std::string cache_key_;   ///< of the request at hand; empty where its answer is not kept
    bool is_cached_ = false;  ///< the answer at hand comes from the cache
    Clock::time_point began_{};
    std::uint64_t request_number_ = 0;  ///< an answer for an earlier request comes too late
    bool is_idle_ = true;
    bool is_last_ = false;
};

}  // namespace jooya::server
