// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lexicon.hpp"

namespace jooya {

/// A word read as a form of a noun or adjective.
struct NounReading {
    std::string stem;
    int score = -1;  ///< the better supported by the lexicon the higher; negative where nothing is known
    bool is_listed = false;  ///< the word itself, not only its base, stands in the dictionary
    bool is_guess = false;   ///< nothing is known of the base, only the suffix speaks for the reading

    explicit operator bool() const { return score >= 0; }
};

/// Strips the suffixes of nouns and adjectives, layer by layer from the outside: copula, possessive and ی;
/// then ها with its followers; then ان, ات, ین, جات, تر, ترین. A layer is stripped only if what remains is a
/// word that may carry it and the whole is no word of its own; of several ways the one with the most frequent
/// base wins.
NounReading read_noun(std::string_view word);

/// The stem of a word in the dictionary: itself, the verb of a participle or infinitive, the singular of a
/// listed plural, the base of an indefinite ی or of a name's adjective (ایرانی → ایران), the positive of a
/// comparative.
/// `has_suffix` where the word stands before a noun's suffix, so that it can be no finite verb.
std::string stem_listed(std::string_view word, const Lexeme& lexeme, bool has_suffix);

/// What inflects a noun or adjective and may stand apart from it, in order: ها, هایشان, تر, اش, ای, ام.
std::span<const std::string_view> detachable_suffixes();

/// True for one of them.
bool is_detachable_suffix(std::string_view atom);

/// True where the two words are one that is usually written joined, suffixes behind it or not: کتاب
/// خانه‌ها.
bool is_whole_compound(std::string_view head, std::string_view tail);

/// The same for a head whose word_hash is known.
bool is_whole_compound(std::string_view head, std::uint64_t hash, std::string_view tail);

/// True for ها and its followers: های, هایشان.
bool is_plural(std::string_view atom);

/// True for any suffix that read_noun strips, joined or not: های, ان, ات.
bool is_noun_suffix(std::string_view text);

}  // namespace jooya
