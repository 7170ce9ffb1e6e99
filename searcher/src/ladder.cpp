// SPDX-License-Identifier: GPL-3.0-or-later
#include "ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "jooya/searcher/parse_query.hpp"
#include "pattern_search.hpp"
#include "query_notes.hpp"
#include "query_readings.hpp"
#include "query_synonyms.hpp"
#include "query_tree.hpp"
#include "suggest_query.hpp"
#include "to_xapian.hpp"
#include "word_search.hpp"

namespace jooya {

namespace {

// Words of a query with signs whose meaning is looked for, each by itself: that costs thousands of look-ups.
constexpr int max_rewritten = 4;

query_notes::Rung rung_of(Suggestion::Kind kind) {
    switch (kind) {
        case Suggestion::Kind::layout:
            return query_notes::Rung::layout;
        case Suggestion::Kind::finglish:
            return query_notes::Rung::finglish;
        case Suggestion::Kind::spelling:
            return query_notes::Rung::spelling;
    }
    return query_notes::Rung::spelling;
}

}  // namespace

Ladder::Ladder(const IndexView& index, Reach reach, std::vector<Query> filters, Suggests suggests,
               const Deadline& deadline)
    : index_(index), reach_(reach), filters_(std::move(filters)), suggests_(suggests), deadline_(deadline) {}

XapianQuery Ladder::build(const Query& words) const {
    return to_xapian(make_filtered(words, filters_), index_, reach_);
}

Xapian::doccount Ladder::count(const XapianQuery& query) const {
    if (query.query.empty()) return 0;
    if (const auto plain = query.required.empty() ? std::nullopt : plain_words(query.query)) {
        const auto found = best_holding(*plain, query.required, index_, hardly_any, deadline_);
        if (found)
            return static_cast<Xapian::doccount>(std::min<std::size_t>(found->best.size(), hardly_any));
    }
    const Xapian::Query whole = whole_query(query);
    if (const auto plain = reach_ == Reach::wording ? plain_words(whole) : std::nullopt) {
        const std::uint64_t found = search_words(*plain, index_, 0, hardly_any, deadline_).total;
        return static_cast<Xapian::doccount>(std::min<std::uint64_t>(found, hardly_any));
    }
    Xapian::Enquire enquire(index_.database);
    enquire.set_query(deadline_.bounded(index_.live.only(whole)));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, hardly_any).size();
}

std::optional<Suggestion> Ladder::suggestion_for(std::string_view text, const Query& words) const {
    deadline_.check();
    if (suggests_ == Suggests::never) return std::nullopt;
    if (is_plain(words)) return suggest_query(text, index_, deadline_);
    std::optional<Suggestion> suggestion;
    int looked_at = 0;
    Query meant = rewritten(words, [&](const std::string& word) -> std::optional<std::string> {
        if (++looked_at > max_rewritten) return std::nullopt;
        auto better = suggest_query(word, index_, deadline_);
        if (!better) return std::nullopt;
        suggestion = better;
        return std::move(better->query);
    });
    if (suggestion) suggestion->query = to_query_text(meant);
    return suggestion;
}

Climbed Ladder::climb(std::string_view text, Query words) const {
    std::optional<XapianQuery> built = build(words);
    const Xapian::doccount as_typed = count(*built);
    Climbed climbed{std::move(words), std::nullopt, {}, std::move(built)};
    const auto take = [&](Query better, query_notes::Rung rung) {
        climbed.notes.push_back(query_notes::found_by(rung, as_typed, to_query_text(better)));
        climbed.built.reset();
        climbed.words = as_typed == 0 ? std::move(better) : make_or({climbed.words, std::move(better)});
    };
    if (as_typed >= hardly_any) {
        const bool is_looked_for = suggests_ == Suggests::always && is_plain(climbed.words);
        if (is_looked_for) climbed.suggestion = suggestion_for(text, climbed.words);
        return climbed;
    }
    if (as_typed == 0) {
        Query any_form = with_any_form(climbed.words);
        if (any_form != climbed.words && count(any_form) > 0) {
            take(std::move(any_form), query_notes::Rung::stem);
            return climbed;
        }
    }
    Query named = with_other_names(climbed.words, Synonyms::common(), index_.analysis);
    if (named != climbed.words && count(named) > as_typed) {
        climbed.notes.push_back(
            query_notes::found_by(query_notes::Rung::synonym, as_typed, to_query_text(named)));
        climbed.words = std::move(named);
        climbed.built.reset();
        return climbed;
    }
    climbed.suggestion = suggestion_for(text, climbed.words);
    const Query meant = climbed.suggestion ? parse_query(climbed.suggestion->query).query : Query{};
    if (!meant.empty() && count(make_or({climbed.words, meant})) > as_typed) {
        take(meant, rung_of(climbed.suggestion->kind));
        return climbed;
    }
    if (as_typed > 0) return climbed;
    for (const Query& strict : {meant, climbed.words}) {
        Query any_word = with_any_word(strict);
        if (!has_words(any_word) || any_word == strict || count(any_word) == 0) continue;
        take(std::move(any_word), query_notes::Rung::any_word);
        return climbed;
    }
    const Query unquoted = without_quotes(climbed.words);
    if (unquoted != climbed.words && count(unquoted) > 0) {
        climbed.notes.push_back(query_notes::only_without_quotes());
    }
    const bool is_found_elsewhere =
        !filters_.empty() && Ladder(index_, reach_, {}, Suggests::never, deadline_).count(climbed.words) > 0;
    if (is_found_elsewhere) climbed.notes.push_back(query_notes::only_without_filters());
    return climbed;
}

}  // namespace jooya
