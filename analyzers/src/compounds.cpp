// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "code_points.hpp"
#include "lexicon.hpp"
#include "morphemes.hpp"
#include "noun.hpp"
#include "small_string.hpp"
#include "verb.hpp"
#include "word.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

constexpr std::size_t letter = 2;
constexpr std::size_t longest_compound = 40 * letter;
constexpr std::size_t shortest_piece = 2 * letter;

constexpr std::string_view yeh_behind_vowel = "یی";

/// Frequency class that a piece needs before an unknown word is split there: a dozen occurrences, more for
/// the two letters of هم or کم.
constexpr int frequent_piece = 7;
/// What a rest that must be split again is worth: less than any word.
constexpr int weakest_piece = 1;
constexpr int frequent_short_piece = 20;
/// A word that the news has this often is a word, even where it could be split: 64 occurrences.
constexpr int frequent_word = 12;

std::string_view split_spelling(const Lexeme* lexeme) {
    return lexeme == nullptr ? std::string_view() : lexicon::linked(*lexeme, Link::split);
}

/// A compound's parts, half-spaces between them, and the suffix behind the last; no parts where it is none.
struct Split {
    std::string parts{};
    std::string_view suffix{};
};

/// The listed split of the word or of what remains without its longest suffix: پیشبینیهای → پیش‌بینی + های.
Split listed_split(std::string_view word) {
    const Lexeme* lexeme = lexicon::find(word);
    if (const auto parts = split_spelling(lexeme); !parts.empty()) return {std::string(parts)};
    if (lexeme != nullptr && lexeme->has(lexeme_listed | lexeme_whole)) return {};
    for (std::size_t size = 3 * letter; size < word.size(); size += letter) {
        const std::string_view base = word.substr(0, size);
        const std::string_view suffix = word.substr(size);
        if (!is_noun_suffix(suffix)) continue;
        const Lexeme* whole = lexicon::find(base);
        if (const auto parts = split_spelling(whole); !parts.empty()) return {std::string(parts), suffix};
        if (whole != nullptr && whole->has(lexeme_listed | lexeme_whole)) return {};
    }
    return {};
}

int piece_score(std::string_view piece) {
    const Lexeme* lexeme = lexicon::find(piece);
    if (lexeme == nullptr) return -1;
    const int needed = piece.size() <= shortest_piece ? frequent_short_piece : frequent_piece;
    const bool is_word = lexeme->has(lexeme_listed | lexeme_past | lexeme_present);
    return is_word && lexeme->frequency >= needed ? lexeme->frequency : -1;
}

/// Splits a word into known ones. A tail is looked at once, however many heads it stands behind: without that
/// the work doubles with every letter of a word such as ششششش.
class Splitter {
  public:
    /// The best split of `word` into two known words, the second of which may be split again; empty where there is
    /// none.
    std::string best_split(std::string_view word);

  private:
    struct Tail {
        std::optional<std::string> parts{};
        std::optional<int> score{};  ///< as the last piece of a compound
    };

    /// The best split of `tail`, an end of the word.
    const std::string& split(std::string_view tail) {
        std::optional<std::string>& parts = tails_[tail.size()].parts;
        if (!parts) parts = best_split(tail);
        return *parts;
    }

    int last_piece_score(std::string_view tail) {
        if (tails_.empty()) tails_.resize(tail.size() + 1);  // the first that is asked for is the longest
        std::optional<int>& score = tails_[tail.size()].score;
        if (!score) score = score_of(tail);
        return *score;
    }

    int score_of(std::string_view piece);

    std::vector<Tail> tails_;  ///< by their size in bytes; empty where nothing is split
};

int Splitter::score_of(std::string_view piece) {
    const int plain = piece_score(piece);
    if (plain >= 0) return plain;
    const NounReading noun = read_noun(piece);
    if (noun && !noun.is_guess && noun.score >= frequent_piece + 6) return noun.score - 6;
    const VerbReading verb = read_verb(piece);
    if (verb && (verb.form == VerbForm::participle || verb.form == VerbForm::agent)) return frequent_piece;
    // سعید بن عاص: what follows بن is a name, known or not.
    if (piece.starts_with(son_of) && piece.size() >= son_of.size() + 2 * letter) return weakest_piece;
    return split(piece).empty() ? -1 : weakest_piece;
}

