// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connection.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <exception>
#include <limits>
#include <utility>

#include "jooya/error.hpp"

namespace jooya::server {

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::string_view no_route = "none";
constexpr std::size_t discarded_at_once = 4096;

// What is ready for a connection's next request while none comes: most of ten thousand are idle.
constexpr std::size_t bytes_while_idle = 512;

// Nothing but our own style, script and font, and no other page may frame or fill these.
constexpr const char* content_security_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

std::string_view cache_control(Caching caching) {
    switch (caching) {
        case Caching::none:
            return "no-store";
        case Caching::revision:
            return "public, max-age=10";
        case Caching::asset:
            return "public, max-age=300";
    }
    return "no-store";
}

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

beast::string_view view(std::string_view text) {
    return {text.data(), text.size()};
}

HttpProblem problem_of(const beast::error_code& error, bool has_target) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        if (has_target) return {431, "The header of the request is too long."};
        return {414, "The address is too long."};
    }
    if (error == http::error::bad_version) return {505, "The server speaks HTTP/1.1 and HTTP/1.0."};
    return {400, "The request is not HTTP."};
}

HttpProblem too_slow() {
    return {504, "The search took too long."};
}

struct SearchContext {
    const Site* site;
    Route::Searching answer;
    RouteRequest request;
    std::string if_none_match;
    bool takes_gzip;
    std::size_t compress_from;
};

// Runs on a search thread.
Reply searched(const SearchContext& context, Searcher& searcher,
               const std::function<void(std::string_view)>& complain) {
    try {
        const std::string etag = etag_of_revision(searcher.revision());
        if (names_etag(context.if_none_match, etag)) {
            Reply unchanged;
            unchanged.status = 304;
            unchanged.etag = etag;
            unchanged.caching = Caching::revision;
            return unchanged;
        }
        Reply reply = context.answer(*context.site, context.request, searcher);
        // A commit may have overtaken the search; then the answer is of the revision behind it.
        if (reply.caching == Caching::revision) reply.etag = etag_of_revision(searcher.revision());
        if (context.takes_gzip && reply.body.size() >= context.compress_from) compress(reply);
        return reply;
    } catch (const HttpProblem& problem) {
        return to_reply(problem);
    } catch (const Error& error) {
        complain(error.message().en);
        if (error.code() == ErrorCode::timeout) return to_reply(too_slow());
        return to_reply({503, "The index cannot be read at the moment."});
    } catch (const std::exception& error) {
        complain(error.what());
        return to_reply({500, "The server made a mistake."});
    }
}

}  // namespace

Connection::Connection(net::ip::tcp::socket&& socket, Shared& shared)
    : stream_(std::move(socket)),
      answer_timer_(stream_.get_executor()),
      shared_(shared),
      buffer_(shared.limits.header) {}

Connection::~Connection() {
    shared_.gone(this);
}

void Connection::start() {
    boost::system::error_code ignored;
    stream_.socket().set_option(net::ip::tcp::no_delay(true), ignored);
    wait_for_request();
}

void Connection::turn_away() {
    is_idle_ = false;
    is_last_ = true;
    parser_.emplace();
    began_ = Clock::now();
    route_ = no_route;
    send_problem({503, "There are too many connections."});
}

void Connection::finish() {
    is_last_ = true;
    if (is_idle_) close();
}

void Connection::abort() {
    is_last_ = true;
    answer_timer_.cancel();
    stream_.close();
}

void Connection::wait_for_request() {
    is_idle_ = true;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header));
    // No body is ever read, so its length may be any; Boost 1.74 takes `none` for a limit of zero.
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
    // The next request may have come in one piece with the last one.
    if (buffer_.size() > 0) return read_header();
    buffer_.shrink_to_fit();
    stream_.expires_after(shared_.limits.idle);
    stream_.async_read_some(buffer_.prepare(bytes_while_idle),
                            [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                                if (error) return self->close();
                                self->buffer_.commit(bytes);
                                self->read_header();
                            });
}

void Connection::read_header() {
    is_idle_ = false;
    is_cached_ = false;
    cache_key_.clear();
    ++request_number_;
    stream_.expires_after(shared_.limits.reading);
    http::async_read_header(
        stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            self->began_ = Clock::now();
            self->route_ = no_route;
            const bool is_gone =
                error == http::error::end_of_stream || error == beast::error::timeout ||
                error == http::error::partial_message ||
                (error && error.category() != http::make_error_code(http::error::bad_target).category());
            if (is_gone) return self->close();
            if (error) {
                self->is_last_ = true;
                return self->send_problem(problem_of(error, !self->parser_->get().target().empty()));
            }
            self->answer();
        });
}

bool Connection::has_body() const {
    return parser_->chunked() || parser_->content_length().value_or(0) > 0;
}

