// SPDX-License-Identifier: GPL-3.0-or-later
#include "noun.hpp"

#include <algorithm>
#include <array>

#include "lexicon_format.hpp"
#include "morphemes.hpp"
#include "small_string.hpp"
#include "verb.hpp"
#include "word_hash.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

/// What a base must be to carry a suffix.
enum class Base : std::uint8_t {
    any,         ///< even unknown words: ها stands behind nothing but nouns
    known,       ///< in the lexicon or in the news
    listed,      ///< in the dictionary, or a name
    noun,        ///< a noun in the dictionary
    adjective,   ///< takes degrees
    vowel,       ///< known and ending in ا or و
    silent_heh,  ///< known and ending in ه
    heh_or_yeh   ///< known and ending in ه or ی
};

struct Suffix {
    std::string_view text;
    std::string_view restored;  ///< what the base loses before the suffix: پرندگان → پرنده
    Base base;
    int layer;  ///< 3 outermost
    int bonus;  ///< how much the suffix itself speaks for this reading
};

constexpr std::array suffixes = {
    // ها and its followers hardly ever end a word that is not a plural.
    Suffix{"هایشان", "", Base::any, 2, 12},
    Suffix{"هایتان", "", Base::any, 2, 12},
    Suffix{"هایمان", "", Base::any, 2, 12},
    Suffix{"هایش", "", Base::any, 2, 12},
    Suffix{"هایت", "", Base::any, 2, 12},
    Suffix{"هایم", "", Base::any, 2, 12},
    Suffix{"هایی", "", Base::any, 2, 12},
    Suffix{"هاست", "", Base::any, 2, 10},
    Suffix{"هایند", "", Base::any, 2, 10},
    Suffix{"های", "", Base::any, 2, 12},
    Suffix{"ها", "", Base::any, 2, 12},
    // Possessives, indefinite and linking ی, the copula.
    Suffix{"شان", "", Base::known, 3, 4},
    Suffix{"تان", "", Base::known, 3, 2},
    Suffix{"مان", "", Base::listed, 3, 0},
    Suffix{"یشان", "", Base::vowel, 3, 8},
    Suffix{"یتان", "", Base::vowel, 3, 8},
    Suffix{"یمان", "", Base::vowel, 3, 6},
    Suffix{"یش", "", Base::vowel, 3, 4},
    Suffix{"یم", "", Base::vowel, 3, 2},
    Suffix{"یت", "", Base::vowel, 3, 0},
    Suffix{"اش", "", Base::heh_or_yeh, 3, 8},
    Suffix{"ات", "", Base::heh_or_yeh, 3, 4},
    Suffix{"ام", "", Base::heh_or_yeh, 3, 6},
    Suffix{"اند", "", Base::listed, 3, 4},
    Suffix{"ای", "", Base::silent_heh, 3, 12},
    Suffix{"ی", "", Base::silent_heh, 3, 6},
    Suffix{"ایست", "", Base::silent_heh, 3, 10},
    Suffix{"یی", "", Base::vowel, 3, 12},
    Suffix{"ست", "", Base::vowel, 3, 6},
    Suffix{"ست", "", Base::heh_or_yeh, 3, 7},
    Suffix{"یست", "", Base::listed, 3, 4},
    Suffix{"ند", "", Base::listed, 3, -4},
    Suffix{"ش", "", Base::listed, 3, 0},
    Suffix{"م", "", Base::listed, 3, -2},
    Suffix{"ت", "", Base::listed, 3, -4},
    Suffix{"ی", "", Base::listed, 3, 4},
    // Degrees.
    Suffix{"ترین", "", Base::listed, 1, 12},
    Suffix{"تری", "", Base::adjective, 1, 10},
    Suffix{"تر", "", Base::adjective, 1, 10},
    Suffix{"تر", "", Base::listed, 1, 4},
    // Plurals of persons and Arabic plurals.
    Suffix{plural_in_gan, "ه", Base::listed, 1, 8},
    Suffix{"یان", "", Base::vowel, 1, 8},
    Suffix{"ان", "", Base::listed, 1, 2},
    Suffix{"جات", "ه", Base::noun, 1, 8},
    Suffix{"جات", "", Base::noun, 1, 6},
    Suffix{"ات", "ه", Base::noun, 1, 10},
    Suffix{"ات", "ت", Base::noun, 1, 12},
    Suffix{"ات", "", Base::noun, 1, 4},
    Suffix{"ین", "", Base::listed, 1, 0},
    Suffix{"ون", "", Base::listed, 1, -2},
};

