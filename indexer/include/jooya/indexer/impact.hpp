// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace jooya {

/// What a word's occurrences in an article say about it, of whatever query: BM25F's part of them (fields are weighted
/// before the saturation; Zaragoza et al., TREC 2004), and a bonus for words near the beginning, since news say the
/// most important first. It is computed once, when the article is indexed, and stands as the posting's wdf; a search
/// adds up impact × log(articles / articles with the word), which Xapian's TfIdfWeight "ntn" does without looking up
/// the length of each article.
///
/// These numbers are part of the schema. They are the same for every database, so that shards rank alike:
/// searcher/RANKING.md has the experiments.
namespace impact {

/// How fast further occurrences of a word stop counting.
inline constexpr double k1 = 1.3;
/// How much long articles are held back, 0 to 1.
inline constexpr double b = 0.75;
/// The length of an average article of news, in tokens weighted as their fields are.
inline constexpr double average_length = 400;
/// The bonus of the first word of a field.
inline constexpr double early = 0.8;
/// So many words behind the beginning of its field a word's bonus is half of that. 25 and 50 rank alike.
inline constexpr double beginning = 35;
/// One unit of score in a posting's wdf: the greatest impact fills the seven bits that one byte of a posting holds.
inline constexpr double scale = 127 / (k1 + 1 + early);

}  // namespace impact

/// How long an article is beside the average, as `b` weakens it: 1 - b and more. `tokens` are weighted as their
/// fields are.
constexpr double relative_length(double tokens) {
    return 1 - impact::b + impact::b * tokens / impact::average_length;
}

/// What `occurrences`, weighted by their fields, count in an article of this relative length; 0 to k1 + 1.
constexpr double saturated(double occurrences, double relative_length) {
    return occurrences * (impact::k1 + 1) / (occurrences + impact::k1 * relative_length);
}

/// The bonus of a word that stands first at token `first` of its field, from 0.
constexpr double early_bonus(std::uint32_t first) {
    return impact::early / (1 + first / impact::beginning);
}

/// The sum of both as a posting holds it, 1 to 127.
std::uint32_t to_wdf(double impact);

}  // namespace jooya
