// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes that arrive as a request are answered or refused, and nothing of them gets out of its element. The
// bytes are a whole request where they begin with "GET ", else the target of one.
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "build_index.hpp"
#include "jooya/searcher/searcher.hpp"
#include "laws.hpp"
#include "server/limits.hpp"
#include "server/routes.hpp"
#include "temporary_folder.hpp"

namespace {

namespace http = boost::beast::http;
using namespace jooya::server;
using jooya::fuzz::require;

struct Service {
    jooya::testing::TemporaryFolder folder;
    std::unique_ptr<jooya::Searcher> searcher;
    Site site{.url = "http://127.0.0.1/",
              .index = [] { return IndexState{.articles = 3, .last_run = 1000}; },
              .metrics = [] { return std::string(); },
              .now = [] { return std::int64_t{2000}; }};

    Service() {
        const std::string database = folder / "news.db";
        jooya::testing::build_index(database,
                                    {{.code = "660821",
                                      .title = "مبارزه با <b>تروریسم</b> \"'>",
                                      .body = "روسیه و ایران </p><script> در سال ۱۳۹۶.",
                                      .date = jooya::Timestamp{.seconds = 1'493'193'600, .has_time = true},
                                      .agency = "تسنیم\"><i>",
                                      .category = "سیاسی",
                                      .url = "javascript:alert(1)"},
                                     {.code = "a/b?#%",
                                      .title = "سال تازه",
                                      .body = "کتاب سال و کتاب‌های دیگر.",
                                      .url = "https://example.org/?a=\"b"},
                                     {.code = "3", .title = "", .body = "سال", .agency = "'نما'"}});
        searcher = std::make_unique<jooya::Searcher>(std::vector{database});
    }
};

std::string target_of(std::string_view text) {
    if (!text.starts_with("GET ")) return std::string(text);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(Limits{}.header));
    boost::beast::error_code error;
    parser.put(boost::asio::buffer(text.data(), text.size()), error);
    if (error || !parser.is_header_done()) return {};
    const auto target = parser.get().target();
    return {target.data(), target.size()};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++found;
    return found;
}

void check(const Reply& reply) {
    require(reply.status >= 200 && reply.status < 600 && reply.status != 500, "a known status");
    require(!reply.content_type.empty(), "a type");
    require(jooya::fuzz::is_utf8(reply.body), "an answer is UTF-8");
    for (const std::string_view sign : {"\u202A", "\u202E", "\u2066", "\u2069"}) {
        require(reply.body.find(sign) == std::string::npos, "no bidi control gets through");
    }
    if (reply.content_type == content::html) {
        require(count(reply.body, "<script") == 1, "the page's own script and no other");
        for (const std::string_view markup : {"<b>", "<i>", "<img", "<svg", "<iframe", "href=\"javascript"}) {
            require(reply.body.find(markup) == std::string::npos, "no markup of the archive or the query");
        }
    }
    const bool is_json = reply.content_type == content::json || reply.content_type == content::problem ||
                         reply.content_type == content::suggestions;
    if (is_json) require(nlohmann::json::accept(reply.body), "JSON that can be read");
    if (is_json && reply.status == 200 && reply.body.find("openapi") == std::string::npos &&
        reply.body.find("$schema") == std::string::npos) {
        require(reply.body.find('<') == std::string::npos, "JSON may stand inside HTML");
    }
    if (reply.content_type == content::atom) {
        for (const char c : reply.body) {
            require(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t',
                    "XML knows no control characters");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Service service;
    const std::string text = target_of(jooya::fuzz::text_of(data, size));
    if (text.empty() || text.size() > Limits{}.target) return 0;
    const auto target = parse_target(text);
    if (!target) return 0;
    RouteRequest request;
    const Route* const route = find_route(target->path, request.code);
    if (route == nullptr) return 0;
    request.parameters = target->parameters;
    try {
        if (const auto* searching = std::get_if<Route::Searching>(&route->answer)) {
            check((*searching)(service.site, request, *service.searcher));
        } else if (route->name != "metrics" && route->name != "asset" && route->name != "widget") {
            check(std::get<Route::AtOnce>(route->answer)(service.site, request));
        }
    } catch (const HttpProblem& problem) {
        check(to_reply(problem));
    }
    return 0;
}
