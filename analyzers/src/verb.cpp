// SPDX-License-Identifier: GPL-3.0-or-later
#include "verb.hpp"

#include <algorithm>

#include "lexicon.hpp"
#include "morphemes.hpp"
#include "small_string.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

constexpr std::size_t letter = 2;

/// Readings of the spoken language, with a guarded stem or with an object pronoun, need this much more
/// frequent a verb than plain ones.
constexpr int colloquial_penalty = 12;
constexpr int pronoun_penalty = 14;
constexpr int agent_penalty = 6;
constexpr int imperative_penalty = 6;

enum class Prefix { none, negation, subjunctive, prohibitive, durative };

/// How frequent a verb is: its infinitive and participle are hardly ever other words, its past stem may be.
int verb_frequency(std::string_view infinitive) {
    int frequency = 0;
    const std::string_view past = infinitive.substr(0, infinitive.size() - noon.size());
    for (const std::string_view ending : {heh, noon}) {
        const Lexeme* form = lexicon::find(SmallString(past, ending).view());
        if (form != nullptr) frequency = std::max(frequency, static_cast<int>(form->frequency));
    }
    return frequency;
}

std::string_view without(std::string_view word, std::string_view ending) {
    return word.substr(0, word.size() - ending.size());
}

/// Collects the readings of one word behind one preverb (or none) and keeps the best.
class VerbReader {
  public:
    VerbReader(std::string_view preverb, VerbReading& best) : preverb_(preverb), best_(best) {}

    void read(std::string_view word) {
        read_endings(word, Prefix::none);
        if (word.starts_with(mi_negated)) read_endings(word.substr(mi_negated.size()), Prefix::durative);
        if (word.starts_with(mi)) read_endings(word.substr(mi.size()), Prefix::durative);
        if (word.starts_with(negation)) read_prefixed(word.substr(negation.size()), Prefix::negation);
        if (word.starts_with(subjunctive))
            read_prefixed(word.substr(subjunctive.size()), Prefix::subjunctive);
        if (word.starts_with(prohibitive))
            read_prefixed(word.substr(prohibitive.size()), Prefix::prohibitive);
    }

  private:
    /// Behind ن and ب a stem in آ or ا has a glide: نیامد، بیاید، بیفتد، نیندازد.
    void read_prefixed(std::string_view rest, Prefix prefix) {
        // The glide is missing only before ایست: بایستد.
        const bool lacks_glide =
            rest.starts_with(alef_madda) || (rest.starts_with(alef) && !rest.starts_with(alef_yeh));
        // Behind a preverb some write none: درنآمد.
        if (!lacks_glide || (!preverb_.empty() && prefix == Prefix::negation)) read_endings(rest, prefix);
        if (!rest.starts_with(yeh)) return;
        const std::string_view behind = rest.substr(yeh.size());
        read_endings(SmallString(alef, behind).view(), prefix);
        if (behind.starts_with(alef)) {
            read_endings(SmallString(alef_madda, behind.substr(alef.size())).view(), prefix);
        }
    }

    void read_endings(std::string_view rest, Prefix prefix) {
        read_past(rest, prefix, 0);
        read_present(rest, prefix, 0);
        // می‌بینمش, بگویندشان: an object pronoun behind a personal ending of a marked form; behind an unmarked
        // one only where the ending is the past's own: دیدمش, گفتندش.
        if (prefix == Prefix::prohibitive) return;
        for (const std::string_view pronoun : object_pronouns) {
            if (rest.size() <= pronoun.size() + 2 * letter || !ends_in(rest, pronoun)) continue;
            const std::string_view form = without(rest, pronoun);
            const bool has_own_ending = ends_in(form, meem) || ends_in(form, third_person_plural);
            if (prefix == Prefix::durative || prefix == Prefix::subjunctive || has_own_ending) {
                read_past(form, prefix, pronoun_penalty);
            }
            if (prefix == Prefix::durative || prefix == Prefix::subjunctive) {
                read_present(form, prefix, pronoun_penalty);
            }
        }
    }

    void read_past(std::string_view rest, Prefix prefix, int penalty) {
        // ب with a past stem (برفت) is of old texts, م never stands before one.
        if (prefix == Prefix::prohibitive) return;
        const bool is_marked = prefix != Prefix::none;
        if (prefix != Prefix::subjunctive) {
            for (const std::string_view ending : participle_endings) {
                if (!ends_in(rest, ending)) continue;
                VerbReading reading{.form = VerbForm::participle, .is_marked = is_marked || ending != heh};
                offer_past(without(rest, ending), reading, penalty, ending == participle_you_are);
            }
        }
        for (const std::string_view ending : past_endings) {
            if (!ends_in(rest, ending)) continue;
            VerbReading reading{.form = ending.empty() ? VerbForm::bare_past : VerbForm::finite,
                                .is_marked = is_marked};
            reading.ends_in_third_person = ending == third_person_plural;
            reading.has_past_ending = ending == meem || ending == we_did;
            // خریدی may be «a purchase»; خریدم is hardly ever «my purchase».
            const bool may_be_noun = ending.empty() || ending == yeh;
            offer_past(without(rest, ending), reading,
                       penalty + (prefix == Prefix::subjunctive ? colloquial_penalty : 0), may_be_noun);
        }
        if ((prefix == Prefix::none || prefix == Prefix::negation) && ends_in(rest, noon)) {
            offer_past(without(rest, noon), {.form = VerbForm::infinitive, .is_marked = is_marked}, penalty);
        }
    }

