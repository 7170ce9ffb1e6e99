// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jooya::server {

/// How long an answer may be kept.
enum class Caching {
    none,      ///< an error or a state of the moment
    revision,  ///< until the indexer commits: ten seconds without a question, then by its ETag
    asset      ///< a file of the program itself
};

/// What a reader searched for and how it went.
struct Asked {
    std::string words{};  ///< as typed
    std::uint64_t total = 0;
    double took_ms = 0;
};

/// An answer before it becomes HTTP.
struct Reply {
    unsigned status = 200;
    std::string_view content_type{};  ///< static storage
    std::string body{};
    Caching caching = Caching::none;
    std::string etag{};                   ///< with its quotes; empty for none
    std::string_view content_encoding{};  ///< "gzip" or empty
    unsigned retry_after = 0;             ///< seconds; 0 for no such header
    std::optional<Asked> asked{};         ///< where the answer is that of a search
};

namespace content {
inline constexpr std::string_view html = "text/html; charset=utf-8";
inline constexpr std::string_view json = "application/json";
inline constexpr std::string_view problem = "application/problem+json";
inline constexpr std::string_view suggestions = "application/x-suggestions+json";
inline constexpr std::string_view atom = "application/atom+xml; charset=utf-8";
inline constexpr std::string_view opensearch = "application/opensearchdescription+xml; charset=utf-8";
inline constexpr std::string_view css = "text/css; charset=utf-8";
inline constexpr std::string_view javascript = "text/javascript; charset=utf-8";
inline constexpr std::string_view svg = "image/svg+xml";
inline constexpr std::string_view woff2 = "font/woff2";
inline constexpr std::string_view metrics = "text/plain; version=0.0.4; charset=utf-8";
}  // namespace content

/// A request that gets no answer but an error (RFC 9457). `detail` is for its sender: English, one sentence.
struct HttpProblem {
    unsigned status = 500;
    std::string detail{};
};

/// The error as `application/problem+json`.
Reply to_reply(const HttpProblem& problem);

/// The body compressed with gzip, where that makes it smaller.
void compress(Reply& reply);

/// True where the value of Accept-Encoding (RFC 9110, 12.5.3) allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

/// True where the value of If-None-Match names `etag`, by weak comparison (RFC 9110, 8.8.3.2).
bool names_etag(std::string_view if_none_match, std::string_view etag);

/// The ETag of everything that is answered from one revision of the index.
std::string etag_of_revision(std::string_view revision);

/// The ETag of a file of the program, by its content.
std::string etag_of_asset(std::string_view content);

/// IMF-fixdate (RFC 9110, 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::int64_t seconds);

}  // namespace jooya::server
