// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <cctype>
#include <nlohmann/json.hpp>

#include "cli/version.hpp"

namespace jooya::server {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Takes the first element off a list parted by `separator`.
std::string_view take(std::string_view& list, char separator) {
    const std::string_view element = list.substr(0, list.find(separator));
    list.remove_prefix(std::min(element.size() + 1, list.size()));
    return trimmed(element);
}

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), [](unsigned char c) { return std::tolower(c); });
    return lowered;
}

// A weight of zero, `q=0` to `q=0.000`, refuses.
bool is_refused(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string parameter = lower(take(parameters, ';'));
        if (!parameter.starts_with("q=")) continue;
        return parameter.find_first_not_of("0.", 2) == std::string::npos;
    }
    return false;
}

std::string_view without_weakness(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

}  // namespace

Reply to_reply(const HttpProblem& problem) {
    const auto title =
        boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(problem.status));
    const nlohmann::ordered_json json{{"type", "about:blank"},
                                      {"title", std::string(title)},
                                      {"status", problem.status},
                                      {"detail", problem.detail}};
    Reply reply;
    reply.status = problem.status;
    reply.content_type = content::problem;
    reply.body = json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + '\n';
    constexpr unsigned unavailable = 503;
    if (problem.status == unavailable) reply.retry_after = 1;
    return reply;
}

void compress(Reply& reply) {
    constexpr int level = 5;
    constexpr int gzip_window = 15 + 16;  // zlib's way of asking for a gzip header
    constexpr int memory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK) return;
    std::string packed(deflateBound(&stream, reply.body.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(reply.body.data());
    stream.avail_in = static_cast<uInt>(reply.body.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (!is_whole || packed.size() >= reply.body.size()) return;
    reply.body = std::move(packed);
    reply.content_encoding = "gzip";
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool is_any_accepted = false;
    while (!accept_encoding.empty()) {
        std::string_view parameters = take(accept_encoding, ',');
        const std::string coding = lower(take(parameters, ';'));
        if (coding == "gzip" || coding == "x-gzip") return !is_refused(parameters);
        if (coding == "*") is_any_accepted = !is_refused(parameters);
    }
    return is_any_accepted;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    if (etag.empty()) return false;
    while (!if_none_match.empty()) {
        const std::string_view named = take(if_none_match, ',');
        if (named == "*" || without_weakness(named) == without_weakness(etag)) return true;
    }
    return false;
}

std::string etag_of_revision(std::string_view revision) {
    return fmt::format("W/\"{}-{}\"", version, revision);
}

std::string etag_of_asset(std::string_view content) {
    const auto* bytes = reinterpret_cast<const Bytef*>(content.data());
    return fmt::format("W/\"{:x}-{:08x}\"", content.size(), crc32_z(0, bytes, content.size()));
}

std::string http_date(std::int64_t seconds) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::tm time = fmt::gmtime(seconds);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       days.at(static_cast<std::size_t>(time.tm_wday)), time.tm_mday,
                       months.at(static_cast<std::size_t>(time.tm_mon)), time.tm_year + 1900, time.tm_hour,
                       time.tm_min, time.tm_sec);
}

}  // namespace jooya::server
