// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jooya {

/// What the lexicon knows of a word; bits of `Lexeme::flags`.
enum LexemeFlag : std::uint32_t {
    lexeme_noun = 1 << 0,
    lexeme_adjective = 1 << 1,    ///< takes تر and ترین
    lexeme_other = 1 << 2,        ///< listed, neither noun nor adjective
    lexeme_name = 1 << 3,         ///< of a person, place or organisation
    lexeme_stop = 1 << 4,         ///< carries no topic
    lexeme_whole = 1 << 5,        ///< its parts, written apart, are joined to it: کتاب خانه
    lexeme_past = 1 << 7,         ///< past stem of a verb
    lexeme_present = 1 << 8,      ///< present stem of a verb
    lexeme_guarded = 1 << 9,      ///< present stem that is a verb only behind می, ن or ب
    lexeme_colloquial = 1 << 10,  ///< present stem of spoken Persian
    lexeme_safe_third = 1 << 11,  ///< guarded, but its bare forms in د ند یم ید are the verb's: دهد, گیرند
    lexeme_ambiguous_past = 1 << 12,  ///< past stem that is a frequent noun or name as well: خرید
    lexeme_linked = 1 << 13,          ///< one of the relations below holds
    lexeme_root = 1 << 15,            ///< spelling of a root that has another one: مسوول of مسئول
    lexeme_inflected_yeh = 1 << 16,  ///< its ی is indefinite or relational, not part of the word: زمانی
    lexeme_verbal = 1 << 17,         ///< participle that is rather a verb form than an adjective: رفته
    lexeme_place = 1 << 18,          ///< name of a place: its adjective in ی is conflated with it
    lexeme_preverb_stem = 1 << 19,   ///< stem of a verb with a preverb, both together: برگشت
    lexeme_plural = 1 << 14,         ///< listed as a plural of its own: علوم, اقدامات
};

/// In the dictionary or in the list of names, not only in the news.
inline constexpr std::uint32_t lexeme_listed =
    lexeme_noun | lexeme_adjective | lexeme_other | lexeme_name | lexeme_plural;

/// Frequency class from which a word that only the news has counts as known: 16 occurrences.
inline constexpr int known_in_news = 8;

/// One word of the lexicon.
struct Lexeme {
    std::uint32_t offset;
    std::uint32_t flags;
    std::uint8_t size;
    std::uint8_t frequency;  ///< round(2 · log2 of its count in the news behind the tables); 0 where unseen
    std::uint16_t unused;

    [[nodiscard]] bool has(std::uint32_t any_of) const { return (flags & any_of) != 0; }
};

/// What a linked lexeme points to.
enum class Link : std::uint8_t {
    lemma,     ///< irregular form → the word it is a form of: علوم → علم
    past,      ///< past stem → the verb's infinitive: رسانید → رساندن
    present,   ///< present stem → the verb's infinitive: رو → رفتن
    spelling,  ///< variant → the spelling that stands for both
    split  ///< joined compound → its parts, with half-spaces: بینالمللی → بین‌المللی
};

/// The lexicon compiled into the library from analyzers/data. All views live as long as the process;
/// every function may be called from any thread.
namespace lexicon {

/// The entry of a folded word without half-spaces; nullptr where the lexicon has none.
const Lexeme* find(std::string_view word);

/// The same for a word whose word_hash is known.
const Lexeme* find(std::string_view word, std::uint64_t hash);

/// The same for a verb's stem, past or present; other words are hardly ever looked up. Most of what grammar proposes
/// for a stem is none.
const Lexeme* find_verb_stem(std::string_view word);

/// The same for a root that has another spelling.
const Lexeme* find_spelling_root(std::string_view word);

/// What `lexeme` points to by `link`, folded; empty where it does not.
std::string_view linked(const Lexeme& lexeme, Link link);

/// Hash of the compiled data, for the analyzer's fingerprint.
std::uint64_t fingerprint();

}  // namespace lexicon
}  // namespace jooya
