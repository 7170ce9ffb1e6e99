// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_hints.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
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
};

const Hints& table() {
    static const Hints hints = [] {
        const std::unordered_map<std::string_view, HtmlHint> meanings = {
            {"avoid", hint_avoid}, {"comments", hint_comments}, {"body", hint_body},
            {"lead", hint_lead},   {"title", hint_title},       {"author", hint_author}};
        Hints made;
        data::for_each_row(data::html_hints, [&](std::string_view meaning, std::string_view word) {
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

std::uint8_t hints_of_attribute(std::string_view value) {
    std::uint8_t hints = hint_none;
    std::string part;
    const auto end_part = [&] {
        if (!part.empty()) hints |= hints_of_part(part);
        part.clear();
    };
    for (const char c : value) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        const bool is_small = c >= 'a' && c <= 'z';
        if (is_capital || !is_small) end_part();
        if (is_capital) part += static_cast<char>(c - 'A' + 'a');
        if (is_small) part += c;
    }
    end_part();
    return hints;
}

}  // namespace

std::uint8_t hints_of(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return hint_none;
    std::uint8_t hints = hint_none;
    for (const char* name : {"class", "id", "role"}) hints |= hints_of_attribute(attribute(node, name));
    if (attribute(node, "itemprop") == "articleBody") return hint_body;
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
