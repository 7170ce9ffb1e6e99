// SPDX-License-Identifier: GPL-3.0-or-later
#include "verb.hpp"

#include "lexicon.hpp"
#include "morphemes.hpp"
#include "small_string.hpp"

namespace jooya {
namespace {

enum class Prefix { none, negation, subjunctive, durative };

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

constexpr std::size_t letter = 2;

class VerbReader {
  public:
    explicit VerbReader(std::string_view preverb) : preverb_(preverb) {}

    /// Reads all of `word` behind the preverb.
    VerbReading read(std::string_view word) const {
        if (word.starts_with(mi_negated)) {
            if (const auto found = read_stem(word.substr(mi_negated.size()), Prefix::durative))
                return found.value;
        }
        if (word.starts_with(mi)) {
            if (const auto found = read_stem(word.substr(mi.size()), Prefix::durative)) return found.value;
        }
        if (const auto found = read_stem(word, Prefix::none)) return found.value;
        if (word.starts_with(negation)) {
            if (const auto found = read_prefixed(word.substr(negation.size()), Prefix::negation))
                return found.value;
        }
        if (word.starts_with(subjunctive)) {
            if (const auto found = read_prefixed(word.substr(subjunctive.size()), Prefix::subjunctive)) {
                return found.value;
            }
        }
        return {};
    }

  private:
    struct Found {
        VerbReading value;
        explicit operator bool() const { return !value.lemma.empty(); }
    };

    /// Behind ن and ب a stem in آ or ا has a glide: نیامد، بیاید، بیفتد، نیندازد.
    Found read_prefixed(std::string_view rest, Prefix prefix) const {
        if (const auto found = read_stem(rest, prefix)) return found;
        if (!rest.starts_with(yeh)) return {};
        const std::string_view behind = rest.substr(yeh.size());
        if (behind.starts_with(alef)) {
            SmallString stem(alef_madda, behind.substr(alef.size()));
            if (const auto found = read_stem(stem.view(), prefix)) return found;
        }
        SmallString stem(alef, behind);
        return read_stem(stem.view(), prefix);
    }

    Found read_stem(std::string_view rest, Prefix prefix) const {
        if (const auto found = read_ending(rest, prefix)) return found;
        // می‌بینمش, بگویدشان: an object pronoun behind a personal ending of a marked form.
        if (prefix == Prefix::durative || prefix == Prefix::subjunctive) {
            for (const std::string_view pronoun : object_pronouns) {
                if (rest.size() <= pronoun.size() + 4 || !rest.ends_with(pronoun)) continue;
                auto found = read_ending(rest.substr(0, rest.size() - pronoun.size()), prefix);
                if (found) return found;
            }
        }
        return {};
    }

    Found read_ending(std::string_view rest, Prefix prefix) const {
        if (const auto found = read_past(rest, prefix)) return found;
        if (const auto found = read_present(rest, prefix)) return found;
        return {};
    }

    Found read_past(std::string_view rest, Prefix prefix) const {
        for (const std::string_view ending : past_endings) {
            if (!rest.ends_with(ending)) continue;
            // ب with a past stem (برفت, بگفت) is of old texts; in news it is always another word.
            if (prefix == Prefix::subjunctive) continue;
            auto found = past_stem(rest.substr(0, rest.size() - ending.size()));
            if (!found) continue;
            found.value.is_marked = prefix != Prefix::none;
            const bool plural = ending.size() > letter;
            found.value.is_likely = found.value.is_marked || plural || !found.value.is_ambiguous;
            return found;
        }
        for (const std::string_view auxiliary : participle_endings) {
            if (!rest.ends_with(auxiliary)) continue;
            if (prefix == Prefix::subjunctive) continue;
            auto found = past_stem(rest.substr(0, rest.size() - auxiliary.size()));
            if (!found) continue;
            found.value.is_participle = true;
            found.value.is_marked = prefix != Prefix::none || auxiliary != heh;
            found.value.is_likely = true;
            return found;
        }
        if (prefix != Prefix::durative && prefix != Prefix::subjunctive && rest.ends_with(noon)) {
            auto found = past_stem(rest.substr(0, rest.size() - noon.size()));
            if (found) {
                found.value.is_marked = prefix != Prefix::none;
                found.value.is_likely = true;
                return found;
            }
        }
        return {};
    }

    Found read_present(std::string_view rest, Prefix prefix) const {
        for (const std::string_view ending : present_endings) {
            if (!rest.ends_with(ending)) continue;
            // The bare stem is an imperative (برو) or impersonal (می‌توان), never without a
            // prefix.
            if (ending.empty() && prefix == Prefix::none) continue;
            const std::string_view stem = rest.substr(0, rest.size() - ending.size());
            if (ending.empty() && prefix == Prefix::durative && stem != impersonal_stem) continue;
            auto found = present_stem(stem, prefix, ending);
            if (!found) continue;
            found.value.is_marked = prefix != Prefix::none;
            found.value.is_likely = found.value.is_marked || ending.size() > letter || ending == third_person;
            return found;
        }
        if (prefix == Prefix::durative) {
            for (const std::string_view ending : colloquial_endings) {
                if (!rest.ends_with(ending)) continue;
                const Lexeme* lexeme = find(rest.substr(0, rest.size() - ending.size()));
                if (lexeme == nullptr || !lexeme->has(lexeme_present)) continue;
                VerbReading reading{lexicon::linked(*lexeme, Link::present)};
                reading.is_marked = true;
                reading.is_colloquial = true;
                return {reading};
            }
        }
        return {};
    }

    Found past_stem(std::string_view stem) const {
        const Lexeme* lexeme = find(stem);
        if (lexeme == nullptr || !lexeme->has(lexeme_past)) return {};
        VerbReading reading{lexicon::linked(*lexeme, Link::past)};
        reading.is_ambiguous = lexeme->has(lexeme_ambiguous_past);
        return {reading};
    }

    Found present_stem(std::string_view stem, Prefix prefix, std::string_view ending) const {
        const Lexeme* lexeme = find(stem);
        if (lexeme == nullptr || !lexeme->has(lexeme_present)) return {};
        if (lexeme->has(lexeme_colloquial) && prefix != Prefix::durative) return {};
        if (lexeme->has(lexeme_guarded) && prefix == Prefix::none) {
            const bool third_or_plural = ending.size() > letter || ending == third_person;
            if (!lexeme->has(lexeme_safe_third) || !third_or_plural) return {};
        }
        return {VerbReading{lexicon::linked(*lexeme, Link::present)}};
    }

    [[nodiscard]] const Lexeme* find(std::string_view stem) const {
        if (stem.empty() || stem.size() > SmallString::capacity - 16) return nullptr;
        if (preverb_.empty()) {
            const Lexeme* lexeme = lexicon::find(stem);
            return lexeme;
        }
        const SmallString whole(preverb_, stem);
        return lexicon::find(whole.view());
    }

    std::string_view preverb_;
};

}  // namespace

VerbReading read_verb(std::string_view word) {
    if (word.size() < 4 || word.size() > longest_verb_form) return {};
    if (const VerbReading reading = VerbReader("").read(word); !reading.lemma.empty()) return reading;
    for (const std::string_view preverb : preverbs) {
        if (word.size() <= preverb.size() + 2 || !word.starts_with(preverb)) continue;
        const VerbReading reading = VerbReader(preverb).read(word.substr(preverb.size()));
        if (!reading.lemma.empty()) return reading;
    }
    return {};
}

}  // namespace jooya