/// The suffixes in their order by the letter that they end in, so that a word is held against few of them.
class SuffixesByEnd {
  public:
    constexpr SuffixesByEnd() {
        first_.fill(none);
        for (std::uint8_t i = suffixes.size(); i-- > 0;) {
            std::uint8_t& first = first_[bucket(suffixes[i].text)];
            next_[i] = first;
            first = i;
        }
    }

    /// Calls `take` with each suffix that `word` ends in.
    template <typename Take>
    void for_each_of(std::string_view word, Take take) const {
        if (word.empty()) return;
        for (std::uint8_t i = first_[bucket(word)]; i != none; i = next_[i]) {
            if (ends_in(word, suffixes[i].text)) take(suffixes[i]);
        }
    }

  private:
    static constexpr std::uint8_t none = 0xFF;
    static constexpr std::size_t buckets = 64;

    static constexpr std::size_t bucket(std::string_view word) {
        return static_cast<unsigned char>(word.back()) % buckets;
    }

    std::array<std::uint8_t, buckets> first_{};
    std::array<std::uint8_t, suffixes.size()> next_{};
};
constexpr SuffixesByEnd suffixes_by_end;

constexpr std::size_t longest_suffix = 14;  ///< bytes
constexpr int outermost_layer = 3;
constexpr std::size_t letter = 2;  ///< bytes of an Arabic letter in UTF-8

template <std::size_t Size>
constexpr std::array<std::string_view, Size> sorted(std::array<std::string_view, Size> words) {
    std::sort(words.begin(), words.end());
    return words;
}

bool ends_in_vowel(std::string_view word) {
    return word.ends_with(alef) || word.ends_with(waw) || word.ends_with(alef_madda);
}

bool may_carry(const Suffix& suffix, std::string_view base, const Lexeme* lexeme) {
    const bool is_stop = lexeme != nullptr && lexeme->has(lexeme_stop);
    const bool in_news = lexeme != nullptr && !is_stop && lexeme->frequency >= known_in_news;
    const bool listed = lexeme != nullptr && !is_stop && lexeme->has(lexeme_listed);
    switch (suffix.base) {
        case Base::any:
            return base.size() >= 2 * letter;
        case Base::known:
            return listed || in_news;
        case Base::listed:
            return listed && !lexeme->has(lexeme_stop) &&
                   base.size() >= (suffix.text.size() > letter ? 2 : 2) * letter;
        case Base::noun:
            return listed && lexeme->has(lexeme_noun) && !lexeme->has(lexeme_adjective) &&
                   base.size() >= 2 * letter;
        case Base::adjective:
            return listed && lexeme->has(lexeme_adjective | lexeme_other);
        case Base::vowel:
            return ends_in_vowel(base) && (listed || in_news);
        case Base::heh_or_yeh:
            return (base.ends_with(heh) || base.ends_with(yeh)) && (listed || in_news);
        case Base::silent_heh:
            return base.ends_with(heh) && (listed || in_news);
    }
    return false;
}

/// گان makes plurals of agents freely, of other words in ه only where the news has them: ستارگان, no هزارگان.
bool may_be_plural_in_gan(std::string_view base, const Lexeme* plural) {
    return plural != nullptr || ends_in(base, agent_ending);
}

/// The known word that `word` is, without any suffix.
NounReading read_base(std::string_view word, const Lexeme* lexeme, bool has_suffix) {
    if (lexeme == nullptr) return {};
    if (const auto lemma = lexicon::linked(*lexeme, Link::lemma); !lemma.empty()) {
        return {std::string(lemma), lexeme->frequency + 6, true};
    }
    if (lexeme->has(lexeme_listed))
        return {stem_listed(word, *lexeme, has_suffix), lexeme->frequency + 6, true};
    return {};
}

