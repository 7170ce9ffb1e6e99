// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon.hpp"
#include "noun.hpp"
#include "verb.hpp"
#include "word.hpp"

namespace jooya {
namespace {

constexpr std::size_t longest_inflected = 100;

/// True where a word that the dictionary lists is read as a verb all the same.
bool verb_wins_over_listed(const VerbReading& verb, const Lexeme& lexeme) {
    if (lexeme.has(lexeme_name)) return false;
    return verb.is_participle || lexeme.has(lexeme_past) || (verb.is_likely && !verb.is_marked);
}

std::string stem_of(std::string_view word) {
    if (word.size() > longest_inflected) return std::string(word);
    const Lexeme* lexeme = lexicon::find(word);
    if (lexeme != nullptr) {
        if (const auto lemma = lexicon::linked(*lexeme, Link::lemma); !lemma.empty())
            return std::string(lemma);
    }
    const VerbReading verb = read_verb(word);
    if (lexeme != nullptr && lexeme->has(lexeme_listed)) {
        if (!verb.lemma.empty() && verb_wins_over_listed(verb, *lexeme)) return std::string(verb.lemma);
        return stem_listed(word, *lexeme);
    }
    if (!verb.lemma.empty() && verb.is_likely) return std::string(verb.lemma);
    NounReading noun = read_noun(word);
    if (!verb.lemma.empty() && (!noun || noun.score < 16)) return std::string(verb.lemma);
    if (noun) return std::move(noun.stem);
    return std::string(word);
}

}  // namespace

void stem(std::vector<WordPart>& parts) {
    for (WordPart& part : parts) part.stem = stem_of(part.surface);
}

void mark_stop_words(std::vector<WordPart>& parts) {
    for (WordPart& part : parts) {
        const Lexeme* lexeme = lexicon::find(part.surface);
        part.is_stop = lexeme != nullptr && lexeme->has(lexeme_stop);
    }
}

}  // namespace jooya
