// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/query.hpp"

#include <fmt/format.h>

#include "query_tree.hpp"
#include "query_words.hpp"

namespace jooya {

namespace {

std::string dates_text(const query::Dates& dates) {
    if (dates.from && dates.to && *dates.from == *dates.to) return to_string(*dates.from);
    return fmt::format("{}..{}", dates.from ? to_string(*dates.from) : "",
                       dates.to ? to_string(*dates.to) : "");
}

std::string joined(std::string head, const std::vector<Query>& children) {
    for (const Query& child : children) head += " " + to_string(child);
    return head;
}

struct TreePrinter {
    std::string operator()(const query::Word& word) const { return fmt::format("\"{}\"", word.text); }
    std::string operator()(const query::Phrase& phrase) const {
        return fmt::format("(phrase \"{}\")", phrase.text);
    }
    std::string operator()(const query::Exact& exact) const {
        return fmt::format("(exact \"{}\")", exact.text);
    }
    std::string operator()(const query::Prefix& prefix) const {
        return fmt::format("(prefix \"{}\")", prefix.text);
    }
    std::string operator()(const query::Near& near) const {
        std::string text = fmt::format("(near/{}", near.distance);
        for (const std::string& word : near.words) text += fmt::format(" \"{}\"", word);
        return text + ")";
    }
    std::string operator()(const query::Keyword& keyword) const {
        return fmt::format("({} \"{}\")", keyword.field, keyword.value);
    }
    std::string operator()(const query::Dates& dates) const {
        return fmt::format("(date {})", dates_text(dates));
    }
    std::string operator()(const query::Scope& scope) const {
        return joined("(" + scope.field, scope.of) + ")";
    }
    std::string operator()(const query::Any& any) const { return joined("(any", any.of) + ")"; }
    std::string operator()(const query::And& all) const { return joined("(and", all.of) + ")"; }
    std::string operator()(const query::Or& either) const { return joined("(or", either.of) + ")"; }
    std::string operator()(const query::Not& excluded) const { return joined("(not", excluded.of) + ")"; }
    std::string operator()(const query::Maybe& maybe) const { return joined("(maybe", maybe.of) + ")"; }
};

// A word that could be taken for a Persian operator beside a parenthesis stands in one of its own.
std::string word_text(const std::string& word) {
    return is_persian_operator(word) ? fmt::format("({})", word) : word;
}

struct LanguagePrinter {
    static std::string text(const Query& query) { return std::visit(LanguagePrinter{}, query.node); }

    static bool is_composite(const Query& query) {
        return std::holds_alternative<query::Any>(query.node) ||
               std::holds_alternative<query::And>(query.node) ||
               std::holds_alternative<query::Or>(query.node);
    }

    // One clause, with parentheses where the tree below is more than one.
    static std::string clause(const Query& query) {
        return is_composite(query) ? fmt::format("({})", text(query)) : text(query);
    }

    static std::string separated(const std::vector<Query>& children, std::string_view separator) {
        std::string all;
        for (const Query& child : children) {
            if (!all.empty()) all += separator;
            all += clause(child);
        }
        return all;
    }

    std::string operator()(const query::Word& word) const { return word_text(word.text); }
    std::string operator()(const query::Phrase& phrase) const { return fmt::format("\"{}\"", phrase.text); }
    std::string operator()(const query::Exact& exact) const { return "=" + exact.text; }
    std::string operator()(const query::Prefix& prefix) const { return prefix.text + "*"; }
    std::string operator()(const query::Near& near) const {
        std::string all;
        for (const std::string& word : near.words) {
            if (!all.empty()) all += fmt::format(" NEAR/{} ", near.distance);
            all += word_text(word);
        }
        return all;
    }
    std::string operator()(const query::Keyword& keyword) const {
        return fmt::format("{}:\"{}\"", keyword.field, keyword.value);
    }
    std::string operator()(const query::Dates& dates) const { return "date:" + dates_text(dates); }
    std::string operator()(const query::Scope& scope) const {
        return fmt::format("{}:({})", scope.field, text(scope.of.front()));
    }
    std::string operator()(const query::Any& any) const { return separated(any.of, " "); }
    std::string operator()(const query::Or& either) const { return separated(either.of, " OR "); }
    std::string operator()(const query::Not& excluded) const { return "-" + clause(excluded.of.front()); }
    std::string operator()(const query::Maybe& maybe) const {
        const auto* any = std::get_if<query::Any>(&maybe.of.front().node);
        return any != nullptr ? text(maybe.of.front()) : clause(maybe.of.front());
    }
    std::string operator()(const query::And& all) const {
        std::string line;
        for (const Query& child : all.of) {
            const bool is_sign_needed = !std::holds_alternative<query::Maybe>(child.node) &&
                                        !std::holds_alternative<query::Not>(child.node);
            if (!line.empty()) line += ' ';
            if (is_sign_needed) line += '+';
            line += std::holds_alternative<query::Maybe>(child.node) ? text(child) : clause(child);
        }
        return line;
    }
};

}  // namespace

bool Query::empty() const {
    const auto* any = std::get_if<query::Any>(&node);
    return any != nullptr && any->of.empty();
}

std::string to_string(const Query& query) {
    return std::visit(TreePrinter{}, query.node);
}

std::string to_query_text(const Query& query) {
    return std::visit(LanguagePrinter{}, query.node);
}

std::string to_string(const PartialDate& date) {
    if (date.month == 0) return fmt::format("{:04}", date.year);
    if (date.day == 0) return fmt::format("{:04}/{:02}", date.year, date.month);
    return fmt::format("{:04}/{:02}/{:02}", date.year, date.month, date.day);
}

}  // namespace jooya