NounReading read_layers(std::string_view word, int outermost) {
    const Lexeme* lexeme = lexicon::find(word);
    if (NounReading found = read_base(word, lexeme, outermost < outermost_layer)) return found;
    NounReading best;
    suffixes_by_end.for_each_of(word, [&](const Suffix& suffix) {
        if (suffix.layer > outermost || word.size() < suffix.text.size() + 2 * letter) return;
        const SmallString restored(word.substr(0, word.size() - suffix.text.size()), suffix.restored);
        const std::string_view base = restored.view();
        const Lexeme* base_lexeme = lexicon::find(base);
        NounReading inner = read_layers(base, suffix.layer - 1);
        if (!inner && suffix.base <= Base::known) {
            // رفته‌ها, گیری‌ها: forms of verbs used as nouns.
            if (const VerbReading verb = read_verb(base)) inner = {std::string(verb.lemma), verb.score / 2};
        }
        const bool derived = static_cast<bool>(inner) && !inner.is_listed;
        // های is one suffix, not ها with an indefinite ی.
        if (derived && suffix.text == yeh && base.ends_with(plural)) return;
        if (!derived && !may_carry(suffix, base, base_lexeme)) return;
        if (suffix.text == plural_in_gan && !may_be_plural_in_gan(base, lexeme)) return;
        if (!inner) {
            if (suffix.base == Base::any || suffix.base == Base::known || suffix.base == Base::vowel ||
                suffix.base == Base::silent_heh) {
                const bool is_known = base_lexeme != nullptr && base_lexeme->frequency >= known_in_news;
                inner = {std::string(base), is_known ? base_lexeme->frequency / 2 : 0, false, !is_known};
            } else {
                return;
            }
        }
        const int score = inner.score + suffix.bonus;
        if (score > best.score) best = {std::move(inner.stem), score, false, inner.is_guess};
    });
    return best;
}

std::string_view without(std::string_view word, std::string_view suffix) {
    return word.substr(0, word.size() - suffix.size());
}

/// What stands before the ی of a word, and before the glide of one in ا or و: آمریکایی → آمریکا.
std::string_view before_yeh(std::string_view word) {
    if (!word.ends_with(yeh) || word.size() < 4 * letter) return {};
    std::string_view base = without(word, yeh);
    if (base.ends_with(yeh) && ends_in_vowel(without(base, yeh))) base = without(base, yeh);
    return base;
}

/// The place that a word in ی is of: تهرانی → تهران. A family name that the news has more often than the place
/// stays whole: خمینی, فردوسی.
std::string_view place_of(std::string_view word, const Lexeme& lexeme) {
    const std::string_view base = before_yeh(word);
    const Lexeme* place = base.empty() ? nullptr : lexicon::find(base);
    if (place == nullptr || !place->has(lexeme_place)) return {};
    return lexeme.has(lexeme_name) && place->frequency < lexeme.frequency ? std::string_view() : base;
}

/// So much more frequent than its verb's infinitive and participle (as a class), a bare past stem is a noun:
/// مرد, شکست, but not نوشت.
constexpr int noun_use = 4;

/// True where a word that the dictionary lists is read as a verb all the same.
bool is_rather_verb(const VerbReading& verb, const Lexeme& lexeme, bool has_suffix) {
    // What carries a noun's suffix is a noun: مردها is no form of مردن.
    if (has_suffix && verb.form != VerbForm::participle && verb.form != VerbForm::infinitive) return false;
    if (lexeme.has(lexeme_verbal)) return true;
    switch (verb.form) {
        case VerbForm::participle:
            return verb.is_marked;
        case VerbForm::infinitive:
            return !verb.is_marked;
        case VerbForm::bare_past:
            return !verb.is_marked && (!verb.is_doubtful || verb.score + noun_use >= lexeme.frequency);
        case VerbForm::finite:
            return verb.ends_in_third_person && !verb.is_marked && !verb.is_doubtful;
        case VerbForm::agent:
            return false;
    }
    return false;
}

}  // namespace