    void read_present(std::string_view rest, Prefix prefix, int penalty) {
        const bool is_marked = prefix != Prefix::none;
        for (const std::string_view ending : present_endings) {
            if (!ends_in(rest, ending)) continue;
            const std::string_view stem = without(rest, ending);
            // The bare stem is an imperative (برو) or impersonal (می‌توان), never without a
            // prefix.
            if (ending.empty() &&
                (prefix == Prefix::none || (prefix == Prefix::durative && stem != impersonal_stem))) {
                continue;
            }
            if (prefix == Prefix::prohibitive && !ending.empty()) continue;
            if (ending.empty() && penalty >= pronoun_penalty) continue;
            VerbReading reading{.form = VerbForm::finite, .is_marked = is_marked};
            reading.ends_in_third_person = ending == third_person || ending == third_person_plural;
            reading.is_action = !is_marked && ending == yeh;
            if (!ending.empty() && is_short_stem(stem)) continue;
            offer_present(stem, reading, penalty + (ending.empty() ? imperative_penalty : 0),
                          ending.size() > letter || reading.ends_in_third_person, ending.empty());
        }
        if (prefix == Prefix::durative) {
            for (const std::string_view ending : colloquial_endings) {
                if (ends_in(rest, ending)) {
                    offer_present(without(rest, ending), {.form = VerbForm::finite, .is_marked = true},
                                  penalty + colloquial_penalty, true);
                }
            }
        }
        if (prefix == Prefix::none && ends_in(rest, agent_ending)) {
            offer_present(without(rest, agent_ending), {.form = VerbForm::agent}, penalty + agent_penalty,
                          true);
        }
    }

    void offer_past(std::string_view stem, VerbReading reading, int penalty, bool may_be_noun = false) {
        const Lexeme* lexeme = find(stem);
        if (lexeme == nullptr || !lexeme->has(lexeme_past)) return;
        reading.lemma = lexicon::linked(*lexeme, Link::past);
        reading.has_preverb = lexeme->has(lexeme_preverb_stem);
        const bool is_noun = lexeme->has(lexeme_ambiguous_past) ||
                             (lexeme->has(lexeme_preverb_stem) && lexeme->has(lexeme_noun));
        reading.is_doubtful =
            may_be_noun && is_noun && (!reading.is_marked || reading.form == VerbForm::participle);
        offer(reading, penalty);
    }

    void offer_present(std::string_view stem, VerbReading reading, int penalty, bool verbal_ending,
                       bool is_bare = false) {
        const Lexeme* lexeme = find(stem);
        if (lexeme == nullptr || !lexeme->has(lexeme_present)) return;
        if (lexeme->has(lexeme_colloquial)) {
            // بدون is the preposition, hardly ever spoken بدان.
            if (!reading.is_marked || (is_bare && lexeme->has(lexeme_guarded))) return;
            penalty = std::max(penalty, colloquial_penalty);
        }
        reading.lemma = lexicon::linked(*lexeme, Link::present);
        reading.has_preverb = lexeme->has(lexeme_preverb_stem);
        reading.is_doubtful = !reading.is_marked && lexeme->has(lexeme_guarded) &&
                              !(lexeme->has(lexeme_safe_third) && verbal_ending);
        offer(reading, penalty);
    }

    /// گو beside گوی, ستا beside ستای: personal endings stand behind the longer stem only.
    [[nodiscard]] bool is_short_stem(std::string_view stem) const {
        if (!ends_in(stem, alef) && !ends_in(stem, waw) && !ends_in(stem, alef_madda)) return false;
        const Lexeme* shorter = find(stem);
        const Lexeme* longer = find(SmallString(stem, yeh).view());
        return shorter != nullptr && longer != nullptr && longer->has(lexeme_present) &&
               lexicon::linked(*shorter, Link::present) == lexicon::linked(*longer, Link::present);
    }

    void offer(VerbReading reading, int penalty) {
        reading.score = std::max(verb_frequency(reading.lemma) - penalty, 0);
        if (reading.score > best_.score) best_ = reading;
    }

    [[nodiscard]] const Lexeme* find(std::string_view stem) const {
        if (stem.empty()) return nullptr;
        if (preverb_.empty()) return lexicon::find_verb_stem(stem);
        const Lexeme* whole = lexicon::find_verb_stem(SmallString(preverb_, stem).view());
        return whole != nullptr && whole->has(lexeme_preverb_stem) ? whole : nullptr;
    }

    std::string_view preverb_;
    VerbReading& best_;
};

}  // namespace

VerbReading read_verb(std::string_view word) {
    VerbReading best;
    if (word.size() < 2 * letter || word.size() > longest_verb_form) return best;
    VerbReader("", best).read(word);
    for (const std::string_view preverb : preverbs) {
        if (word.size() > preverb.size() + letter && begins_in(word, preverb)) {
            VerbReader(preverb, best).read(word.substr(preverb.size()));
        }
    }
    return best;
}

}  // namespace jooya
