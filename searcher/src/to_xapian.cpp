// SPDX-License-Identifier: GPL-3.0-or-later
#include "to_xapian.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "date_range.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/jalali.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "query_notes.hpp"
#include "query_tree.hpp"
#include "wording_source.hpp"

namespace jooya {

namespace {

using Queries = std::vector<Xapian::Query>;

/// A token that outlives its analysis.
struct Term {
    std::string surface;
    std::string stem;
    std::uint32_t position = 0;
    bool is_stop = false;
    bool is_piece = false;  ///< of the written word that the term before it is of, too
};

std::string_view prefix_of(std::string_view field) {
    return find_field(field)->prefix;
}

TextScope scope_called(std::string_view field) {
    if (field == "title") return TextScope::title;
    if (field == "lead") return TextScope::lead;
    return TextScope::body;
}

Xapian::Query any_of(const Queries& queries) {
    return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query all_of(const Queries& queries) {
    return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

Xapian::Query filtered(const Xapian::Query& query, const Xapian::Query& filter) {
    return {Xapian::Query::OP_FILTER, query, filter};
}

Xapian::Query word(std::string_view prefix, std::string_view text) {
    return Xapian::Query(make_term(prefix, text));
}

Xapian::Query date_query(const query::Dates& dates) {
    // A single year, month or day is a term; terms are quicker than looking through values.
    if (dates.from && dates.to && *dates.from == *dates.to) {
        const PartialDate& date = *dates.from;
        const bool is_jalali = calendar_of_year(date.year) == CalendarKind::jalali;
        std::string digits = to_string(date);
        std::erase(digits, '/');
        return word(is_jalali ? jalali_prefix : gregorian_prefix, digits);
    }
    const DateRange range = resolve(dates);
    const auto value = [](std::int64_t seconds) {
        return Xapian::sortable_serialise(static_cast<double>(seconds));
    };
    if (range.first && range.last) {
        return {Xapian::Query::OP_VALUE_RANGE, slot_date, value(*range.first), value(*range.last)};
    }
    // A value range also holds documents without a value where it is open below.
    if (range.first) return {Xapian::Query::OP_VALUE_GE, slot_date, value(*range.first)};
    constexpr double year_zero = -62'167'219'200;
    return {Xapian::Query::OP_VALUE_RANGE, slot_date, Xapian::sortable_serialise(year_zero),
            value(*range.last)};
}

class Builder {
  public:
    Builder(const IndexView& index, Reach reach) : index_(index), reach_(reach) {}

    // NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
    Xapian::Query build(const Query& query, TextScope scope) {
        return std::visit([&](const auto& node) { return build_node(node, scope); }, query.node);
    }

    ScopedMatchers matchers;
    std::vector<SoughtWord> sought;
    std::size_t written_words = 0;
    std::vector<WordPattern> required;
    std::vector<Note> notes;
    bool is_wider = false;

  private:
    /// While it lives, what is built need not be held by all articles.
    class Optional {
      public:
        explicit Optional(bool& is_required)
            : is_required_(is_required), before_(std::exchange(is_required, false)) {}
        ~Optional() { is_required_ = before_; }
        Optional(const Optional&) = delete;
        Optional& operator=(const Optional&) = delete;

      private:
        bool& is_required_;
        bool before_;
    };

    std::vector<Term> terms_of(std::string_view text) {
        persian().analyze(text, index_.analysis);
        std::vector<Term> terms;
        Span written{};
        for (const Token& token : index_.analysis.tokens()) {
            const bool is_piece = std::exchange(written, token.span) == token.span;
            terms.push_back({std::string(token.surface), std::string(token.stem), token.position,
                             token.is_stop, is_piece});
        }
        return terms;
    }

    // Where a stem occurs within `scope`. Lead and body have no terms of their own: the wording tells.
    Xapian::Query stem_query(const std::string& stem, TextScope scope) {
        if (scope == TextScope::all) return word(stem_prefix, stem);
        if (scope == TextScope::title) return word(prefix_of("title"), stem);
        return looked_up(word(stem_prefix, stem), {.prints = {stem_print(stem)}, .scope = scope});
    }

    // Those of `articles` that hold the pattern. A remote shard cannot tell; then all of them.
    Xapian::Query looked_up(const Xapian::Query& articles, WordPattern pattern) {
        if (reach_ == Reach::terms) {
            is_wider = true;
            return articles;
        }
        return holding(articles, std::move(pattern));
    }

    template <typename Add>
    void in_matchers(TextScope scope, Add add) {
        if (is_excluded_) return;
        if (scope == TextScope::all || scope == TextScope::title) add(matchers.title);
        if (scope == TextScope::all || scope == TextScope::lead) add(matchers.lead);
        if (scope == TextScope::all || scope == TextScope::body) add(matchers.body);
    }

    // Inverse document frequency: what one occurrence of the stem says.
    [[nodiscard]] double rarity(std::string_view stem) const {
        return std::log(1.0 + static_cast<double>(index_.statistics.articles()) /
                                  (1.0 + index_.statistics.articles_with(stem)));
    }

    void match_stem(const std::string& stem, TextScope scope) {
        if (is_excluded_) return;
        const double weight = rarity(stem);
        in_matchers(scope, [&](Matchers& place) { place.stems[stem] = weight; });
    }

    void match_surface(const Term& term, TextScope scope) {
        if (is_excluded_) return;
        const std::string& surface = term.surface;
        const double weight = rarity(term.stem);
        in_matchers(scope, [&](Matchers& place) { place.surfaces[surface] = weight; });
    }

    void seek(const Term& term) {
        if (std::ranges::find(sought, term.stem, &SoughtWord::stem) != sought.end()) return;
        sought.push_back({term.stem, term.surface, next_position_ + term.position, term.is_stop});
    }

    // Words side by side: any of them, ranked by how many, how rare, how close together.
    Xapian::Query words_query(std::string_view text, TextScope scope) {
        const std::vector<Term> terms = terms_of(text);
        const bool has_content = std::ranges::any_of(terms, [](const Term& term) { return !term.is_stop; });
        Queries needed;
        Queries optional;
        std::vector<std::string_view> seen;
        for (const Term& term : terms) {
            // Who says a word twice does not mean it twice as much.
            if (std::ranges::find(seen, term.stem) != seen.end()) continue;
            seen.push_back(term.stem);
            const bool is_sought = scope == TextScope::all && !is_excluded_;
            if (is_sought) seek(term);
            if (is_sought && !term.is_stop && !term.is_piece) ++written_words;
            if (term.is_stop && has_content) {
                // Half of all postings would be read for words that say the least: a closer look does it (reranker.hpp).
                if (!is_sought) optional.push_back(stem_query(term.stem, scope));
                continue;
            }
            needed.push_back(stem_query(term.stem, scope));
            match_stem(term.stem, scope);
        }
        if (!terms.empty()) next_position_ += terms.back().position + field_position_gap;
        if (needed.empty()) return {};
        // What was written as one word is meant as one, whatever it is analyzed into.
        const bool is_one_word = text.find(' ') == std::string_view::npos;
        Xapian::Query words = is_one_word ? all_of(needed) : any_of(needed);
        if (optional.empty()) return words;
        return {Xapian::Query::OP_AND_MAYBE, words, any_of(optional)};
    }

    Xapian::Query sequence_query(const std::vector<Term>& terms, WordPattern pattern, TextScope scope) {
        Queries stems;
        for (const Term& term : terms) {
            stems.push_back(word(scope == TextScope::title ? prefix_of("title") : stem_prefix, term.stem));
            pattern.prints.push_back(stem_print(term.stem));
        }
        pattern.scope = scope;
        if (is_required_ && !is_excluded_ && reach_ == Reach::wording) {
            required.push_back(std::move(pattern));
            return all_of(stems);
        }
        return looked_up(all_of(stems), std::move(pattern));
    }

    Xapian::Query phrase_query(std::string_view text, TextScope scope) {
        const std::vector<Term> terms = terms_of(text);
        if (terms.empty()) return {};
        if (terms.size() == 1) {
            match_stem(terms.front().stem, scope);
            return stem_query(terms.front().stem, scope);
        }
        StemSequence sequence;
        for (const Term& term : terms) {
            sequence.stems.push_back(term.stem);
            sequence.offsets.push_back(term.position - terms.front().position);
        }
        in_matchers(scope, [&](Matchers& place) { place.sequences.push_back(sequence); });
        return sequence_query(
            terms, {.kind = WordPattern::Kind::phrase, .prints = {}, .offsets = sequence.offsets}, scope);
    }

    // Xapian's own wildcards score differently over shards.
    std::vector<std::string> expand(const std::string& text) {
        Completions completions = index_.vocabulary.completions(text, max_expansions);
        if (completions.is_cut) query_notes::add(notes, query_notes::cut_wildcard(text, max_expansions));
        std::vector<std::string> surfaces;
        for (CountedWord& completion : completions.words) surfaces.push_back(std::move(completion.word));
        return surfaces;
    }

    // One of these very forms.
    static WordPattern form_pattern(const std::vector<Term>& forms, TextScope scope) {
        WordPattern pattern{.prints = {}, .mask = 0xFFFF, .scope = scope};
        for (const Term& form : forms) {
            pattern.prints.push_back(word_print(form.stem, form.surface));
            // Elsewhere it may be a stop word, whose forms are not told apart.
            pattern.prints.push_back(stop_print(form.stem));
        }
        return pattern;
    }

    // Articles that hold one of these very forms.
    Xapian::Query surfaces_query(const std::vector<Term>& forms, TextScope scope) {
        Queries stems;
        for (const Term& form : forms) {
            match_surface(form, scope);
            stems.push_back(word(scope == TextScope::title ? prefix_of("title") : stem_prefix, form.stem));
        }
        return looked_up(any_of(stems), form_pattern(forms, scope));
    }

    Xapian::Query build_node(const query::Word& node, TextScope scope) {
        return words_query(node.text, scope);
    }

    Xapian::Query build_node(const query::Phrase& node, TextScope scope) {
        return phrase_query(node.text, scope);
    }

    Xapian::Query build_node(const query::Exact& node, TextScope scope) {
        Queries all;
        for (const Term& term : terms_of(node.text)) all.push_back(surfaces_query({term}, scope));
        return all.empty() ? Xapian::Query() : all_of(all);
    }

    // A stem that begins so stands for its forms, nearly all of which do. Forms of other stems are looked up one by one.
    Xapian::Query build_node(const query::Prefix& node, TextScope scope) {
        const std::string beginning = fold_for_matching(node.text);
        std::vector<Term> forms;
        std::vector<std::string> stems;
        for (const std::string& surface : expand(beginning)) {
            std::vector<Term> terms = terms_of(surface);
            if (terms.size() != 1) continue;
            if (!terms.front().stem.starts_with(beginning)) {
                forms.push_back(std::move(terms.front()));
                continue;
            }
            match_surface(terms.front(), scope);
            if (std::ranges::find(stems, terms.front().stem) == stems.end()) {
                stems.push_back(std::move(terms.front().stem));
            }
        }
        Queries any;
        for (const std::string& stem : stems) any.push_back(stem_query(stem, scope));
        if (forms.empty()) return any.empty() ? Xapian::Query() : any_of(any);
        const bool is_required = is_required_ && !is_excluded_ && reach_ == Reach::wording;
        if (!is_required || scope != TextScope::all) {
            any.push_back(surfaces_query(forms, scope));
            return any_of(any);
        }
        // The best articles by all of these stems mostly hold such a form.
        WordPattern pattern = form_pattern(forms, scope);
        for (const std::string& stem : stems) pattern.stems.push_back(stem_print(stem));
        for (const Term& form : forms) {
            match_surface(form, scope);
            if (std::ranges::find(stems, form.stem) != stems.end()) continue;
            stems.push_back(form.stem);
            any.push_back(stem_query(form.stem, scope));
        }
        required.push_back(std::move(pattern));
        return any_of(any);
    }

    Xapian::Query build_node(const query::Near& node, TextScope scope) {
        std::vector<Term> all;
        std::uint32_t extra = 0;
        for (const std::string& text : node.words) {
            const std::vector<Term> terms = terms_of(text);
            if (!terms.empty()) extra += static_cast<std::uint32_t>(terms.size() - 1);
            for (const Term& term : terms) {
                match_stem(term.stem, scope);
                // A word that is named again is near to itself, and each one multiplies the work.
                if (std::ranges::find(all, term.stem, &Term::stem) == all.end()) all.push_back(term);
            }
        }
        if (all.empty()) return {};
        if (all.size() == 1) return stem_query(all.front().stem, scope);
        const auto gaps = static_cast<std::uint32_t>(node.words.size() - 1);
        return sequence_query(
            all, {.kind = WordPattern::Kind::near, .prints = {}, .window = node.distance * gaps + 1 + extra},
            scope);
    }

    static Xapian::Query build_node(const query::Keyword& node, TextScope /*scope*/) {
        const Field& field = *find_field(node.field);
        if (field.kind == FieldKind::code) return Xapian::Query(code_term(node.value));
        return Xapian::Query(keyword_term(field, node.value));
    }

    static Xapian::Query build_node(const query::Dates& node, TextScope /*scope*/) {
        return date_query(node);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::Scope& node, TextScope /*scope*/) {
        return build(node.of.front(), scope_called(node.field));
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::Any& node, TextScope scope) {
        const Optional optional(is_required_);
        Queries any;
        std::string words;  // a run of them, analyzed as one text: می and رود are one word
        const auto flush = [&] {
            if (words.empty()) return;
            any.push_back(words_query(words, scope));
            words.clear();
        };
        for (const Query& child : node.of) {
            if (const auto* plain = std::get_if<query::Word>(&child.node)) {
                if (!words.empty()) words += ' ';
                words += plain->text;
                continue;
            }
            if (const auto* quoted = std::get_if<query::Phrase>(&child.node)) {
                // Among other words a quotation is first of all these words; together they count more.
                if (!words.empty()) words += ' ';
                words += quoted->text;
                any.push_back(scaled(build(child, scope), 0.25));
                continue;
            }
            flush();
            any.push_back(build(child, scope));
        }
        flush();
        std::erase_if(any, [](const Xapian::Query& query) { return query.empty(); });
        return any.empty() ? Xapian::Query() : any_of(any);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::Or& node, TextScope scope) {
        const Optional optional(is_required_);
        const std::size_t written_before = std::exchange(written_words, 0);
        std::size_t most_written = 0;
        Queries any;
        for (const Query& child : node.of) {
            any.push_back(build(child, scope));
            most_written = std::max(most_written, std::exchange(written_words, 0));
        }
        written_words = written_before + most_written;
        return any_of(any);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::Not& node, TextScope scope) {
        return {Xapian::Query::OP_AND_NOT, everything(), excluded(node, scope)};
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::Maybe& node, TextScope scope) {
        const Optional optional(is_required_);
        return build(node.of.front(), scope);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query build_node(const query::And& node, TextScope scope) {
        Queries must;
        Queries filters;
        Queries maybe;
        Queries without;
        for (const Query& child : node.of) {
            if (const auto* negated = std::get_if<query::Not>(&child.node)) {
                without.push_back(excluded(*negated, scope));
            } else if (std::holds_alternative<query::Maybe>(child.node)) {
                maybe.push_back(build(child, scope));
            } else if (ranks(child)) {
                must.push_back(build(child, scope));
            } else {
                filters.push_back(build(child, scope));
            }
        }
        Xapian::Query all = must.empty() ? everything() : all_of(must);
        if (!filters.empty()) all = filtered(all, all_of(filters));
        if (!maybe.empty()) all = Xapian::Query(Xapian::Query::OP_AND_MAYBE, all, any_of(maybe));
        if (!without.empty()) all = Xapian::Query(Xapian::Query::OP_AND_NOT, all, any_of(without));
        return all;
    }

    // Words rank, also those within a field; keywords and dates only filter.
    // NOLINTNEXTLINE(misc-no-recursion)
    static bool ranks(const Query& query) {
        if (!is_filter(query)) return true;
        if (std::holds_alternative<query::Scope>(query.node)) return true;
        const auto any_ranks = [](const std::vector<Query>& children) {
            return std::ranges::any_of(children, ranks);
        };
        if (const auto* any = std::get_if<query::Any>(&query.node)) return any_ranks(any->of);
        if (const auto* all = std::get_if<query::And>(&query.node)) return any_ranks(all->of);
        if (const auto* either = std::get_if<query::Or>(&query.node)) return any_ranks(either->of);
        return false;
    }

    // What is excluded must not be highlighted.
    // NOLINTNEXTLINE(misc-no-recursion)
    Xapian::Query excluded(const query::Not& node, TextScope scope) {
        const bool was_excluded = std::exchange(is_excluded_, true);
        const bool was_wider = std::exchange(is_wider, false);
        Xapian::Query query = build(node.of.front(), scope);
        is_excluded_ = was_excluded;
        // Where the query is wider than what was asked for, too much would be excluded.
        if (std::exchange(is_wider, is_wider || was_wider)) return {};
        return query;
    }

    static Xapian::Query everything() { return scaled(Xapian::Query::MatchAll, 0); }

    const IndexView& index_;
    Reach reach_;
    bool is_excluded_ = false;
    bool is_required_ = true;          ///< every article that is found holds what is being built
    std::uint32_t next_position_ = 0;  ///< of the words to seek
};

}  // namespace

XapianQuery to_xapian(const Query& query, const IndexView& index, Reach reach) {
    Builder builder(index, reach);
    Xapian::Query built = builder.build(query, TextScope::all);
    return {std::move(built),          std::move(builder.required), std::move(builder.matchers),
            std::move(builder.sought), builder.written_words,       std::move(builder.notes),
            builder.is_wider};
}

Xapian::Query whole_query(const XapianQuery& built) {
    Xapian::Query query = built.query;
    for (const WordPattern& pattern : built.required) query = holding(query, pattern);
    return query;
}

}  // namespace jooya
