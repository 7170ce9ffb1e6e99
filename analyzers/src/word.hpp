// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// A part of a written word that is a token of its own.
struct WordPart {
    std::string surface;  ///< without half-spaces
    std::string stem;
    std::uint32_t first_atom = 0;  ///< the pieces between half-spaces that the part covers
    std::uint32_t last_atom = 0;
    std::size_t base_size = 0;  ///< bytes of the surface before a suffix that a half-space marks; 0 for none
    bool is_verb = false;       ///< written with می apart, so that it can be nothing else
    bool is_stop = false;
};

/// The stages that look at one written word by itself. They run in this order, each on what the one before
/// left behind.
///
/// Half-spaces: inflection is joined to its word (می‌رود, کتاب‌ها, رفته‌اند),
/// compounds that are usually written joined too (کتاب‌خانه); every other half-space parts two
/// tokens (پیش‌بینی).
void split_half_spaces(std::string_view word, std::vector<WordPart>& parts);

/// Gives each word that has several spellings the one that stands for all: مساله → مسئله, امریکا → آمریکا.
void unify_spelling(std::vector<WordPart>& parts);

/// Splits compounds that their writer joined, by the lexicon or into two known words: بینالمللی → بین المللی.
void split_compounds(std::vector<WordPart>& parts);

/// Finds each part's stem.
void stem(std::vector<WordPart>& parts);

/// Marks the words that carry no topic.
void mark_stop_words(std::vector<WordPart>& parts);

}  // namespace jooya
