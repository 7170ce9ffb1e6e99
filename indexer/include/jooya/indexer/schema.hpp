// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace jooya {

/// Changes whenever a database written before must be rebuilt.
inline constexpr int schema_version = 3;

/// How a field's text becomes terms.
enum class FieldKind : std::uint8_t {
    code,     ///< one boolean term, the value as it is
    text,     ///< analyzed: stems, and the wording
    keyword,  ///< one boolean term for the folded value, a value slot for the value as written
    date,     ///< a value slot, and boolean terms for year, month and day
    stored    ///< kept for showing, not searched
};

/// Xapian value slots. Numbers are part of the schema: never reuse one.
enum Slot : std::uint32_t {
    slot_none = 0xffffffff,
    slot_date = 0,      ///< Xapian::sortable_serialise(seconds since the epoch)
    slot_agency = 1,    ///< as written
    slot_category = 2,  ///< as written
    slot_author = 3,    ///< as written
    slot_tags = 4,      ///< as written, parted by `tag_separator`
    slot_digest =
        5,  ///< 16 bytes, XXH3-128 of the canonical article; then 8 of its source's key, where it has one
    slot_cluster = 6,    ///< code of the first article of the near-duplicate cluster
    slot_month = 7,      ///< Jalali month "1396/02", for facets
    slot_signature = 8,  ///< 48 bytes, by which copies of a dated article are found (near_duplicates.hpp)
    slot_card = 9,       ///< what a closer look needs, the tokens in their order among it (card.hpp)
    slot_code = 10,      ///< as in the unique term
    slot_article = 11    ///< the whole article (stored_article.hpp); a value, which a match can bring along
};

/// One row a field: what the indexer writes, the query parser understands and the manual prints.
struct Field {
    std::string_view name;    ///< in queries and in JSON
    std::string_view alias;   ///< the Persian name in queries
    std::string_view prefix;  ///< of its terms, in Omega's conventions; empty where it has none of its own
    FieldKind kind;
    std::uint32_t slot;        ///< `slot_none` where the field has no value
    unsigned weight;           ///< how often one occurrence counts in the stems' impact
    std::string_view example;  ///< a query that uses the field
};

/// The schema. What an article's document holds:
///
/// | terms | what | wdf |
/// |---|---|---|
/// | `Q` + code | the unique term | 0 |
/// | `Z` + stem | the stems of title, lead and body | what it says about the article (impact.hpp) |
/// | `S` + stem | the title's own stems, for `title:` | likewise |
/// | prefix + folded value | agency, category, author, each tag (terms.hpp, keyword_term) | 0 |
/// | `DJ…`, `DG…` | the day in Tehran, its month and its year (terms.hpp, date_terms) | 0 |
/// | `XF` + hash | the source file that the article was read from | 0 |
/// | `XN` + code | the cluster's first article, where that is another one | 0 |
///
/// A database has no term lists: what a document holds can be told from its stored article alone, and a document that
/// is not wanted any more is passed over (tombstones.hpp).
///
/// No term has positions: the order of the words stands in `slot_card`, by which phrases, exact forms and words of
/// lead or body are told. Stop words are indexed like others. The database's words as written are in its metadata
/// (vocabulary.hpp).
inline constexpr std::array fields{
    Field{"code", "کد", "Q", FieldKind::code, slot_none, 0, "code:660821"},
    Field{"title", "عنوان", "S", FieldKind::text, slot_none, 5, "title:\"مبارزه با تروریسم\""},
    Field{"lead", "لید", "", FieldKind::text, slot_none, 2, "lead:سوریه"},
    Field{"body", "متن", "", FieldKind::text, slot_none, 1, "body:شایگو"},
    Field{"agency", "خبرگزاری", "XA", FieldKind::keyword, slot_agency, 0, "agency:تسنیم"},
    Field{"category", "گروه", "XC", FieldKind::keyword, slot_category, 0, "category:سیاسی"},
    Field{"author", "نویسنده", "A", FieldKind::keyword, slot_author, 0, "author:\"نام نویسنده\""},
    Field{"tag", "برچسب", "K", FieldKind::keyword, slot_tags, 0, "tag:سوریه"},
    Field{"date", "تاریخ", "D", FieldKind::date, slot_date, 0, "date:1396/02/01..1396/02/10"},
    Field{"url", "نشانی", "", FieldKind::stored, slot_none, 0, ""},
};

/// Prefix of the stems of title, lead and body together.
inline constexpr std::string_view stem_prefix = "Z";

/// Prefix of the terms that name the source file, followed by its hash (terms.hpp, source_term).
inline constexpr std::string_view source_prefix = "XF";

/// Prefix of the terms that name the first article of a near-duplicate's cluster, followed by its code.
inline constexpr std::string_view cluster_prefix = "XN";

/// Prefixes of the days: `DJ1396`, `DJ139602`, `DJ13960206` in the Jalali calendar, `DG2017`, `DG201704`,
/// `DG20170426` in the Gregorian one; days and months as Tehran counts them.
inline constexpr std::string_view jalali_prefix = "DJ";
inline constexpr std::string_view gregorian_prefix = "DG";

/// Parts the tags in `slot_tags`: U+001F, INFORMATION SEPARATOR ONE.
inline constexpr char tag_separator = '\x1f';

/// The words of the next field stand this far behind the last one's where their distance counts.
inline constexpr std::uint32_t field_position_gap = 100;

/// A news code may be this long, in bytes, so that its term is never cut.
inline constexpr std::size_t max_code_bytes = 200;

/// Longest term that Xapian 1.4 stores, prefix included; a NUL byte counts twice.
inline constexpr std::size_t max_term_bytes = 245;

/// The row called `name`, in English or Persian; nullptr where there is none.
constexpr const Field* find_field(std::string_view name) {
    for (const Field& field : fields) {
        if (field.name == name || field.alias == name) return &field;
    }
    return nullptr;
}

constexpr bool prefixes_are_unique() {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        for (std::size_t j = i + 1; j < fields.size(); ++j) {
            if (!fields[i].prefix.empty() && fields[i].prefix == fields[j].prefix) return false;
        }
        if (fields[i].prefix == stem_prefix) return false;
    }
    return true;
}
static_assert(prefixes_are_unique());

}  // namespace jooya