std::optional<HttpProblem> Connection::objection() const {
    const auto& request = parser_->get();
    if (request.target().size() > shared_.limits.target) return HttpProblem{414, "The address is too long."};
    if (request.version() >= 11 && request.count(http::field::host) != 1) {
        return HttpProblem{400, "A request has one Host."};
    }
    if (request.method() != http::verb::get && request.method() != http::verb::head) {
        return HttpProblem{405, "The server answers GET and HEAD."};
    }
    if (has_body()) return HttpProblem{413, "A request has no body here."};
    return std::nullopt;
}

void Connection::answer() {
    if (auto problem = objection()) {
        // What follows on this connection would be the body.
        is_last_ = is_last_ || has_body();
        return send_problem(std::move(*problem));
    }
    auto target = parse_target(view(parser_->get().target()));
    if (!target) return send_problem({400, "The address is not a valid one."});
    RouteRequest request;
    const Route* const route = find_route(target->path, request.code);
    if (route == nullptr) return send_problem({404, "There is nothing at this address."});
    route_ = route->name;
    request.parameters = std::move(target->parameters);
    if (const auto* searching = std::get_if<Route::Searching>(&route->answer)) {
        const bool takes_gzip = accepts_gzip(header(http::field::accept_encoding));
        cache_key_ = fmt::format("{} {}", takes_gzip ? "gzip" : "plain", view(parser_->get().target()));
        if (answer_from_cache(etag_of_revision(shared_.site.index().revision))) return;
        return search(*searching, std::move(request));
    }
    Reply reply;
    try {
        reply = std::get<Route::AtOnce>(route->answer)(shared_.site, request);
    } catch (const HttpProblem& problem) {
        reply = to_reply(problem);
    } catch (const std::exception& error) {
        shared_.complain(error.what());
        reply = to_reply({500, "The server made a mistake."});
    }
    if (names_etag(header(http::field::if_none_match), reply.etag)) {
        reply.status = 304;
        reply.body.clear();
    } else if (reply.body.size() >= shared_.limits.compress_from && reply.content_type != content::woff2 &&
               accepts_gzip(header(http::field::accept_encoding))) {
        compress(reply);
    }
    send(reply);
}

bool Connection::answer_from_cache(const std::string& etag) {
    const auto kept = shared_.cache->find(cache_key_, etag);
    if (!kept) return false;
    is_cached_ = true;
    if (!names_etag(header(http::field::if_none_match), etag)) {
        send(*kept);
        return true;
    }
    Reply unchanged;
    unchanged.status = 304;
    unchanged.etag = etag;
    unchanged.caching = Caching::revision;
    unchanged.asked = kept->asked;
    send(unchanged);
    return true;
}

void Connection::search(Route::Searching searching, RouteRequest request) {
    SearchContext context{.site = &shared_.site,
                          .answer = searching,
                          .request = std::move(request),
                          .if_none_match = std::string(header(http::field::if_none_match)),
                          .takes_gzip = accepts_gzip(header(http::field::accept_encoding)),
                          .compress_from = shared_.limits.compress_from};
    // The job never holds the connection itself: that must not end on a search thread.
    auto deliver = [number = request_number_, weak = weak_from_this(),
                    executor = stream_.get_executor()](Reply reply) {
        net::post(executor, [number, weak, reply = std::move(reply)]() mutable {
            const auto self = weak.lock();
            const bool is_awaited =
                self && self->request_number_ == number && self->answer_timer_.cancel() > 0;
            if (!is_awaited) return;
            const bool is_kept = reply.status == 200 && reply.caching == Caching::revision;
            if (is_kept) {
                const auto kept = std::make_shared<const Reply>(std::move(reply));
                self->shared_.cache->put(self->cache_key_, kept);
                self->send(*kept);
            } else {
                self->send(reply);
            }
        });
    };
    stream_.expires_never();
    const auto is_wanted = std::make_shared<std::atomic<bool>>(true);
    answer_timer_.expires_after(shared_.limits.answering);
    answer_timer_.async_wait([self = shared_from_this(), is_wanted](boost::system::error_code error) {
        if (error) return;
        // What waits for a thread still is not searched for nobody.
        *is_wanted = false;
        self->send_problem(too_slow());
    });
    watch_client(is_wanted);
    const bool is_taken = shared_.pool->submit([context = std::move(context), deliver = std::move(deliver),
                                                shared = &shared_, is_wanted](Searcher& searcher) {
        if (*is_wanted) deliver(searched(context, searcher, shared->complain));
    });
    if (!is_taken) {
        answer_timer_.cancel();
        send_problem({503, "The server has too much to do at the moment."});
    }
}

