// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_server.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <unordered_set>
#include <utility>

#include "jooya/error.hpp"
#include "server/connection.hpp"
#include "server/log_file.hpp"
#include "server/metrics.hpp"
#include "server/query_log.hpp"
#include "server/systemd.hpp"

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
          second(io),
          signals(io, SIGTERM, SIGINT),
          hangups(io, SIGHUP),
          cache(options.limits.cache),
          pool(options.databases, options.threads, options.limits.queue, options.limits.answering, index,
               options.synonyms) {
        allow_connections(options.limits.connections);
        open_logs();
        if (const auto socket = systemd::listening_socket()) {
            take_over(*socket);
        } else {
            listen();
        }
        shared.limits = options.limits;
        shared.allowed_origins = options.allowed_origins;
        shared.pool = &pool;
        shared.cache = &cache;
        shared.gone = [this](Connection* connection) { connections.erase(connection); };
        shared.complain = [this](std::string_view text) { options.log(text); };
        shared.answered = [this](const RequestRecord& record) { note(record); };
        shared.site = {.url = options.public_url.empty() ? url : options.public_url,
                       .max_age = options.max_age,
                       .font = options.font,
                       .index = [this] { return index.state(); },
                       .metrics = [this] { return metrics_text(); },
                       .now = [] { return static_cast<std::int64_t>(std::time(nullptr)); }};
    }

    void open_logs() {
        if (!options.access_log.empty()) access_log.emplace(options.access_log);
        if (options.query_log.empty()) return;
        query_file.emplace(options.query_log);
        query_log.emplace(options.query_log_clients,
                          [this](std::string_view line) { query_file->write(line); });
    }

    void reopen_logs() {
        for (std::optional<LogFile>* file : {&access_log, &query_file}) {
            try {
                if (*file) (*file)->reopen();
            } catch (const Error& error) {
                options.log(error.message().en);
            }
        }
    }

    void note(const RequestRecord& record) {
        metrics.count_request(record);
        if (query_log && record.asked != nullptr) {
            Asked asked = *record.asked;
            // What the cache answers took no search.
            if (record.is_cached) asked.took_ms = 0;
            query_log->add(asked, record.client, shared.site.now());
        }
        if (!access_log && !options.logs_requests) return;
        const std::string line = access_line(record, shared.site.now());
        if (access_log) access_log->write(line);
        if (options.logs_requests) options.log(line);
    }

    // The socket of a unit of systemd, which listens already.
    void take_over(int socket) {
        sockaddr_storage name{};
        socklen_t size = sizeof name;
        const bool is_known = getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size) == 0;
        boost::system::error_code error;
        acceptor.assign(is_known && name.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), socket, error);
        if (error) throw cannot_listen(options, error);
        name_address();
    }

    void name_address() {
        boost::system::error_code error;
        const tcp::endpoint bound = acceptor.local_endpoint(error);
        if (error) throw cannot_listen(options, error);
        const auto address = bound.address();
        url = fmt::format(fmt::runtime(address.is_v6() ? "http://[{}]:{}/" : "http://{}:{}/"),
                          address.to_string(), bound.port());
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
        name_address();
    }

    [[nodiscard]] std::string metrics_text() const {
        return metrics.to_text({.connections = connections.size(),
                                .queued = pool.queued(),
                                .stuck = pool.stuck(),
                                .cache_hits = cache.hits(),
                                .cache_misses = cache.misses(),
                                .cache_bytes = cache.bytes(),
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

    void await_hangup() {
        hangups.async_wait([this](boost::system::error_code error, int) {
            if (error) return;
            reopen_logs();
            await_hangup();
        });
    }

    // What is done once a second: the watchdog's rounds.
    void tick() {
        constexpr auto a_second = std::chrono::seconds(1);
        constexpr int seconds_between_flushes = 60;
        const std::size_t given_up = pool.replace_stuck(options.limits.answering + options.limits.unwinding);
        if (given_up > 0) {
            metrics.count_given_up(given_up);
            options.log(fmt::format("{} search threads were given up: nothing stops their search", given_up));
        }
        // With every thread lost twice over only a restart helps; systemd's watchdog does it.
        if (pool.stuck() < options.threads) systemd::tell_alive();
        if (query_log && ++seconds % seconds_between_flushes == 0) query_log->flush(shared.site.now());
        second.expires_after(a_second);
        second.async_wait([this](boost::system::error_code error) {
            if (!error) tick();
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
        systemd::tell_stopping();
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
    net::steady_timer second;
    net::signal_set signals;
    net::signal_set hangups;
    std::chrono::milliseconds stopped_for{0};
    bool is_stopping = false;
    int seconds = 0;
    ResultCache cache;
    std::optional<LogFile> access_log;
    std::optional<LogFile> query_file;
    std::optional<QueryLog> query_log;
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
    impl_->await_hangup();
    impl_->tick();
    systemd::tell_ready();
    impl_->io.run();
    if (impl_->query_log) impl_->query_log->flush(impl_->shared.site.now());
    // A thread that cannot be stopped would use what is about to go.
    if (impl_->pool.stuck() > 0) std::_Exit(EXIT_SUCCESS);
}

}  // namespace jooya::server
