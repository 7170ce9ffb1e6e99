// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_server.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <ctime>
#include <unordered_set>
#include <utility>

#include "jooya/error.hpp"
#include "server/connection.hpp"

namespace jooya::server {

namespace {

namespace net = boost::asio;
using net::ip::tcp;

Error cannot_listen(const ServerOptions& options, const boost::system::error_code& error) {
    return {ErrorCode::network,
            {fmt::format("{}:{}: cannot listen there: {}", options.address, options.port, error.message()),
             fmt::format("{}:{}: نمی‌توان آنجا گوش داد: {}", options.address, options.port,
                         error.message())},
            {"choose another address or port with --listen", "با --listen نشانی یا درگاه دیگری برگزینید"}};
}

// Every connection is a file descriptor, and the soft limit is often 1,024.
void allow_connections(std::size_t connections) {
    constexpr rlim_t others = 256;  // tables of the databases, logs
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, std::max<rlim_t>(limit.rlim_cur, connections + others));
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct HttpServer::Impl {
    explicit Impl(ServerOptions given)
        : options(std::move(given)),
          index(options.databases),
          acceptor(io),
          pause(io),
          stop_timer(io),
          signals(io, SIGTERM, SIGINT),
          pool(options.databases, options.threads, options.limits.queue, index) {
        allow_connections(options.limits.connections);
        listen();
        shared.limits = options.limits;
        shared.allowed_origins = options.allowed_origins;
        shared.pool = &pool;
        shared.metrics = &metrics;
        shared.gone = [this](Connection* connection) { connections.erase(connection); };
        shared.complain = [this](std::string_view text) { options.log(text); };
        shared.log = [this](std::string_view method, std::string_view target, unsigned status,
                            std::size_t bytes, std::chrono::duration<double> took) {
            if (!options.logs_requests) return;
            options.log(fmt::format("{} {} {} {} B {:.1f} ms", method, target, status, bytes,
                                    std::chrono::duration<double, std::milli>(took).count()));
        };
        shared.site = {.url = options.public_url.empty() ? url : options.public_url,
                       .max_age = options.max_age,
                       .index = [this] { return index.state(); },
                       .metrics = [this] { return metrics_text(); },
                       .now = [] { return static_cast<std::int64_t>(std::time(nullptr)); }};
    }

    void listen() {
        boost::system::error_code error;
        const auto check = [&] {
            if (error) throw cannot_listen(options, error);
        };
        const auto address = net::ip::make_address(options.address, error);
        check();
        const tcp::endpoint endpoint(address, options.port);
        acceptor.open(endpoint.protocol(), error);
        check();
        acceptor.set_option(net::socket_base::reuse_address(true), error);
        check();
        acceptor.bind(endpoint, error);
        check();
        acceptor.listen(net::socket_base::max_listen_connections, error);
        check();
        const tcp::endpoint bound = acceptor.local_endpoint(error);
        check();
        const std::string host =
            address.is_v6() ? fmt::format("[{}]", address.to_string()) : address.to_string();
        url = fmt::format("http://{}:{}/", host, bound.port());
    }

    [[nodiscard]] std::string metrics_text() const {
        return metrics.to_text({.connections = connections.size(),
                                .queued = pool.queued(),
                                .reopens = index.generation(),
                                .index = index.state(),
                                .now = shared.site.now()});
    }

    void accept() {
        acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (!acceptor.is_open()) return;
            if (error) return accept_later();
            const bool is_one_too_many = connections.size() >= options.limits.connections;
            auto connection = std::make_shared<Connection>(std::move(socket), shared);
            connections.insert(connection.get());
            if (is_one_too_many) {
                metrics.count_turned_away();
                connection->turn_away();
            } else {
                connection->start();
            }
            accept();
        });
    }

    // Out of file descriptors, most likely: at once it would only fail again.
    void accept_later() {
        constexpr auto a_moment = std::chrono::milliseconds(100);
        pause.expires_after(a_moment);
        pause.async_wait([this](boost::system::error_code error) {
            if (!error && acceptor.is_open()) accept();
        });
    }

    void await_signal() {
        signals.async_wait([this](boost::system::error_code error, int) {
            if (error) return;
            if (is_stopping) return abort_all();
            stop();
            await_signal();
        });
    }

    void stop() {
        is_stopping = true;
        boost::system::error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
        // Connections leave the set while they are finished.
        const std::vector<Connection*> all(connections.begin(), connections.end());
        for (Connection* connection : all) {
            if (connections.contains(connection)) connection->finish();
        }
        await_end();
    }

    // Ends the loop as soon as the last connection has gone.
    void await_end() {
        constexpr auto tick = std::chrono::milliseconds(20);
        stopped_for += tick;
        if (connections.empty()) return io.stop();
        if (stopped_for > options.limits.stopping) return abort_all();
        stop_timer.expires_after(tick);
        stop_timer.async_wait([this](boost::system::error_code error) {
            if (!error) await_end();
        });
    }

    void abort_all() {
        const std::vector<Connection*> all(connections.begin(), connections.end());
        for (Connection* connection : all) connection->abort();
        io.stop();
    }

    ServerOptions options;
    std::string url;
    IndexWatch index;
    Metrics metrics;
    Shared shared;
    std::unordered_set<Connection*> connections;
    net::io_context io{1};
    tcp::acceptor acceptor;
    net::steady_timer pause;
    net::steady_timer stop_timer;
    net::signal_set signals;
    std::chrono::milliseconds stopped_for{0};
    bool is_stopping = false;
    SearchPool pool;  // last: its threads are joined before anything they use goes
};

HttpServer::HttpServer(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpServer::~HttpServer() = default;

const std::string& HttpServer::url() const {
    return impl_->url;
}

void HttpServer::run() {
    impl_->accept();
    impl_->await_signal();
    impl_->io.run();
}

}  // namespace jooya::server
