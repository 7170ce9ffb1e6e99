// SPDX-License-Identifier: GPL-3.0-or-later
// The affixes of Persian that rules name, in folded spelling.
#pragma once

#include <array>
#include <string_view>

namespace jooya::morphemes {

/// As std::string_view::ends_with; the last byte alone tells nearly always, without a call.
constexpr bool ends_in(std::string_view word, std::string_view ending) {
    return ending.empty() || (!word.empty() && word.back() == ending.back() && word.ends_with(ending));
}

/// As std::string_view::starts_with; the second byte, which tells letters apart, spares the call nearly always.
constexpr bool begins_in(std::string_view word, std::string_view beginning) {
    return word.size() >= beginning.size() && word[1] == beginning[1] && word.starts_with(beginning);
}

inline constexpr std::string_view alef = "ا";
inline constexpr std::string_view alef_madda = "آ";
inline constexpr std::string_view alef_yeh = "ای";
inline constexpr std::string_view heh = "ه";
inline constexpr std::string_view meem = "م";
inline constexpr std::string_view noon = "ن";
inline constexpr std::string_view teh = "ت";
inline constexpr std::string_view waw = "و";
inline constexpr std::string_view yeh = "ی";

// Verbs.
inline constexpr std::string_view mi = "می";
inline constexpr std::string_view mi_negated = "نمی";
inline constexpr std::string_view negation = "ن";
inline constexpr std::string_view subjunctive = "ب";
inline constexpr std::string_view impersonal_stem = "توان";  // می‌توان گفت
inline constexpr std::string_view prohibitive = "م";         // مکن
inline constexpr std::string_view third_person = "د";
inline constexpr std::string_view third_person_plural = "ند";
inline constexpr std::string_view agent_ending = "نده";  // رونده

inline constexpr std::array<std::string_view, 13> preverbs = {
    "بر", "در", "باز", "فراز", "فرا", "فرود", "فرو", "وا", "ور", "پس", "پیش", "بیرون", "اندر"};
inline constexpr std::string_view we_did = "یم";
inline constexpr std::array<std::string_view, 6> past_endings = {"یم", "ید", "ند", "م", "ی", ""};
inline constexpr std::array<std::string_view, 7> present_endings = {"یم", "ید", "ند", "م", "ی", "د", ""};
inline constexpr std::array<std::string_view, 7> participle_endings = {"هایم", "هاید", "هاند", "هام",
                                                                       "های",  "هاست", "ه"};
inline constexpr std::string_view participle_you_are = "های";  // گفته‌ای, and the plural of گفت
inline constexpr std::array<std::string_view, 6> colloquial_endings = {"ین", "یم", "م", "ی", "ه", "ن"};
inline constexpr std::array<std::string_view, 6> object_pronouns = {"مان", "تان", "شان", "م", "ت", "ش"};

/// Detached after a participle or a noun in ه: رفته ام، خانه ای.
inline constexpr std::array<std::string_view, 6> participle_auxiliaries = {"ام",  "ای",  "است",
                                                                           "ایم", "اید", "اند"};

// Nouns.
inline constexpr std::string_view plural = "ها";
inline constexpr std::string_view plural_in_gan = "گان";
inline constexpr std::string_view comparative = "تر";
inline constexpr std::string_view superlative = "ترین";

// Names.
inline constexpr std::string_view son_of = "بن";  // سعید بن عاص

/// Longest form that the grammar builds, in bytes: نمی + the longest preverb, stem, ending and pronoun.
inline constexpr std::size_t longest_verb_form = 64;

}  // namespace jooya::morphemes
