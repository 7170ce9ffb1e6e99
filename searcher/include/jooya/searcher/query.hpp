// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jooya {

/// A year, a month or a day as a user writes it; `month` and `day` are 0 where they were not given. The year
/// tells the calendar (`calendar_of_year`): 13xx and 14xx are Jalali, 19xx and 20xx Gregorian.
struct PartialDate {
    std::int32_t year = 0;
    std::int32_t month = 0;
    std::int32_t day = 0;

    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

struct Query;

/// The kinds of node in a query tree. Texts are as typed, without the signs of the language.
namespace query {

/// A word in any of its forms: «کتاب» finds کتاب‌های.
struct Word {
    std::string text;
    friend bool operator==(const Word&, const Word&) = default;
};

/// Words in this order, at the distances that the analyzer gives them.
struct Phrase {
    std::string text;
    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// A word in this form only; letters and half-spaces are folded all the same.
struct Exact {
    std::string text;
    friend bool operator==(const Exact&, const Exact&) = default;
};

/// Words that begin like this.
struct Prefix {
    std::string text;
    friend bool operator==(const Prefix&, const Prefix&) = default;
};

/// Words in any order, with at most `distance` - 1 other words between them.
struct Near {
    std::vector<std::string> words;
    std::uint32_t distance = 0;
    friend bool operator==(const Near&, const Near&) = default;
};

/// A value of a keyword field or a news code; `field` is the field's English name.
struct Keyword {
    std::string field;
    std::string value;
    friend bool operator==(const Keyword&, const Keyword&) = default;
};

/// From the beginning of `from` to the end of `to`; open where there is none.
struct Dates {
    std::optional<PartialDate> from;
    std::optional<PartialDate> to;
    friend bool operator==(const Dates&, const Dates&) = default;
};

/// A query within one text field; `field` is the field's English name. Holds exactly one query.
struct Scope {
    std::string field;
    std::vector<Query> of;
    friend bool operator==(const Scope&, const Scope&);
};

/// At least one of these, as words stand beside each other; the more, the better. Empty: nothing was asked.
struct Any {
    std::vector<Query> of;
    friend bool operator==(const Any&, const Any&);
};

/// Every one of these; a `Not` among them excludes, a `Maybe` only ranks. They stand in the order: what must
/// match, the `Maybe`, the filters, the `Not`s.
struct And {
    std::vector<Query> of;
    friend bool operator==(const And&, const And&);
};

/// At least one of these.
struct Or {
    std::vector<Query> of;
    friend bool operator==(const Or&, const Or&);
};

/// Everything but this. Holds exactly one query.
struct Not {
    std::vector<Query> of;
    friend bool operator==(const Not&, const Not&);
};

/// Not needed, but better with it; only inside `And`. Holds exactly one query.
struct Maybe {
    std::vector<Query> of;
    friend bool operator==(const Maybe&, const Maybe&);
};

}  // namespace query

/// What was asked for: a tree, and a plain value.
struct Query {
    using Node = std::variant<query::Any, query::Word, query::Phrase, query::Exact, query::Prefix,
                              query::Near, query::Keyword, query::Dates, query::Scope, query::And, query::Or,
                              query::Not, query::Maybe>;
    Node node;

    /// True where nothing was asked, neither words nor filters.
    [[nodiscard]] bool empty() const;
    friend bool operator==(const Query&, const Query&) = default;
};

namespace query {

inline bool operator==(const Scope& a, const Scope& b) {
    return a.field == b.field && a.of == b.of;
}
inline bool operator==(const Any& a, const Any& b) {
    return a.of == b.of;
}
inline bool operator==(const And& a, const And& b) {
    return a.of == b.of;
}
inline bool operator==(const Or& a, const Or& b) {
    return a.of == b.of;
}
inline bool operator==(const Not& a, const Not& b) {
    return a.of == b.of;
}
inline bool operator==(const Maybe& a, const Maybe& b) {
    return a.of == b.of;
}

}  // namespace query

/// Renders a tree on one line: `(and (title "تهران") (not "زلزله"))`.
std::string to_string(const Query& query);

/// Renders a tree in the query language, so that `parse_query` reads the same tree again:
/// `title:تهران -زلزله`. True of every tree that `parse_query` returns, limits of size apart.
std::string to_query_text(const Query& query);

/// Renders a date as it is typed: 1396, 1396/02 or 1396/02/10.
std::string to_string(const PartialDate& date);

/// Reads a year, month or day, or a range FROM..TO with one side possibly empty, in any digits:
/// `1396/02`, `1396-02-01..1396-02-10`, `مهر۱۴۰۲`, `2017-04-26`. Nothing where `text` is none of these.
std::optional<query::Dates> parse_dates(std::string_view text);

}  // namespace jooya
