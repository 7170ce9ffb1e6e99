// SPDX-License-Identifier: GPL-3.0-or-later
// A page in every form that leaves the programs. All of it is UTF-8; control and bidi-control characters of
// the archive never get through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jooya/indexer/article.hpp"
#include "jooya/searcher/page.hpp"

namespace jooya {

/// The result as JSON, `"schema": 1` (searcher/result.schema.json), one line without its newline. `<`, `>`,
/// `&` and U+2028/2029 are escaped, so that it may stand inside HTML; control and bidi-control characters are
/// dropped.
std::string to_json(const Page& page);

/// One hit as it stands in the array `hits` of the result.
std::string to_json(const Hit& hit);

/// A stored article, one line without its newline: code, title, lead, body, date, date_jalali, agency,
/// category, author, tags, url; what the article does not have is empty or null.
std::string to_json(const Article& article);

/// One line a hit: rank, code, score, date, agency, category, title, url, parted by tabs.
std::string to_tsv(const Page& page);

/// RFC 4180 with a byte order mark and a line of names, as spreadsheets read it. A cell that they would take
/// for a formula begins with an apostrophe.
std::string to_csv(const Page& page);

/// One line a hit, `qid Q0 code rank score name`, as trec_eval reads it; white space in any of them becomes `_`.
std::string to_trec(const Page& page, std::string_view query_id, std::string_view run_name);

/// What a feed says about itself.
struct FeedInfo {
    std::string self_url;      ///< where this feed is; empty where that is not known
    std::string page_url;      ///< the result as a page for people; empty where there is none
    std::int64_t updated = 0;  ///< seconds since the epoch, for a feed without dated articles
};

/// An Atom feed (RFC 4287).
std::string to_atom(const Page& page, const FeedInfo& info);

/// How text for people is laid out.
struct TextStyle {
    enum class Bidi {
        none,     ///< logical order, nothing added: for pipes
        isolate,  ///< logical order, for terminals that know bidi: every line between U+2066 or U+2067, as
                  ///< its paragraph runs, and U+2069, every value in it between U+2068 and U+2069
        visual    ///< reordered and shaped by FriBidi, for terminals that do not; a Persian page is set
                  ///< against the right edge where the width is known
    };
    Bidi bidi = Bidi::none;
    bool is_coloured = false;
    bool is_persian = false;  ///< labels in Persian, else in English
    unsigned width = 0;       ///< columns to wrap at; 0 for never
    std::int64_t now = 0;     ///< seconds since the epoch, for «۴ روز قبل»
};

/// The result for a person: title, code, day, agency and the best sentences of every hit, then facets,
/// suggestion, notes and totals.
std::string to_text(const Page& page, const TextStyle& style);

/// A whole article for a person.
std::string to_text(const Article& article, const TextStyle& style);

}  // namespace jooya
