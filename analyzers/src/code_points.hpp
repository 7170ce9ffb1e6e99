// SPDX-License-Identifier: GPL-3.0-or-later
// The code points that rules speak of, by their Unicode names.
#pragma once

#include <string_view>

namespace jooya {

inline constexpr char32_t not_sign = U'\u00AC';  // ¬, a half-space in old converters' output
inline constexpr char32_t soft_hyphen = U'\u00AD';
inline constexpr char32_t arabic_hamza = U'\u0621';             // ء
inline constexpr char32_t arabic_alef_madda = U'\u0622';        // آ
inline constexpr char32_t arabic_alef_hamza_above = U'\u0623';  // أ
inline constexpr char32_t arabic_waw_hamza = U'\u0624';         // ؤ
inline constexpr char32_t arabic_alef_hamza_below = U'\u0625';  // إ
inline constexpr char32_t arabic_yeh_hamza = U'\u0626';         // ئ
inline constexpr char32_t arabic_alef = U'\u0627';              // ا
inline constexpr char32_t arabic_teh_marbuta = U'\u0629';       // ة
inline constexpr char32_t arabic_tatweel = U'\u0640';           // ـ
inline constexpr char32_t arabic_kaf = U'\u0643';               // ك
inline constexpr char32_t arabic_heh = U'\u0647';               // ه
inline constexpr char32_t arabic_waw = U'\u0648';               // و
inline constexpr char32_t arabic_alef_maksura = U'\u0649';      // ى
inline constexpr char32_t arabic_yeh = U'\u064A';               // ي
inline constexpr char32_t arabic_fathatan = U'\u064B';          // first of the harakat
inline constexpr char32_t arabic_madda_above = U'\u0653';
inline constexpr char32_t arabic_last_haraka = U'\u065F';
inline constexpr char32_t arabic_zero = U'\u0660';       // ٠
inline constexpr char32_t arabic_nine = U'\u0669';       // ٩
inline constexpr char32_t arabic_decimal = U'\u066B';    // ٫
inline constexpr char32_t arabic_thousands = U'\u066C';  // ٬
inline constexpr char32_t arabic_superscript_alef = U'\u0670';
inline constexpr char32_t arabic_alef_wasla = U'\u0671';        // ٱ
inline constexpr char32_t arabic_keheh = U'\u06A9';             // ک
inline constexpr char32_t arabic_swash_kaf = U'\u06AA';         // ڪ
inline constexpr char32_t arabic_heh_doachashmee = U'\u06BE';   // ھ
inline constexpr char32_t arabic_heh_yeh = U'\u06C0';           // ۀ
inline constexpr char32_t arabic_heh_goal = U'\u06C1';          // ہ
inline constexpr char32_t arabic_heh_goal_hamza = U'\u06C2';    // ۂ
inline constexpr char32_t arabic_teh_marbuta_goal = U'\u06C3';  // ۃ
inline constexpr char32_t farsi_yeh = U'\u06CC';                // ی
inline constexpr char32_t arabic_e = U'\u06D0';                 // ې
inline constexpr char32_t arabic_yeh_barree = U'\u06D2';        // ے
inline constexpr char32_t arabic_yeh_barree_hamza = U'\u06D3';  // ۓ
inline constexpr char32_t arabic_ae = U'\u06D5';                // ە
inline constexpr char32_t extended_zero = U'\u06F0';            // ۰
inline constexpr char32_t extended_nine = U'\u06F9';            // ۹
inline constexpr char32_t zero_width_space = U'\u200B';
inline constexpr char32_t zero_width_non_joiner = U'\u200C';  // the half-space
inline constexpr char32_t zero_width_joiner = U'\u200D';
inline constexpr char32_t left_to_right_mark = U'\u200E';
inline constexpr char32_t honorific_sallallahou = U'\uFDFA';      // ﷺ, four words
inline constexpr char32_t honorific_jallajalalouhou = U'\uFDFB';  // ﷻ, two words
inline constexpr char32_t first_presentation_form = U'\uFB50';
inline constexpr char32_t last_presentation_form = U'\uFEFC';

/// First bytes of the Arabic block, U+0600 to U+06FF, in UTF-8.
inline constexpr unsigned char first_arabic_lead = 0xD8;
inline constexpr unsigned char last_arabic_lead = 0xDB;

/// The half-space in UTF-8, as folded text holds it.
inline constexpr std::string_view half_space = "\u200C";

}  // namespace jooya
