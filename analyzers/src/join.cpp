// SPDX-License-Identifier: GPL-3.0-or-later
#include "join.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "code_points.hpp"
#include "lexicon.hpp"
#include "lexicon_format.hpp"
#include "morphemes.hpp"
#include "noun.hpp"
#include "small_string.hpp"
#include "verb.hpp"
#include "word_hash.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

constexpr std::size_t letter = 2;
/// So many written words are one at most: بر می گشته ام ها. Hostile text (ها ها ها…) is no longer work for it.
constexpr std::size_t most_joined = 8;
constexpr std::size_t longest_joined = 60;  ///< bytes of either word; longer ones are none of grammar's

std::string_view first_atom(std::string_view word) {
    return word.substr(0, word.find(half_space));
}

std::string_view last_atom(std::string_view word) {
    const std::size_t at = word.rfind(half_space);
    return at == std::string_view::npos ? word : word.substr(at + half_space.size());
}

/// A word without its half-spaces, on the stack.
SmallString joined_spelling(std::string_view word) {
    SmallString spelled(first_atom(word), "");
    while (word.size() > first_atom(word).size()) {
        word.remove_prefix(first_atom(word).size() + half_space.size());
        spelled = SmallString(spelled.view(), first_atom(word));
    }
    return spelled;
}

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_listed(std::string_view word) {
    const Lexeme* lexeme = lexicon::find(word);
    return lexeme != nullptr && lexeme->has(lexeme_listed);
}

bool takes_degrees(std::string_view word, std::string_view degree) {
    const Lexeme* lexeme = lexicon::find(word);
    if (lexeme != nullptr && lexeme->has(lexeme_adjective)) return true;
    if (degree.starts_with(superlative) && lexeme != nullptr && lexeme->has(lexeme_listed)) return true;
    const Lexeme* whole = lexicon::find(SmallString(word, degree).view());
    return whole != nullptr && whole->frequency >= known_in_news;
}

bool is_participle(std::string_view word) {
    const VerbReading verb = read_verb(word);
    return verb && verb.form == VerbForm::participle;
}

/// تر and its forms follow what takes degrees; it is also a word, «wet».
bool is_degree(std::string_view word) {
    return word.starts_with(comparative);
}

constexpr std::array<std::string_view, 3> pronouns_apart = {"مان", "تان", "شان"};
constexpr std::array<std::string_view, 4> behind_heh_or_yeh = {"ای", "اش", "ام", "ات"};
constexpr std::string_view they_are = "اند";
constexpr std::string_view collective = "جات";  // میوه جات
constexpr std::array<std::string_view, 2> behind_vowel = {"ی", "یی"};

/// True where `suffix`, a word of its own on the page, inflects `base`, which has no half-spaces. Looks words up
/// only where the letters allow it: most of these suffixes are frequent words themselves.
bool inflects(std::string_view base, std::string_view suffix) {
    if (base.size() < 2 * letter) return false;
    if (is_degree(suffix)) return takes_degrees(base, suffix);
    if (is_plural(suffix)) return true;
    const bool ends_in_heh = ends_in(base, heh);
    if (ends_in_heh && is_one_of(suffix, participle_auxiliaries) && is_participle(base)) return true;

    const bool is_pronoun_apart = is_one_of(suffix, pronouns_apart);
    const bool fits_ending =
        is_one_of(suffix, behind_heh_or_yeh)
            ? base.size() > 2 * letter && (ends_in_heh || (ends_in(base, yeh) && suffix != alef_yeh))
            : is_one_of(suffix, behind_vowel) && (ends_in_heh || ends_in(base, alef) || ends_in(base, waw));
    if (!fits_ending && !is_pronoun_apart && suffix != they_are && suffix != collective) return false;
    const Lexeme* lexeme = lexicon::find(base);
    if (lexeme != nullptr && lexeme->has(lexeme_stop)) return false;
    if (suffix == collective) return lexeme != nullptr && lexeme->has(lexeme_noun);
    if (suffix == they_are) return lexeme != nullptr && lexeme->has(lexeme_listed);
    return fits_ending || is_listed(base) || static_cast<bool>(read_noun(base));
}

/// What a word may be to its neighbours, by its hash: wrong in one of a hundred words that are neither, never wrong
/// where it says no. Nearly every word is neither.
class Roles {
  public:
    Roles() {
        for (const std::string_view verb : {mi, mi_negated}) mark(verb, begins_verb_);
        for (const std::string_view preverb : preverbs) {
            mark(preverb, begins_verb_);
            mark(SmallString(preverb, mi).view(), begins_verb_);
        }
        for (const std::string_view suffix : detachable_suffixes()) mark(suffix, is_suffix_);
    }

    [[nodiscard]] bool may_begin_verb(std::uint64_t hash) const { return begins_verb_[hash % size]; }
    [[nodiscard]] bool may_be_suffix(std::uint64_t hash) const { return is_suffix_[hash % size]; }

  private:
    static constexpr std::size_t size = 4096;
    using Hashes = std::bitset<size>;

    static void mark(std::string_view word, Hashes& as) { as.set(word_hash(word) % size); }

