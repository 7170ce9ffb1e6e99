// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_hints.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "data_file.hpp"
#include "html_text.hpp"

namespace jooya {
namespace {

/// Shorter words are met by chance inside others.
constexpr std::size_t shortest_affix = 5;

struct Hints {
    std::unordered_map<std::string, std::uint8_t> words;
    std::vector<std::pair<std::string, std::uint8_t>> affixes;
    std::unordered_set<std::string> articles;  ///< words for the article as a whole
};

const Hints& table() {
    static const Hints hints = [] {
        const std::unordered_map<std::string_view, HtmlHint> meanings = {
            {"avoid", hint_avoid}, {"comments", hint_comments}, {"body", hint_body},  {"lead", hint_lead},
            {"title", hint_title}, {"author", hint_author},     {"media", hint_media}};
        Hints made;
        data::for_each_row(data::html_hints, [&](std::string_view meaning, std::string_view word) {
            if (meaning == "article") made.articles.emplace(word);
            const auto known = meanings.find(meaning);
            if (known == meanings.end()) return;
            made.words[std::string(word)] |= known->second;
            if (word.size() >= shortest_affix) made.affixes.emplace_back(word, known->second);
        });
        return made;
    }();
    return hints;
}

std::uint8_t hints_of_part(const std::string& part) {
    const auto word = table().words.find(part);
    if (word != table().words.end()) return word->second;
    std::uint8_t hints = hint_none;
    for (const auto& [affix, meaning] : table().affixes) {
        if (part.starts_with(affix) || part.ends_with(affix)) hints |= meaning;
    }
    return hints;
}

/// The hints of one name, such as «news-body» or «ArticleText».
std::uint8_t hints_of_name(std::string_view name) {
    // Classes of style sheets for alignment and colour: «text-right».
    if (name.starts_with("text-")) return hint_none;
    // What kind of thing an element is, and not which: «field-type-text-with-summary».
    if (name.find("-type-") != std::string_view::npos) return hint_none;
    std::uint8_t hints = hint_none;
    bool is_article_alone = true;
    bool has_article = false;
    std::string part;
    const auto end_part = [&] {
        if (part.empty()) return;
        const bool is_article = table().articles.contains(part);
        has_article = has_article || is_article;
        is_article_alone = is_article_alone && is_article;
        hints |= hints_of_part(part);
        part.clear();
    };
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        const bool is_small = c >= 'a' && c <= 'z';
        if (is_capital || !is_small) end_part();
        if (is_capital) part += static_cast<char>(c - 'A' + 'a');
        if (is_small) part += c;
    }
    end_part();
    return has_article && is_article_alone ? hints | hint_body : hints;
}

std::uint8_t hints_of_attribute(std::string_view value) {
    std::uint8_t hints = hint_none;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find_first_of(" \t\n\r\f"), value.size());
        hints |= hints_of_name(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return hints;
}

}  // namespace

std::uint8_t hints_of(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return hint_none;
    std::uint8_t hints = hint_none;
    for (const char* name : {"class", "id", "role"}) hints |= hints_of_attribute(attribute(node, name));
    if (attribute(node, "itemprop") == "articleBody") return hint_body;
    // Custom elements bear their purpose as their name: <amp-ad>.
    if (node.v.element.tag == GUMBO_TAG_UNKNOWN) {
        GumboStringPiece name = node.v.element.original_tag;
        gumbo_tag_from_original_text(&name);
        hints |= hints_of_name({name.data, name.length});
    }
    switch (node.v.element.tag) {
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_FORM:
            return hints | hint_avoid;
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_MAIN:
            return hints | hint_body;
        default:
            return hints;
    }
}

}  // namespace jooya
