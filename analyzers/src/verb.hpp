// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace jooya {

/// A word read as a form of a verb.
struct VerbReading {
    std::string_view
        lemma;  ///< the verb's past stem, preverb included: رفت, برگشت; empty where it is no verb
    bool is_marked = false;  ///< by می, ن, ب or an auxiliary, so that hardly anything else can be meant
    bool is_likely = false;  ///< marked, or of a stem and ending that hardly any noun has: گویند, رفتیم
    bool is_participle = false;  ///< رفته and its forms
    bool is_ambiguous = false;   ///< the stem is a frequent noun as well: خرید
    bool is_colloquial = false;
};

/// Reads a folded, joined word by the verb grammar: [preverb][ن|ب|می|نمی] stem [ending][object pronoun], the
/// participle with its joined auxiliary, the infinitive. Stems are looked up, forms are not.
/// The readings of Ahmadi Givi and Anvari's grammar (دستور زبان فارسی) for the written language, and the
/// short stems of the spoken one behind می alone.
VerbReading read_verb(std::string_view word);

}  // namespace jooya
