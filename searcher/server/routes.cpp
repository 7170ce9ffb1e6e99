// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/program.hpp"
#include "jooya/searcher/result_writer.hpp"
#include "server/assets.hpp"
#include "server/markup.hpp"
#include "server/page_query.hpp"
#include "server/page_texts.hpp"
#include "server/search_page.hpp"

namespace jooya::server {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t suggestions = 8;
constexpr std::uint32_t related_articles = 10;
constexpr std::uint32_t story_articles = 50;
constexpr std::uint32_t related_on_page = 5;
constexpr std::uint32_t feed_articles = 20;

Reply from_index(std::string_view content_type, std::string body) {
    Reply reply;
    reply.content_type = content_type;
    reply.body = std::move(body);
    reply.caching = Caching::revision;
    return reply;
}

// The answer to a search, with what there is to be counted about it.
Reply found(std::string_view content_type, const Page& result, std::string body) {
    Reply reply = from_index(content_type, std::move(body));
    reply.asked = Asked{.words = result.query, .total = result.total, .took_ms = result.took_ms};
    return reply;
}

Reply asset(std::string_view content_type, std::string_view body) {
    Reply reply;
    reply.content_type = content_type;
    reply.body = body;
    reply.caching = Caching::asset;
    reply.etag = etag_of_asset(body);
    return reply;
}

// The first family that the page's style names.
constexpr std::string_view font_face =
    "@font-face { font-family: Vazirmatn; src: url(font.woff2) format(\"woff2\"); font-weight: 100 900; "
    "font-display: swap; }\n";

Reply style(const Site& site, const RouteRequest& /*request*/) {
    if (site.font.empty()) return asset(content::css, assets::style);
    return asset(content::css, std::string(font_face) += assets::style);
}

Reply font(const Site& site, const RouteRequest& /*request*/) {
    if (site.font.empty()) throw HttpProblem{404, "The server has no font of its own."};
    return asset(content::woff2, site.font);
}

Reply script(const Site& /*site*/, const RouteRequest& /*request*/) {
    return asset(content::javascript, assets::script);
}

Reply widget(const Site& /*site*/, const RouteRequest& /*request*/) {
    return asset(content::javascript, assets::widget);
}

Reply openapi(const Site& /*site*/, const RouteRequest& /*request*/) {
    return asset(content::json, assets::openapi);
}

Reply result_schema(const Site& /*site*/, const RouteRequest& /*request*/) {
    return asset(content::json, assets::result_schema);
}

Reply icon(const Site& /*site*/, const RouteRequest& /*request*/) {
    return asset(content::svg, assets::icon);
}

Reply opensearch(const Site& site, const RouteRequest& /*request*/) {
    const std::string url = escaped(site.url);
    return asset(
        content::opensearch,
        fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                    "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                    "  <ShortName>{}</ShortName>\n"
                    "  <Description>{}</Description>\n"
                    "  <Language>fa</Language>\n"
                    "  <InputEncoding>UTF-8</InputEncoding>\n"
                    "  <Image type=\"image/svg+xml\">{}icon.svg</Image>\n"
                    "  <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n"
                    "  <Url type=\"application/atom+xml\" template=\"{}search.atom?q={{searchTerms}}\"/>\n"
                    "  <Url type=\"application/x-suggestions+json\" rel=\"suggestions\" "
                    "template=\"{}api/suggest?q={{searchTerms}}&amp;format=opensearch\"/>\n"
                    "</OpenSearchDescription>\n",
                    texts::name, texts::opensearch_description, url, url, url, url));
}

Reply health(const Site& site, const RouteRequest& /*request*/) {
    const IndexState index = site.index();
    const bool is_old =
        site.max_age && (!index.last_run || site.now() - *index.last_run > site.max_age->count());
    const bool is_well = index.trouble.empty() && !is_old;
    Json json{{"status", is_well ? "ok" : "unhealthy"},
              {"articles", index.articles},
              {"last_run_age_seconds", nullptr}};
    if (index.last_run) json["last_run_age_seconds"] = site.now() - *index.last_run;
    if (!index.trouble.empty()) json["reason"] = "the index cannot be read";
    if (index.trouble.empty() && is_old) json["reason"] = "the last successful run of the indexer is too old";
    Reply reply;
    reply.status = is_well ? 200 : 503;
    reply.content_type = content::json;
    reply.body = json.dump() + '\n';
    return reply;
}

Reply metrics(const Site& site, const RouteRequest& /*request*/) {
    Reply reply;
    reply.content_type = content::metrics;
    reply.body = site.metrics();
    return reply;
}

Reply page(const Site& site, const RouteRequest& request, Searcher& searcher) {
    const PageQuery query = read_page_query(request.parameters);
    if (query.empty()) return from_index(content::html, start_page(site.index().articles));
    Request wanted = query.request();
    wanted.facets = {"agency", "category", "year", "month"};
    const Page result = searcher.search(wanted);
    return found(content::html, result,
                 result_page(query, result, [&](const std::string& code) { return searcher.show(code); }));
}

