// SPDX-License-Identifier: GPL-3.0-or-later
// Other readings of a query: trees that ask for less, or for other words.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "jooya/searcher/query.hpp"

namespace jooya {

/// Are these words and quotations alone, without signs and fields?
bool is_plain(const Query& query);

/// Does `query` look for words, in a field or anywhere, beside what it filters by and excludes?
bool has_words(const Query& query);

/// `query` with exact words and beginnings read as words in any form.
Query with_any_form(const Query& query);

/// `query` with none of its words required: any of them, wherever an article has them. What filters or
/// excludes stays, and so do quotations: who quotes wants these words in this order and no others.
Query with_any_word(const Query& query);

/// `query` with its quotations read as words.
Query without_quotes(const Query& query);

/// What a word may be replaced by; nothing where it stays as it is.
using Rewriting = std::function<std::optional<std::string>(const std::string& text)>;

/// `query` with `rewriting` done to the text of every word and phrase that is not excluded.
Query rewritten(const Query& query, const Rewriting& rewriting);

}  // namespace jooya