std::string stem_listed(std::string_view word, const Lexeme& lexeme, bool has_suffix) {
    if (const std::string_view place = place_of(word, lexeme); !place.empty()) return std::string(place);
    if (lexeme.has(lexeme_name)) return std::string(word);
    if (const VerbReading verb = read_verb(word); verb && is_rather_verb(verb, lexeme, has_suffix))
        return std::string(verb.lemma);
    if (lexeme.has(lexeme_plural)) {
        NounReading best;
        suffixes_by_end.for_each_of(word, [&](const Suffix& suffix) {
            if (suffix.layer != 1 || word.size() < suffix.text.size() + 2 * letter) return;
            const SmallString base(without(word, suffix.text), suffix.restored);
            if (!may_carry(suffix, base.view(), lexicon::find(base.view()))) return;
            const NounReading inner = read_base(base.view(), lexicon::find(base.view()), true);
            if (inner && inner.score + suffix.bonus > best.score)
                best = {inner.stem, inner.score + suffix.bonus};
        });
        if (best) return best.stem;
    }
    for (const std::string_view degree : {superlative, comparative}) {
        if (!ends_in(word, degree)) continue;
        const Lexeme* positive = lexicon::find(without(word, degree));
        if (positive != nullptr && positive->has(lexeme_adjective)) return std::string(without(word, degree));
    }
    if (const std::string_view noun =
            lexeme.has(lexeme_inflected_yeh) ? before_yeh(word) : std::string_view();
        !noun.empty()) {
        const NounReading base = read_base(noun, lexicon::find(noun), true);
        return base ? base.stem : std::string(noun);
    }
    return std::string(word);
}

NounReading read_noun(std::string_view word) {
    return read_layers(word, outermost_layer);
}

bool is_whole_compound(std::string_view head, std::string_view tail) {
    return is_whole_compound(head, word_hash(head), tail);
}

bool is_whole_compound(std::string_view head, std::uint64_t hash, std::string_view tail) {
    if (!lexicon::filters().may_be_seam(hash, tail)) return false;
    for (std::size_t size = lexicon::shortest_tail; size <= tail.size(); size += letter) {
        const std::string_view rest = tail.substr(size);
        if (rest.size() > longest_suffix) continue;
        const Lexeme* whole = lexicon::find(SmallString(head, tail.substr(0, size)).view());
        if (whole == nullptr || !whole->has(lexeme_whole)) continue;
        if (rest.empty() || is_noun_suffix(rest)) return true;
    }
    return false;
}

bool is_plural(std::string_view atom) {
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&](const Suffix& suffix) { return suffix.layer == 2 && suffix.text == atom; });
}

bool is_noun_suffix(std::string_view text) {
    if (text.empty() || text.size() > longest_suffix) return false;
    bool found = false;
    suffixes_by_end.for_each_of(text, [&](const Suffix& suffix) { found = found || suffix.text == text; });
    return found;
}

namespace {

/// True for the few letters that detachable suffixes begin with, by their second byte in UTF-8 (the first is
/// D8 to DB): ه ت ا ی م ش س ج.
constexpr bool may_begin_suffix(std::string_view atom) {
    constexpr std::uint64_t initials = [] {
        constexpr std::string_view letters = "هتایمشسج";
        std::uint64_t bits = 0;
        for (std::size_t i = 1; i < letters.size(); i += letter) bits |= 1ULL << (letters[i] & 0x3f);
        return bits;
    }();
    return atom.size() >= letter && ((initials >> (atom[1] & 0x3f)) & 1) != 0;
}

}  // namespace

std::span<const std::string_view> detachable_suffixes() {
    static constexpr auto detachable = sorted(std::to_array<std::string_view>(
        {"ها",    "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان",  "هاست",
         "هایند", "هاش", "تر",   "تری",  "ترین", "ترها", "ترهای",  "ترینها", "ترینهای", "ام",
         "ات",    "اش",  "ای",   "اند",  "ایم",  "اید",  "است",    "ی",      "یی",      "مان",
         "تان",   "شان", "ایست", "اشان", "ست",   "ش",    "جات"}));
    return detachable;
}

bool is_detachable_suffix(std::string_view atom) {
    return atom.size() <= longest_suffix && may_begin_suffix(atom) &&
           std::ranges::binary_search(detachable_suffixes(), atom);
}

}  // namespace jooya
