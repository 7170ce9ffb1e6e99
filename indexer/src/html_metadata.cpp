// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_metadata.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "clean_text.hpp"
#include "html_text.hpp"

namespace jooya {
namespace {

using Json = nlohmann::json;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// The raw text inside a `<script>`.
std::string raw_text(const GumboNode& node) {
    std::string text;
    const GumboVector& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        const auto& child = *static_cast<const GumboNode*>(children.data[i]);
        if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_CDATA) text += child.v.text.text;
    }
    return text;
}

/// The text of a JSON-LD value: a string, a number, or the name or address of an object.
std::string linked_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_object()) {
        for (const char* key : {"name", "value", "@id", "url"}) {
            if (value.contains(key)) return linked_text(value.at(key));
        }
    }
    return {};
}

/// schema.org's NewsArticle and its kin: all their types' names end so.
bool is_article(const Json& object) {
    const auto type = object.find("@type");
    if (type == object.end()) return false;
    const auto ends_so = [](const Json& name) {
        if (!name.is_string()) return false;
        const auto& text = name.get_ref<const std::string&>();
        return text.ends_with("Article") || text.ends_with("Posting") || text.ends_with("Report");
    };
    return type->is_array() ? std::any_of(type->begin(), type->end(), ends_so) : ends_so(*type);
}

/// The first article in a JSON-LD document, which may be a list or a graph.
const Json* find_article(const Json& document, int depth = 0) {
    constexpr int deepest = 4;
    if (depth > deepest) return nullptr;
    if (document.is_object() && is_article(document)) return &document;
    if (document.is_array() || document.is_object()) {
        for (const Json& part : document) {
            if (part.is_structured()) {
                if (const Json* found = find_article(part, depth + 1)) return found;
            }
        }
    }
    return nullptr;
}

}  // namespace

HtmlMetadata::HtmlMetadata(const GumboNode& root) {
    visit(root);
}

void HtmlMetadata::add(std::string name, std::string_view value) {
    std::string clean = clean_line(looks_like_html(value) ? html_to_text(value) : std::string(value));
    if (!clean.empty()) values_[std::move(name)].push_back(std::move(clean));
}

void HtmlMetadata::visit(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return;
    visit_element(node);
    const GumboVector& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) visit(*static_cast<const GumboNode*>(children.data[i]));
}

void HtmlMetadata::visit_element(const GumboNode& node) {
    switch (node.v.element.tag) {
        case GUMBO_TAG_META:
            for (const char* naming : {"property", "name", "itemprop"}) {
                const std::string_view name = attribute(node, naming);
                if (!name.empty())
                    add((naming[0] == 'i' ? "itemprop:" : "") + lower(name), attribute(node, "content"));
            }
            return;
        case GUMBO_TAG_LINK:
            add("link:" + lower(attribute(node, "rel")), attribute(node, "href"));
            return;
        case GUMBO_TAG_TITLE:
            add("title", raw_text(node));
            return;
        case GUMBO_TAG_TIME:
            add("time", attribute(node, "datetime"));
            break;
        case GUMBO_TAG_SCRIPT:
            if (lower(attribute(node, "type")) == "application/ld+json") add_linked_data(raw_text(node));
            return;
        case GUMBO_TAG_A:
            if (lower(attribute(node, "rel")).find("tag") != std::string::npos) add("rel:tag", text_of(node));
            break;
        default:
            break;
    }
    if (lower(attribute(node, "rel")) == "author") add("rel:author", text_of(node));
    const std::string property = lower(attribute(node, "itemprop"));
    if (property.empty() || property == "articlebody") return;
    std::string_view value = attribute(node, "content");
    if (value.empty()) value = attribute(node, "datetime");
    add("itemprop:" + property, value.empty() ? text_of(node) : std::string(value));
}

void HtmlMetadata::add_linked_data(std::string_view json) {
    constexpr std::size_t largest = std::size_t{1} << 20;
    if (json.size() > largest) return;
    const Json document = Json::parse(json, nullptr, false, true);
    if (document.is_discarded()) return;
    const Json* article = find_article(document);
    if (article == nullptr) return;
    for (const auto& [key, value] : article->items()) {
        if (value.is_array()) {
            for (const Json& part : value) add("ld:" + lower(key), linked_text(part));
        } else {
            add("ld:" + lower(key), linked_text(value));
        }
    }
}

std::string HtmlMetadata::first(std::initializer_list<std::string_view> names) const {
    const std::vector<std::string>& values = all(names);
    return values.empty() ? std::string() : values.front();
}

const std::vector<std::string>& HtmlMetadata::all(std::initializer_list<std::string_view> names) const {
    static const std::vector<std::string> none;
    for (const std::string_view name : names) {
        if (const auto found = values_.find(name); found != values_.end()) return found->second;
    }
    return none;
}

}  // namespace jooya
