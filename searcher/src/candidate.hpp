// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/card.hpp"

namespace jooya {

/// A word of the query that need not be there, only counts: what articles are looked through for.
struct SoughtWord {
    std::string stem;
    std::string surface;  ///< as it was typed, folded
    std::uint32_t position =
        0;  ///< in the query, stop words counted; words asked for separately are far apart
    bool is_stop = false;
    double rarity = 0;  ///< log(articles / articles with the stem)
};

/// One of the best articles by their words alone, read for a closer look. Counts are weighted as their fields are. Words
/// are told by their prints (wording.hpp): one token in 4,096 is taken for a word that it is not.
struct Candidate {
    struct Occurrence {
        std::uint32_t position;  ///< in the article; its fields stand `field_position_gap` apart
        std::uint32_t word;      ///< index of the sought word
        double weight;           ///< of its field
        bool is_in_head;         ///< in the title or the first sentences
    };
    /// How a sought word occurs in the article.
    struct Word {
        double count = 0;
        double count_as_typed = 0;  ///< in the very form that was typed
        double count_in_head =
            0;  ///< in the title, as often as it counts, and in the first sentences, once each
        std::uint32_t first = 0;  ///< its first position within its field
    };

    std::uint32_t article = 0;  ///< its Xapian::docid
    double score = 0;           ///< by its words alone
    double length = 1;          ///< relative_length (impact.hpp), beside the average of all articles
    double indexed_length = 1;  ///< the same beside the average that all databases share, as impacts have it
    std::vector<Word> words{};  ///< one for each sought word
    std::vector<Occurrence> occurrences{};  ///< of sought words but stop words, by position
    std::uint32_t cluster = 0;              ///< as its card has it
    std::int32_t minutes = Card::no_date;   ///< likewise
    std::string_view card{};                ///< whose bytes must outlive the candidate
};

}  // namespace jooya
