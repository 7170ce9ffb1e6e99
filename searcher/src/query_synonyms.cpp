// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_synonyms.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {

namespace {

class Namer {
  public:
    Namer(const Synonyms& synonyms, Analysis& analysis) : synonyms_(synonyms), analysis_(analysis) {}

    // NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
    Query name(const Query& query) {
        if (const auto* word = std::get_if<query::Word>(&query.node)) return with_names(query, word->text);
        if (const auto* phrase = std::get_if<query::Phrase>(&query.node))
            return with_names(query, phrase->text);
        if (const auto* any = std::get_if<query::Any>(&query.node)) return among_words(*any);
        if (const auto* either = std::get_if<query::Or>(&query.node)) return {query::Or{all(either->of)}};
        if (const auto* both = std::get_if<query::And>(&query.node)) return {query::And{all(both->of)}};
        if (const auto* maybe = std::get_if<query::Maybe>(&query.node)) return {query::Maybe{all(maybe->of)}};
        if (const auto* scope = std::get_if<query::Scope>(&query.node)) {
            return {query::Scope{scope->field, all(scope->of)}};
        }
        return query;
    }

  private:
    // NOLINTNEXTLINE(misc-no-recursion)
    std::vector<Query> all(const std::vector<Query>& queries) {
        std::vector<Query> named;
        named.reserve(queries.size());
        for (const Query& query : queries) named.push_back(name(query));
        return named;
    }

    // A name that is the whole of a word or quotation, or one of its other names.
    Query with_names(const Query& query, std::string_view text) {
        const std::vector<std::string> stems = stems_of(text);
        const Synonyms::Found found = synonyms_.find(stems);
        if (found.other_names.empty() || found.words < stems.size()) return query;
        std::vector<Query> either{query};
        for (const std::string& other : found.other_names) either.push_back(as_query(other));
        return {query::Or{std::move(either)}};
    }

    // Names may run over several words side by side.
    // NOLINTNEXTLINE(misc-no-recursion)
    Query among_words(const query::Any& any) {
        std::vector<Query> named;
        std::vector<Query> others;
        std::string words;
        const auto flush = [&] {
            add_other_names(words, others);
            words.clear();
        };
        for (const Query& child : any.of) {
            if (const auto* word = std::get_if<query::Word>(&child.node)) {
                words += (words.empty() ? "" : " ") + word->text;
                named.push_back(child);
                continue;
            }
            flush();
            named.push_back(name(child));
        }
        flush();
        for (Query& other : others) named.push_back(std::move(other));
        return {query::Any{std::move(named)}};
    }

    void add_other_names(std::string_view words, std::vector<Query>& others) {
        const std::vector<std::string> stems = stems_of(words);
        std::span<const std::string> rest(stems);
        while (!rest.empty()) {
            const Synonyms::Found found = synonyms_.find(rest);
            // An alternative of its own, so that a name of several words is not taken apart into words.
            for (const std::string& other : found.other_names) {
                others.push_back({query::Or{std::vector<Query>{as_query(other)}}});
            }
            rest = rest.subspan(found.other_names.empty() ? 1 : found.words);
        }
    }

    Query as_query(const std::string& name) {
        if (stems_of(name).size() == 1) return {query::Word{name}};
        return {query::Phrase{name}};
    }

    std::vector<std::string> stems_of(std::string_view text) {
        persian().analyze(text, analysis_);
        std::vector<std::string> stems;
        for (const Token& token : analysis_.tokens()) stems.emplace_back(token.stem);
        return stems;
    }

    const Synonyms& synonyms_;
    Analysis& analysis_;
};

}  // namespace

Query with_other_names(const Query& query, const Synonyms& synonyms, Analysis& analysis) {
    return Namer(synonyms, analysis).name(query);
}

}  // namespace jooya
