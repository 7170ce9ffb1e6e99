// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <string>

#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/result_writer.hpp"
#include "shown_text.hpp"

namespace jooya {

namespace {

using Json = nlohmann::ordered_json;

constexpr int result_schema = 1;

std::string_view name_of(Suggestion::Kind kind) {
    switch (kind) {
        case Suggestion::Kind::spelling:
            return "spelling";
        case Suggestion::Kind::layout:
            return "layout";
        case Suggestion::Kind::finglish:
            return "finglish";
    }
    return "spelling";
}

Json fragments(const std::vector<Fragment>& parts) {
    Json list = Json::array();
    for (const Fragment& part : parts) list.push_back({{"text", shown(part.text)}, {"hit", part.hit}});
    return list;
}

Json hit_json(const Hit& hit) {
    Json json{{"rank", hit.rank},
              {"code", shown(hit.code)},
              {"score", hit.score},
              {"title", fragments(hit.title)},
              {"snippet", fragments(hit.snippet)},
              {"date", nullptr},
              {"date_jalali", nullptr},
              {"agency", shown(hit.agency)},
              {"category", shown(hit.category)},
              {"url", shown(hit.url)},
              {"similar", Json::array()}};
    if (hit.date) {
        json["date"] = format_iso(*hit.date);
        json["date_jalali"] = format_jalali_numeric(*hit.date);
    }
    for (const std::string& code : hit.similar) json["similar"].push_back(shown(code));
    return json;
}

Json facets_json(const std::vector<Facet>& facets) {
    Json json = Json::object();
    for (const Facet& facet : facets) {
        Json values = Json::array();
        for (const FacetValue& value : facet.values) {
            values.push_back({{"value", shown(value.value)}, {"count", value.count}});
        }
        json[facet.name] = std::move(values);
    }
    return json;
}

// Inside a JSON string these characters may as well be escapes, and then no HTML parser sees them.
std::string escaped_for_html(std::string_view json) {
    std::string text;
    text.reserve(json.size());
    constexpr std::string_view line_separators = "\xE2\x80";  // U+2028 is E2 80 A8, U+2029 is E2 80 A9
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '<') {
            text += "\\u003c";
        } else if (c == '>') {
            text += "\\u003e";
        } else if (c == '&') {
            text += "\\u0026";
        } else if (json.substr(i).starts_with(line_separators) && i + 2 < json.size() &&
                   (json[i + 2] == '\xA8' || json[i + 2] == '\xA9')) {
            text += json[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            text += c;
        }
    }
    return text;
}

std::string dumped(const Json& json) {
    return escaped_for_html(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string to_json(const Page& page) {
    Json json{{"schema", result_schema},
              {"query", shown(page.query)},
              {"interpreted", shown(page.interpreted)},
              {"took_ms", page.took_ms},
              {"total", {{"value", page.total}, {"exact", page.total_is_exact}}},
              {"hits", Json::array()},
              {"facets", facets_json(page.facets)},
              {"suggestion", nullptr},
              {"notes", Json::array()}};
    for (const Hit& hit : page.hits) json["hits"].push_back(hit_json(hit));
    if (page.suggestion) {
        json["suggestion"] = {{"query", shown(page.suggestion->query)},
                              {"kind", name_of(page.suggestion->kind)}};
    }
    for (const Note& note : page.notes) {
        json["notes"].push_back({{"code", note.code}, {"en", shown(note.en)}, {"fa", shown(note.fa)}});
    }
    return dumped(json);
}

std::string to_json(const Article& article) {
    Json json{{"code", shown(article.code)},
              {"title", shown(article.title)},
              {"lead", shown_lines(article.lead)},
              {"body", shown_lines(article.body)},
              {"date", nullptr},
              {"date_jalali", nullptr},
              {"agency", shown(article.agency)},
              {"category", shown(article.category)},
              {"author", shown(article.author)},
              {"tags", Json::array()},
              {"url", shown(article.url)}};
    if (article.date) {
        json["date"] = format_iso(*article.date);
        json["date_jalali"] = format_jalali_numeric(*article.date);
    }
    for (const std::string& tag : article.tags) json["tags"].push_back(shown(tag));
    return dumped(json);
}

std::string to_json(const Hit& hit) {
    return dumped(hit_json(hit));
}

}  // namespace jooya
