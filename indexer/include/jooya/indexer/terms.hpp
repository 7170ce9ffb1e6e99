// SPDX-License-Identifier: GPL-3.0-or-later
// How values become terms: the one place where the indexer and the query side agree on spelling.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/article.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {

/// `prefix` + `text`, cut to `max_term_bytes`: a longer text keeps its beginning up to a UTF-8 boundary, and
/// 16 hexadecimal digits of XXH3-64 of the whole text stand behind it.
std::string make_term(std::string_view prefix, std::string_view text);

/// The same into `term`, whose memory is reused.
void make_term(std::string_view prefix, std::string_view text, std::string& term);

/// A code as it is stored: digits of every script as ASCII, white space around it dropped.
std::string normalized_code(std::string_view code);

/// `Q` + normalized_code.
std::string code_term(std::string_view code);

/// What two spellings of one facet value have in common: fold_for_matching, and for agencies without the
/// leading word «خبرگزاری», so that «تسنیم» and «خبرگزاری تسنیم» are one.
std::string keyword_key(const Field& field, std::string_view value);

/// The boolean term of a keyword field (agency, category, author, one tag): prefix + keyword_key.
std::string keyword_term(const Field& field, std::string_view value);

/// The year, month and day of `date` in both calendars, six terms; see schema.hpp for their form.
std::vector<std::string> date_terms(const Timestamp& date);

/// `XN` + code: what the other articles of the cluster that `code` began have in common.
std::string cluster_term(std::string_view code);

/// `XF` + 16 hexadecimal digits of the XXH3-64 of a source's name.
std::string source_term(std::string_view source);

/// The same hash in 8 bytes, the highest first, as it stands in `slot_digest`; and the term that it is the key of.
std::string source_key(std::string_view source);
std::string source_term_of_key(std::string_view key);

}  // namespace jooya