Reply article(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    const auto found = searcher.show(request.code);
    if (!found) {
        Reply reply;
        reply.status = 404;
        reply.content_type = content::html;
        reply.body = missing_article_page();
        return reply;
    }
    return from_index(content::html, article_page(*found, searcher.related(request.code, related_on_page)));
}

Reply search(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    const Page result = searcher.search(read_api_request(request.parameters));
    return found(content::json, result, to_json(result) + '\n');
}

Reply suggest(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    const std::string_view format = request.parameters.first("format");
    if (!format.empty() && format != "opensearch" && format != "json") {
        throw HttpProblem{400, "format must be json or opensearch."};
    }
    const std::string text = cli::printable(request.parameters.first("q"));
    Json list = Json::array();
    if (!text.empty()) {
        for (const std::string& completed : searcher.suggest(text, suggestions)) {
            list.push_back(cli::printable(completed));
        }
    }
    const bool is_opensearch = format == "opensearch";
    const Json json = is_opensearch ? Json::array({text, std::move(list)})
                                    : Json{{"query", text}, {"suggestions", std::move(list)}};
    // ASCII alone: no byte of a query or a word can mean anything to an HTML parser but `<`, `>` and `&`.
    std::string body;
    for (const char c : json.dump(-1, ' ', true, Json::error_handler_t::replace)) {
        const bool is_markup = c == '<' || c == '>' || c == '&';
        body += is_markup ? fmt::format("\\u{:04x}", c) : std::string(1, c);
    }
    return from_index(is_opensearch ? content::suggestions : content::json, body + '\n');
}

HttpProblem no_such_article() {
    return {404, "There is no article with this code."};
}

Reply stored_article(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    const auto found = searcher.show(request.code);
    if (!found) throw no_such_article();
    return from_index(content::json, to_json(*found) + '\n');
}

Reply related(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    if (!searcher.show(request.code)) throw no_such_article();
    return from_index(content::json, to_json(searcher.related(request.code, related_articles)) + '\n');
}

Reply story(const Site& /*site*/, const RouteRequest& request, Searcher& searcher) {
    if (!searcher.show(request.code)) throw no_such_article();
    return from_index(content::json, to_json(searcher.story(request.code, story_articles)) + '\n');
}

Reply feed(const Site& site, const RouteRequest& request, Searcher& searcher) {
    const PageQuery query = read_page_query(request.parameters);
    if (query.empty()) throw HttpProblem{400, "q is missing: give the words to search for, or a filter."};
    Request wanted = query.request();
    wanted.limit = feed_articles;
    wanted.offset = 0;
    const std::string page_link = query.link();
    constexpr std::size_t own_folder = 2;  // "./"
    return from_index(content::atom,
                      to_atom(searcher.search(wanted), {.self_url = site.url + query.feed_link(),
                                                        .page_url = site.url + page_link.substr(own_folder),
                                                        .updated = site.index().last_run.value_or(0)}));
}

constexpr std::array table{
    Route{"/", "page", &page},
    Route{"/articles/*", "article_page", &article},
    Route{"/api/search", "search", &search},
    Route{"/api/suggest", "suggest", &suggest},
    Route{"/api/articles/*/related", "related", &related},
    Route{"/api/articles/*/story", "story", &story},
    Route{"/api/articles/*", "article", &stored_article},
    Route{"/search.atom", "feed", &feed},
    Route{"/opensearch.xml", "opensearch", &opensearch},
    Route{"/openapi.json", "openapi", &openapi},
    Route{"/result.schema.json", "openapi", &result_schema},
    Route{"/widget.js", "widget", &widget},
    Route{"/page.js", "asset", &script},
    Route{"/style.css", "asset", &style},
    Route{"/font.woff2", "asset", &font},
    Route{"/icon.svg", "asset", &icon},
    Route{"/healthz", "health", &health},
    Route{"/metrics", "metrics", &metrics},
};

}  // namespace

std::span<const Route> routes() {
    return table;
}

const Route* find_route(std::string_view path, std::string& code) {
    for (const Route& route : table) {
        const std::size_t star = route.path.find('*');
        if (star == std::string_view::npos) {
            if (path == route.path) return &route;
            continue;
        }
        const std::string_view before = route.path.substr(0, star);
        const std::string_view behind = route.path.substr(star + 1);
        const bool fits =
            path.size() > before.size() + behind.size() && path.starts_with(before) && path.ends_with(behind);
        if (!fits) continue;
        const std::string_view part = path.substr(before.size(), path.size() - before.size() - behind.size());
        code = part;
        return &route;
    }
    return nullptr;
}

}  // namespace jooya::server
