// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/parse_query.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "jooya/analyzers/analyzer.hpp"
#include "query_lexer.hpp"
#include "query_notes.hpp"
#include "query_tree.hpp"

namespace jooya {

namespace {

using Kind = QueryToken::Kind;

// The words of `query` as values of a keyword field; words side by side are alternatives.
Query make_keyword(const Field& field, Query query) {
    const auto each = [&](std::vector<Query>& children) {
        for (Query& child : children) child = make_keyword(field, std::move(child));
        return std::move(children);
    };
    const auto value = [&](std::string text) {
        return Query{query::Keyword{std::string(field.name), std::move(text)}};
    };
    if (auto* word = std::get_if<query::Word>(&query.node)) return value(std::move(word->text));
    if (auto* phrase = std::get_if<query::Phrase>(&query.node)) return value(std::move(phrase->text));
    if (auto* exact = std::get_if<query::Exact>(&query.node)) return value(std::move(exact->text));
    if (auto* prefix = std::get_if<query::Prefix>(&query.node)) return value(std::move(prefix->text));
    if (auto* near = std::get_if<query::Near>(&query.node)) {
        std::vector<Query> values;
        for (std::string& word : near->words) values.push_back(value(std::move(word)));
        return make_and(std::move(values));
    }
    if (auto* any = std::get_if<query::Any>(&query.node)) return make_or(each(any->of));
    if (auto* either = std::get_if<query::Or>(&query.node)) return make_or(each(either->of));
    if (auto* all = std::get_if<query::And>(&query.node)) return make_and(each(all->of));
    if (auto* excluded = std::get_if<query::Not>(&query.node))
        return make_not(std::move(each(excluded->of).front()));
    if (auto* maybe = std::get_if<query::Maybe>(&query.node)) {
        return {query::Maybe{one(make_keyword(field, std::move(maybe->of.front())))}};
    }
    return query;
}

// Values of one keyword field side by side are alternatives, as in a form with several boxes ticked.
std::vector<Query> grouped_by_field(std::vector<Query> filters) {
    std::vector<Query> grouped;
    for (Query& filter : filters) {
        const auto* keyword = std::get_if<query::Keyword>(&filter.node);
        const auto is_of_field = [&](const Query& one_value) {
            const auto* other = std::get_if<query::Keyword>(&one_value.node);
            return other != nullptr && other->field == keyword->field;
        };
        const auto is_same_field = [&](const Query& old) {
            const auto* either = std::get_if<query::Or>(&old.node);
            return either == nullptr ? is_of_field(old) : std::ranges::all_of(either->of, is_of_field);
        };
        const auto old = keyword == nullptr ? grouped.end() : std::ranges::find_if(grouped, is_same_field);
        if (old == grouped.end()) {
            grouped.push_back(std::move(filter));
            continue;
        }
        std::vector<Query> both = one(std::move(*old));
        both.push_back(std::move(filter));
        *old = make_or(std::move(both));
    }
    return grouped;
}

bool is_stop_word(const std::string& word) {
    Analysis analysis;
    persian().analyze(word, analysis);
    return std::ranges::all_of(analysis.tokens(), &Token::is_stop);
}

// expression = conjunction { OR conjunction }
// conjunction = sequence { AND sequence }
// sequence = clause { clause }
// clause = [ "+" | "-" | NOT ] operand { NEAR operand }
// operand = "(" expression ")" | field operand | "=" operand | phrase | word
class Parser {
  public:
    Parser(std::vector<QueryToken> tokens, const QueryLimits& limits, std::vector<Note>& notes)
        : tokens_(std::move(tokens)), limits_(limits), notes_(notes) {}

    Query run() { return expression(); }

