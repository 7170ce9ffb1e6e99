// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/article.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "jooya/indexer/jalali.hpp"

namespace jooya {

std::string to_string(const Article& article) {
    return fmt::format("{} «{}» lead {} body {} bytes, {} / {}", article.code, article.title,
                       article.lead.size(), article.body.size(), article.agency, article.category);
}

std::string to_json(const Article& article) {
    nlohmann::ordered_json json;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    };
    add("code", article.code);
    add("title", article.title);
    add("lead", article.lead);
    add("body", article.body);
    if (article.date.has_value()) json["date"] = format_iso(*article.date);
    add("agency", article.agency);
    add("category", article.category);
    add("author", article.author);
    if (!article.tags.empty()) json["tags"] = article.tags;
    add("url", article.url);
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace jooya