    Hashes begins_verb_;
    Hashes is_suffix_;
};

const Roles& roles() {
    static const Roles known;
    return known;
}

class Joiner {
  public:
    Joiner(std::vector<Word>& words, std::vector<char>& joined) : words_(words), joined_(joined) {
        joined_.clear();
        std::size_t bytes = 0;
        for (const Word& word : words) bytes += word.text.size() + half_space.size();
        joined_.reserve(bytes);
    }

    void run() {
        std::size_t kept = 0;
        for (std::size_t at = 0; at < words_.size();) {
            std::size_t end = roles_.may_begin_verb(words_[at].hash) ? verb_end(at) : at + 1;
            while (end < words_.size() && end - at < most_joined && may_belong(end) && may_join(end) &&
                   belongs(at, end)) {
                ++end;
            }
            if (end - at > 1) {
                words_[kept] = join(at, end);
            } else if (kept != at) {
                words_[kept] = words_[at];
            }
            ++kept;
            at = end;
        }
        words_.resize(kept);
    }

  private:
    [[nodiscard]] bool may_join(std::size_t at) const {
        return at < words_.size() && words_[at].follows_space && is_persian(at) && is_persian(at - 1) &&
               words_[at].text.size() <= longest_joined && words_[at - 1].text.size() <= longest_joined;
    }

    [[nodiscard]] bool is_persian(std::size_t at) const { return words_[at].kind == TokenKind::word; }

    /// Tells of most words that they do not continue the one before.
    [[nodiscard]] bool may_belong(std::size_t at) const {
        const Word& word = words_[at];
        const Word& before = words_[at - 1];
        return word.follows_space &&
               (word.has_half_space || before.has_half_space || roles_.may_be_suffix(word.hash) ||
                filters_.may_be_seam(before.hash, word.text));
    }

    /// Behind the last word of the verb that begins at `at`, or behind `at` itself.
    [[nodiscard]] std::size_t verb_end(std::size_t at) const {
        const std::string_view head = words_[at].text;
        if (!may_join(at + 1)) return at + 1;
        if (head == mi || head == mi_negated) return is_verb(at, 2) ? at + 2 : at + 1;
        if (ends_in(head, mi) && is_one_of(head.substr(0, head.size() - mi.size()), preverbs)) {
            return is_verb(at, 2) ? at + 2 : at + 1;
        }
        const std::string_view next = words_[at + 1].text;
        if (is_one_of(head, preverbs) && (first_atom(next) == mi || first_atom(next) == mi_negated ||
                                          next.starts_with(mi) || next.starts_with(mi_negated))) {
            if (may_join(at + 2) && is_verb(at, 3)) return at + 3;
            if (next != mi && next != mi_negated && is_verb(at, 2)) return at + 2;
        }
        return at + 1;
    }

    [[nodiscard]] bool is_verb(std::size_t at, std::size_t count) const {
        SmallString form = joined_spelling(words_[at].text);
        for (std::size_t i = 1; i < count; ++i) {
            form = SmallString(form.view(), joined_spelling(words_[at + i].text).view());
        }
        return read_verb(form.view()).is_marked;
    }

    /// True where the word at `end` continues the one that began at `at`.
    [[nodiscard]] bool belongs(std::size_t at, std::size_t end) const {
        const Word& next = words_[end];
        const Word& before = words_[end - 1];
        const std::string_view suffix = next.has_half_space ? first_atom(next.text) : next.text;
        if ((next.has_half_space || roles_.may_be_suffix(next.hash)) && is_detachable_suffix(suffix)) {
            const bool is_plain = end - at == 1 && !before.has_half_space;
            if (is_plain ? inflects(before.text, suffix) : inflects(joined_so_far(at, end).view(), suffix))
                return true;
        }
        return before.has_half_space ? is_whole_compound(last_atom(before.text), suffix)
                                     : is_whole_compound(before.text, before.hash, suffix);
    }

    [[nodiscard]] SmallString joined_so_far(std::size_t at, std::size_t end) const {
        SmallString spelled = joined_spelling(words_[at].text);
        for (std::size_t i = at + 1; i < end; ++i)
            spelled = SmallString(spelled.view(), joined_spelling(words_[i].text).view());
        return spelled;
    }

    Word join(std::size_t at, std::size_t end) {
        const std::size_t first = joined_.size();
        for (std::size_t i = at; i < end; ++i) {
            if (i > at) joined_.insert(joined_.end(), half_space.begin(), half_space.end());
            joined_.insert(joined_.end(), words_[i].text.begin(), words_[i].text.end());
        }
        Word word = words_[at];
        word.text = {joined_.data() + first, joined_.size() - first};
        word.hash = word_hash(word.text);
        word.has_half_space = true;
        word.end = words_[end - 1].end;
        return word;
    }

    const Roles& roles_ = roles();
    const lexicon::Filters& filters_ = lexicon::filters();
    std::vector<Word>& words_;
    std::vector<char>& joined_;
};

}  // namespace

void join_detached_affixes(std::vector<Word>& words, std::vector<char>& joined) {
    Joiner(words, joined).run();
}

}  // namespace jooya
