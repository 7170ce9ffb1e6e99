// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jooya {

/// What kind of form a verb was read from.
enum class VerbForm : std::uint8_t {
    finite,      ///< a personal form: رفتند, می‌رود, برو
    bare_past,   ///< the past stem by itself, third person or short infinitive: رفت, خرید
    participle,  ///< رفته and its forms with an auxiliary
    infinitive,  ///< رفتن
    agent        ///< رونده
};

/// A word read as a form of a verb.
struct VerbReading {
    std::string_view lemma =
        {};  ///< the infinitive, preverb included: رفتن, برگشتن; empty where it is no verb
    VerbForm form = VerbForm::finite;
    bool is_marked = false;  ///< by می, ن, ب, م or an auxiliary, so that hardly anything else can be meant
    bool is_doubtful = false;           ///< the bare stem is a frequent noun as well: زنی, سازم
    bool ends_in_third_person = false;  ///< د or ند behind a present stem, which no noun has
    bool has_past_ending = false;       ///< م or یم behind a past stem, hardly ever a noun's: خریدم
    bool is_action =
        false;  ///< present stem and ی alone: «you …», behind a noun a noun itself: خانه‌داری
    bool has_preverb = false;  ///< برگشتند, فرامی‌گیرد
    int score = -1;            ///< how frequent the verb is, as a frequency class; readings compare by it

    explicit operator bool() const { return !lemma.empty(); }
};

/// Reads a folded, joined word by the verb grammar: [preverb][ن|ب|م|می|نمی] stem [ending][object pronoun],
/// the participle with its joined auxiliary, the infinitive. Stems are looked up, forms are not. Of several
/// readings the most frequent verb's is returned, the written language's before the spoken one's.
VerbReading read_verb(std::string_view word);

}  // namespace jooya