  private:
    [[nodiscard]] bool at(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
    [[nodiscard]] bool at_end() const { return at_ >= tokens_.size() || at(Kind::close); }

    void note_stray(const QueryToken& token) {
        query_notes::add(notes_, query_notes::stray_operator(token.text));
    }

    template <Kind separator, auto part, auto make>
    Query separated() {
        std::vector<Query> parts;
        parts.push_back((this->*part)());
        while (at(separator)) {
            const QueryToken& token = tokens_[at_++];
            parts.push_back((this->*part)());
            if (parts.back().empty() || parts.front().empty()) note_stray(token);
        }
        return make(std::move(parts));
    }

    // NOLINTNEXTLINE(misc-no-recursion): as deep as the lexer lets parentheses nest
    Query expression() { return separated<Kind::disjunction, &Parser::conjunction, make_or>(); }
    // NOLINTNEXTLINE(misc-no-recursion)
    Query conjunction() { return separated<Kind::conjunction, &Parser::sequence, make_and>(); }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query sequence() {
        std::vector<Query> must;
        std::vector<Query> plain;
        std::vector<Query> filters;
        std::vector<Query> must_filters;
        std::vector<Query> excluded;
        while (!at_end() && !at(Kind::conjunction) && !at(Kind::disjunction)) {
            const bool is_must = at(Kind::must);
            Query next = clause();
            if (next.empty()) continue;
            if (std::holds_alternative<query::Not>(next.node)) {
                excluded.push_back(std::move(next));
            } else if (is_filter(next)) {
                (is_must ? must_filters : filters).push_back(std::move(next));
            } else {
                (is_must ? must : plain).push_back(std::move(next));
            }
        }
        Query words = make_any(std::move(plain));
        if (!words.empty()) {
            must.push_back(must.empty() ? std::move(words) : Query{query::Maybe{one(std::move(words))}});
        }
        std::ranges::move(grouped_by_field(std::move(filters)), std::back_inserter(must));
        std::ranges::move(must_filters, std::back_inserter(must));
        std::ranges::move(excluded, std::back_inserter(must));
        return make_and(std::move(must));
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query clause() {
        bool is_excluded = false;
        while (at(Kind::must) || at(Kind::excluded)) {
            is_excluded = is_excluded != at(Kind::excluded);
            ++at_;
        }
        Query query = operand();
        while (at(Kind::near)) query = near(std::move(query));
        query = without_near_stop_words(std::move(query));
        return is_excluded ? make_not(std::move(query)) : query;
    }

    // Stop words are near to everything, and to find out where costs more than all other words.
    Query without_near_stop_words(Query query) {
        auto* const chain = std::get_if<query::Near>(&query.node);
        if (chain == nullptr) return query;
        auto& words = chain->words;
        const auto stop_words = std::stable_partition(words.begin(), words.end(), std::not_fn(is_stop_word));
        if (stop_words == words.end()) return query;
        query_notes::add(notes_, query_notes::near_needs_content());
        if (stop_words - words.begin() >= 2) {
            words.erase(stop_words, words.end());
            return query;
        }
        std::vector<Query> all;
        for (std::string& word : words) all.push_back({query::Word{std::move(word)}});
        return make_any(std::move(all));
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query near(Query left) {
        const QueryToken& token = tokens_[at_++];
        Query right = operand();
        if (left.empty() || right.empty()) {
            note_stray(token);
            return left.empty() ? right : left;
        }
        auto* chain = std::get_if<query::Near>(&left.node);
        const auto* first = std::get_if<query::Word>(&left.node);
        const auto* second = std::get_if<query::Word>(&right.node);
        if (second == nullptr || (chain == nullptr && first == nullptr)) {
            query_notes::add(notes_, query_notes::near_needs_words());
            std::vector<Query> both = one(without_near_stop_words(std::move(left)));
            both.push_back(std::move(right));
            return make_and(std::move(both));
        }
        if (chain == nullptr) return {query::Near{{first->text, second->text}, token.distance}};
        chain->words.push_back(second->text);
        chain->distance = std::max(chain->distance, token.distance);
        return left;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query operand() {
        if (at_end()) return {};
        const QueryToken& token = tokens_[at_];
        switch (token.kind) {
            case Kind::open: {
                ++at_;
                Query inside = expression();
                ++at_;
                return inside;
            }
            case Kind::field:
                ++at_;
                return field(*token.field);
            case Kind::exact:
                ++at_;
                return exact();
            case Kind::phrase:
                ++at_;
                return phrase(token);
            case Kind::word:
                ++at_;
                return word(token);
            case Kind::must:
            case Kind::excluded:
                return clause();
            case Kind::near:
                note_stray(token);
                ++at_;
                return operand();
            case Kind::conjunction:
            case Kind::disjunction:
            case Kind::close:
                return {};
        }
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query field(const Field& field) {
        if (field.kind != FieldKind::date) {
            Query inside = operand();
            return field.kind == FieldKind::text ? make_scope(field, std::move(inside))
                                                 : make_keyword(field, std::move(inside));
        }
        if (at(Kind::word) || at(Kind::phrase)) {
            if (auto dates = date_in_words()) return {*dates};
            query_notes::add(notes_, query_notes::bad_date(tokens_[at_++].text));
            return {};
        }
        query_notes::add(notes_, query_notes::bad_date(to_query_text(operand())));
        return {};
    }

    // The date that begins here. Its words may stand apart, «۱۲ مهر ۱۴۰۲», where the first is no date by itself.
    std::optional<query::Dates> date_in_words() {
        constexpr std::size_t most_words = 6;  // «12 مهر 1402..3 آبان 1402» has five
        std::string text;
        for (std::size_t words = 1; words <= most_words; ++words) {
            const std::size_t last = at_ + words - 1;
            const bool is_text =
                last < tokens_.size() &&
                (tokens_[last].kind == Kind::word || (words == 1 && tokens_[last].kind == Kind::phrase));
            if (!is_text) break;
            if (words > 1) text += ' ';
            text += tokens_[last].text;
            if (auto dates = parse_dates(text)) {
                at_ += words;
                return dates;
            }
        }
        return std::nullopt;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Query exact() {
        if (at(Kind::word)) {
            const QueryToken& token = tokens_[at_++];
            return take_words(1) == 0 ? Query{} : Query{query::Exact{token.text}};
        }
        // The index holds positions of stems, not of surfaces.
        query_notes::add(notes_, query_notes::exact_needs_word());
        return operand();
    }

    Query phrase(const QueryToken& token) {
        const std::size_t count = token.word_ends.size();
        const std::size_t kept = take_words(count);
        if (kept == 0) return {};
        return {query::Phrase{kept < count ? token.text.substr(0, token.word_ends[kept - 1]) : token.text}};
    }

    Query word(const QueryToken& token) {
        if (take_words(1) == 0) return {};
        if (token.is_prefix) return {query::Prefix{token.text}};
        return {query::Word{token.text}};
    }

    // How many of `wanted` more words the limit leaves room for.
    std::size_t take_words(std::size_t wanted) {
        const std::size_t taken = std::min(wanted, limits_.words - words_);
        words_ += taken;
        if (taken < wanted) query_notes::add(notes_, query_notes::too_many_words(limits_.words));
        return taken;
    }

    std::vector<QueryToken> tokens_;
    const QueryLimits& limits_;
    std::vector<Note>& notes_;
    std::size_t at_ = 0;
    std::size_t words_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const QueryLimits& limits) {
    ParsedQuery parsed;
    std::vector<QueryToken> tokens = tokenize_query(text, limits, parsed.notes);
    parsed.query = Parser(std::move(tokens), limits, parsed.notes).run();
    return parsed;
}

}  // namespace jooya