// NOLINTNEXTLINE(misc-no-recursion): every step is over a shorter tail
std::string Splitter::best_split(std::string_view word) {
    if (word.size() < 5 * letter) return {};
    const Lexeme* lexeme = lexicon::find(word);
    if (lexeme != nullptr && lexeme->has(lexeme_listed | lexeme_whole)) return {};
    if (lexeme != nullptr && !lexicon::linked(*lexeme, Link::spelling).empty()) return {};
    const int needed = lexeme != nullptr && lexeme->frequency >= frequent_word ? frequent_short_piece : 0;
    if (read_verb(word)) return {};
    if (const NounReading noun = read_noun(word); noun && !noun.is_guess) return {};
    int best = 0;
    std::size_t best_at = 0;
    for (std::size_t at = shortest_piece; at + shortest_piece <= word.size(); at += letter) {
        const int head = piece_score(word.substr(0, at));
        if (head < 0) continue;
        const int tail = last_piece_score(word.substr(at));
        if (std::min(head, tail) < needed || tail < 0) continue;
        if (std::min(head, tail) * 2 + head + tail > best) {
            best = std::min(head, tail) * 2 + head + tail;
            best_at = at;
        }
    }
    if (best_at == 0) return {};
    std::string parts(word.substr(0, best_at));
    parts += half_space;
    const std::string_view tail = word.substr(best_at);
    std::string further = last_piece_score(tail) == weakest_piece ? split(tail) : std::string();
    if (further.empty() && last_piece_score(tail) == weakest_piece) {
        further = std::string(son_of) + std::string(half_space) + std::string(tail.substr(son_of.size()));
    }
    parts += further.empty() ? tail : std::string_view(further);
    return parts;
}

std::string guessed_split(std::string_view word) {
    if (word.size() > longest_compound) return {};
    return Splitter().best_split(word);
}

Split split_of(std::string_view word) {
    Split listed = listed_split(word);
    return listed.parts.empty() ? Split{guessed_split(word)} : listed;
}

/// The same for a part whose suffix is known already: only what stands before the suffix is split.
Split split_of(const WordPart& part) {
    if (part.is_verb) return {};
    const std::string_view surface = part.surface;
    if (part.base_size == 0) return split_of(surface);
    const Split base = split_of(surface.substr(0, part.base_size));
    return {base.parts, surface.substr(part.base_size - base.suffix.size())};
}

/// True for suffixes that may as well be the end of a verb's stem: روح‌افزایی.
bool may_be_verbal(std::string_view suffix) {
    return suffix == yeh || suffix == yeh_behind_vowel;
}

/// Puts back the suffix that the compound was split without.
void append_suffix(WordPart& last, std::string_view suffix) {
    if (last.base_size == 0 && !suffix.empty() && !may_be_verbal(suffix))
        last.base_size = last.surface.size();
    last.surface += suffix;
}

/// Finds the suffix of a compound that its writer parted as the lexicon does: خوش‌بینان is خوش‌بین + ان.
void mark_suffix(const WordPart& head, WordPart& last) {
    if (last.base_size != 0 || last.is_verb) return;
    const SmallString whole(head.surface, last.surface);  // must outlive the suffix, a view of it
    const Split joined = listed_split(whole.view());
    const std::size_t suffix = joined.suffix.size();
    if (suffix == 0 || suffix >= last.surface.size() || may_be_verbal(joined.suffix)) return;
    const std::size_t base = last.surface.size() - suffix;
    const std::string_view parts = joined.parts;
    if (parts.size() == head.surface.size() + half_space.size() + base && parts.starts_with(head.surface)) {
        last.base_size = base;
    }
}

}  // namespace

void split_compounds(std::vector<WordPart>& parts) {
    if (parts.size() > 1) mark_suffix(parts[parts.size() - 2], parts.back());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Split split = split_of(parts[i]);
        if (split.parts.empty()) continue;
        std::vector<WordPart> pieces;
        split_half_spaces(split.parts, pieces);
        if (pieces.size() < 2) continue;
        append_suffix(pieces.back(), split.suffix);
        for (WordPart& piece : pieces) {
            // The pieces of joined letters cannot be shown apart, so each covers the whole.
            piece.first_atom = parts[i].first_atom;
            piece.last_atom = parts[i].last_atom;
        }
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), std::make_move_iterator(pieces.begin()),
                     std::make_move_iterator(pieces.end()));
        // The pieces may be compounds themselves: درحالگذار → درحال گذار → در حال گذار.
        --i;
    }
}

}  // namespace jooya
