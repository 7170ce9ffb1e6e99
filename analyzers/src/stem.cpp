// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon.hpp"
#include "morphemes.hpp"
#include "noun.hpp"
#include "verb.hpp"
#include "word.hpp"

namespace jooya {
namespace {

/// Longer words are not inflected ones; bytes.
constexpr std::size_t longest_inflected = 100;
constexpr std::size_t letter = 2;

/// So much a noun reading may outscore a doubtful verb before it wins: what its suffix and the dictionary
/// add.
constexpr int noun_bonus = 8;

/// Frequency class of the verbs among the stop words: 64 occurrences of the participle.
constexpr int auxiliary = 12;

/// Frequency class of the verbs that compounds are made with most (دادن, داشتن): 4,096 occurrences.
constexpr int light_verb = 24;

using morphemes::heh;

/// True where no reading as a noun could be better.
bool is_certain(const VerbReading& verb) {
    if (verb.is_doubtful) return false;
    if (verb.is_marked || verb.ends_in_third_person || verb.has_past_ending) return true;
    return verb.form != VerbForm::finite && verb.form != VerbForm::agent;
}

std::string stem_of(std::string_view word) {
    if (word.size() > longest_inflected || word.size() <= letter) return std::string(word);
    const Lexeme* lexeme = lexicon::find(word);
    if (lexeme != nullptr) {
        if (const auto lemma = lexicon::linked(*lexeme, Link::lemma); !lemma.empty())
            return std::string(lemma);
    }
    if (lexeme != nullptr && lexeme->has(lexeme_listed)) return stem_listed(word, *lexeme, false);
    const VerbReading verb = read_verb(word);
    if (verb && is_certain(verb)) return std::string(verb.lemma);
    if (lexeme != nullptr && lexeme->has(lexeme_stop)) {
        return std::string(verb.score >= auxiliary ? verb.lemma : word);
    }
    NounReading noun = read_noun(word);
    if (verb && verb.score >= noun.score - noun_bonus) return std::string(verb.lemma);
    if (noun) return std::move(noun.stem);
    return std::string(word);
}

/// True for a word that stands by itself in text: the half-space behind it marks a suffix.
bool is_word(std::string_view base) {
    const Lexeme* lexeme = lexicon::find(base);
    if (lexeme != nullptr && (lexeme->has(lexeme_listed | lexeme_stop) || lexeme->frequency >= known_in_news))
        return true;
    return static_cast<bool>(read_noun(base)) || static_cast<bool>(read_verb(base));
}

/// True for the second half of خانه‌داری and سازمان‌دهی, which says no more of having or giving than a suffix does.
bool is_action(const WordPart& part) {
    if (part.is_verb || part.base_size != 0 || !part.surface.ends_with(morphemes::yeh)) return false;
    const Lexeme* lexeme = lexicon::find(part.surface);
    if (lexeme != nullptr && lexeme->has(lexeme_listed)) return false;
    const VerbReading verb = read_verb(part.surface);
    return verb.is_action && verb.score >= light_verb;
}

std::string stem_of(const WordPart& part) {
    if (part.is_verb) {
        if (const VerbReading verb = read_verb(part.surface)) return std::string(verb.lemma);
    }
    if (part.base_size == 0) return stem_of(part.surface);
    const std::string_view base = std::string_view(part.surface).substr(0, part.base_size);
    // رفته‌اند: the half-space stands before an auxiliary; not so in پرونده‌ام.
    const Lexeme* before = lexicon::find(base);
    const bool is_noun = before != nullptr && before->has(lexeme_noun) && !before->has(lexeme_verbal);
    if (const VerbReading verb = read_verb(part.surface);
        verb && verb.form == VerbForm::participle && verb.is_marked && !verb.is_doubtful && !is_noun &&
        !std::string_view(part.surface).ends_with(morphemes::participle_you_are)) {
        return std::string(verb.lemma);
    }
    const Lexeme* whole = lexicon::find(part.surface);
    if (whole != nullptr && whole->has(lexeme_listed | lexeme_linked)) return stem_of(part.surface);
    // The half-space says where the word ends: نامه‌ای is no plural of نام.
    return is_word(base) || base.ends_with(heh) ? stem_of(base) : stem_of(part.surface);
}

}  // namespace

void stem(std::vector<WordPart>& parts) {
    for (WordPart& part : parts) {
        const bool is_tail = &part != &parts.front();
        part.stem = is_tail && is_action(part) ? part.surface : stem_of(part);
    }
}

void mark_stop_words(std::vector<WordPart>& parts) {
    for (WordPart& part : parts) {
        const Lexeme* lexeme = lexicon::find(part.surface);
        part.is_stop = lexeme != nullptr && lexeme->has(lexeme_stop);
    }
}

}  // namespace jooya
