// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_readings.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"
#include "query_tree.hpp"

namespace jooya {

namespace {

bool is_text(const Query& query) {
    return std::holds_alternative<query::Word>(query.node) ||
           std::holds_alternative<query::Phrase>(query.node);
}

// The same tree with `change` done to its leaves; what is excluded stays as it is.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
Query with_leaves(const Query& query, const std::function<Query(const Query&)>& change) {
    const auto changed = [&](const std::vector<Query>& children) {
        std::vector<Query> list;
        list.reserve(children.size());
        for (const Query& child : children) list.push_back(with_leaves(child, change));
        return list;
    };
    if (const auto* any = std::get_if<query::Any>(&query.node)) return make_any(changed(any->of));
    if (const auto* either = std::get_if<query::Or>(&query.node)) return make_or(changed(either->of));
    if (const auto* all = std::get_if<query::And>(&query.node)) return {query::And{changed(all->of)}};
    if (const auto* maybe = std::get_if<query::Maybe>(&query.node)) return {query::Maybe{changed(maybe->of)}};
    if (const auto* scope = std::get_if<query::Scope>(&query.node)) {
        return {query::Scope{scope->field, changed(scope->of)}};
    }
    if (std::holds_alternative<query::Not>(query.node)) return query;
    return change(query);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
bool any_has_words(const std::vector<Query>& children) {
    return std::ranges::any_of(children, has_words);
}

// What a word that is written as one is made of.
std::vector<Query> pieces_of(const query::Word& word) {
    Analysis analysis;
    persian().analyze(word.text, analysis);
    std::vector<Query> pieces;
    for (const Token& token : analysis.tokens()) pieces.push_back({query::Word{std::string(token.surface)}});
    return pieces;
}

// What a tree asks for, words apart from what they are held to.
struct Parts {
    std::vector<Query> words;
    std::vector<Query> conditions;
};

// NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
void take_apart(const Query& query, Parts& parts) {
    const auto take_all = [&](const std::vector<Query>& children) {
        for (const Query& child : children) take_apart(child, parts);
    };
    if (const auto* any = std::get_if<query::Any>(&query.node)) return take_all(any->of);
    if (const auto* either = std::get_if<query::Or>(&query.node)) {
        // Of filters one is enough: that is no word less.
        return has_words(query) ? take_all(either->of) : parts.conditions.push_back(query);
    }
    if (const auto* all = std::get_if<query::And>(&query.node)) return take_all(all->of);
    if (const auto* maybe = std::get_if<query::Maybe>(&query.node)) return take_all(maybe->of);
    if (const auto* scope = std::get_if<query::Scope>(&query.node)) return take_all(scope->of);
    if (const auto* near = std::get_if<query::Near>(&query.node)) {
        for (const std::string& word : near->words) parts.words.push_back({query::Word{word}});
    } else if (!has_words(query)) {
        parts.conditions.push_back(query);
    } else {
        const Query any_form = with_any_form(query);
        const auto* word = std::get_if<query::Word>(&any_form.node);
        const std::vector<Query> pieces = word != nullptr ? pieces_of(*word) : std::vector<Query>();
        if (pieces.size() > 1) {
            parts.words.insert(parts.words.end(), pieces.begin(), pieces.end());
        } else {
            parts.words.push_back(any_form);
        }
    }
}

}  // namespace

bool is_plain(const Query& query) {
    const auto* any = std::get_if<query::Any>(&query.node);
    return any == nullptr ? is_text(query) : std::ranges::all_of(any->of, is_text);
}

// NOLINTNEXTLINE(misc-no-recursion)
bool has_words(const Query& query) {
    if (const auto* any = std::get_if<query::Any>(&query.node)) return any_has_words(any->of);
    if (const auto* either = std::get_if<query::Or>(&query.node)) return any_has_words(either->of);
    if (const auto* all = std::get_if<query::And>(&query.node)) return any_has_words(all->of);
    if (const auto* maybe = std::get_if<query::Maybe>(&query.node)) return any_has_words(maybe->of);
    if (const auto* scope = std::get_if<query::Scope>(&query.node)) return any_has_words(scope->of);
    return !std::holds_alternative<query::Not>(query.node) &&
           !std::holds_alternative<query::Keyword>(query.node) &&
           !std::holds_alternative<query::Dates>(query.node);
}

Query with_any_form(const Query& query) {
    return with_leaves(query, [](const Query& leaf) -> Query {
        if (const auto* exact = std::get_if<query::Exact>(&leaf.node)) return {query::Word{exact->text}};
        if (const auto* prefix = std::get_if<query::Prefix>(&leaf.node)) return {query::Word{prefix->text}};
        return leaf;
    });
}

Query with_any_word(const Query& query) {
    Parts parts;
    take_apart(query, parts);
    std::vector<Query> all = std::move(parts.conditions);
    all.push_back(make_any(std::move(parts.words)));
    return make_and(std::move(all));
}

Query without_quotes(const Query& query) {
    return with_leaves(query, [](const Query& leaf) -> Query {
        const auto* phrase = std::get_if<query::Phrase>(&leaf.node);
        return phrase != nullptr ? Query{query::Word{phrase->text}} : leaf;
    });
}

Query rewritten(const Query& query, const Rewriting& rewriting) {
    return with_leaves(query, [&](const Query& leaf) -> Query {
        if (const auto* word = std::get_if<query::Word>(&leaf.node)) {
            return {query::Word{rewriting(word->text).value_or(word->text)}};
        }
        if (const auto* phrase = std::get_if<query::Phrase>(&leaf.node)) {
            return {query::Phrase{rewriting(phrase->text).value_or(phrase->text)}};
        }
        return leaf;
    });
}

}  // namespace jooya