void Connection::watch_client(const std::shared_ptr<std::atomic<bool>>& is_wanted) {
    stream_.socket().async_wait(
        net::ip::tcp::socket::wait_read,
        [self = shared_from_this(), number = request_number_, is_wanted](boost::system::error_code error) {
            if (error || self->request_number_ != number) return;
            char next = 0;
            // The next request may wait here already; nothing but the end of the stream is a good-bye.
            const bool is_gone =
                ::recv(self->stream_.socket().native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
            if (!is_gone || self->answer_timer_.cancel() == 0) return;
            *is_wanted = false;
            self->close();
        });
}

void Connection::send_problem(HttpProblem problem) {
    send(to_reply(problem));
}

void Connection::send(const Reply& reply) {
    const auto& request = parser_->get();
    const bool is_head = request.method() == http::verb::head;
    const auto status = static_cast<http::status>(reply.status);
    message_.emplace(status, 11);
    set_headers(*message_, reply);
    message_->body() = reply.body;
    is_last_ = is_last_ || !request.keep_alive();
    message_->keep_alive(!is_last_);
    if (status != http::status::not_modified) message_->prepare_payload();
    const std::size_t bytes = message_->body().size();
    // The length stays that of the body that GET would have given.
    if (is_head) message_->body().clear();

    const std::string from = client();
    shared_.answered({.client = from,
                      .method = view(request.method_string()),
                      .target = view(request.target()),
                      .route = route_,
                      .status = reply.status,
                      .bytes = bytes,
                      .took = Clock::now() - began_,
                      .is_cached = is_cached_,
                      .asked = reply.asked ? &*reply.asked : nullptr});

    stream_.expires_after(shared_.limits.writing);
    serializer_.emplace(*message_);
    auto done = [self = shared_from_this()](beast::error_code error, std::size_t) {
        self->serializer_.reset();
        self->message_.reset();
        if (error) return self->close();
        self->is_last_ ? self->drain() : self->wait_for_request();
    };
    if (is_head) {
        http::async_write_header(stream_, *serializer_, std::move(done));
    } else {
        http::async_write(stream_, *serializer_, std::move(done));
    }
}

void Connection::set_headers(Message& message, const Reply& reply) const {
    message.set(http::field::server, "Jooya");
    message.set(http::field::date, http_date(shared_.site.now()));
    message.set(http::field::cache_control, view(cache_control(reply.caching)));
    message.set(http::field::vary,
                shared_.allowed_origins.empty() ? "Accept-Encoding" : "Accept-Encoding, Origin");
    message.set("Content-Security-Policy", content_security_policy);
    message.set("X-Content-Type-Options", "nosniff");
    message.set("Referrer-Policy", "strict-origin-when-cross-origin");
    if (!reply.content_type.empty() && reply.status != 304) {
        message.set(http::field::content_type, view(reply.content_type));
    }
    if (!reply.etag.empty()) message.set(http::field::etag, reply.etag);
    if (!reply.content_encoding.empty()) {
        message.set(http::field::content_encoding, view(reply.content_encoding));
    }
    if (reply.retry_after != 0) message.set(http::field::retry_after, std::to_string(reply.retry_after));
    constexpr unsigned method_not_allowed = 405;
    if (reply.status == method_not_allowed) message.set(http::field::allow, "GET, HEAD");
    const std::string_view origin = header(http::field::origin);
    const auto& allowed = shared_.allowed_origins;
    if (std::ranges::find(allowed, "*") != allowed.end()) {
        message.set(http::field::access_control_allow_origin, "*");
    } else if (!origin.empty() && std::ranges::find(allowed, origin) != allowed.end()) {
        message.set(http::field::access_control_allow_origin, view(origin));
    }
}

void Connection::drain() {
    constexpr auto patience = std::chrono::seconds(1);
    boost::system::error_code ignored;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
    // One deadline over all of it: set again with each read, a client could hold the connection for ever.
    stream_.expires_after(patience);
    discard();
}

void Connection::discard() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(discarded_at_once),
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                                error ? self->close() : self->discard();
                            });
}

void Connection::close() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_both, ignored);
    stream_.close();
}

std::string Connection::client() const {
    boost::system::error_code error;
    const auto peer = stream_.socket().remote_endpoint(error);
    if (error) return {};
    if (peer.address().is_loopback()) {
        const std::string_view forwarded = view(parser_->get()["X-Forwarded-For"]);
        const std::size_t comma = forwarded.rfind(',');
        std::string_view last = comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1);
        while (last.starts_with(' ')) last.remove_prefix(1);
        const auto address = net::ip::make_address(last, error);
        if (!error) return address.to_string();
    }
    return peer.address().to_string();
}

std::string_view Connection::header(http::field name) const {
    return view(parser_->get()[name]);
}

}  // namespace jooya::server
