// SPDX-License-Identifier: GPL-3.0-or-later
// Analysis is linear in the text, also where somebody wrote the text against it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <limits>
#include <string>

#include "jooya/analyzers/analyzer.hpp"

namespace {

struct Hostile {
    std::string_view name;
    std::string_view unit;
};

constexpr std::array hostile_units = {
    Hostile{"durative prefixes", "می "},
    Hostile{"durative prefixes and half-spaces", "می\u200C"},
    Hostile{"preverbs before prefixes", "بر می "},
    Hostile{"plurals and half-spaces", "ها\u200C"},
    Hostile{"plurals written apart", "ها "},
    Hostile{"degrees", "تر "},
    Hostile{"participles with auxiliaries", "رفته ام "},
    Hostile{"compounds written apart", "کتاب خانه "},
    Hostile{"half-spaces", "\u200C"},
    Hostile{"harakat", "\u064E"},
    Hostile{"combining marks of other scripts", "\u0301"},
    Hostile{"marks that compose", "ہ\u0654"},
    Hostile{"ligatures of many words", "\uFDFA"},
    Hostile{"initials", "ا."},
    Hostile{"decimal marks", "1."},
    Hostile{"groups of digits", ",111"},
    Hostile{"parts of a hashtag", "#ا_"},
    Hostile{"beginnings of e-mail addresses", "a@"},
    Hostile{"beginnings of URLs", "a://"},
    Hostile{"ideographs", "中"},
    Hostile{"bytes that are no UTF-8", "\xD9"},
};

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + unit.size());
    while (text.size() < bytes) text += unit;
    return text;
}

/// Processor time of this thread, which other processes do not lengthen; the least of three.
double seconds(const std::string& text) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < 3; ++i) {
        const double begun = now();
        jooya::Analysis analysis;
        jooya::persian().analyze(text, analysis);
        least = std::min(least, now() - begun);
    }
    return least;
}

// One word of many known ones: its cost may not double with each letter.
TEST(LinearProperties, HoldForWordsOfManyWords) {
    constexpr std::size_t short_word = 12;
    constexpr std::size_t long_word = 36;
    // A square of the length is allowed, and as much again for noise; 24 doublings are not.
    constexpr double allowed = 2 * 9.0;
    constexpr double unnoticed = 0.001;
    constexpr std::array<std::string_view, 32> letters = {
        "ا", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "ر", "ز", "ژ", "س", "ش",
        "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ک", "گ", "ل", "م", "ن", "و", "ه", "ی"};
    for (const std::string_view a : letters) {
        for (const std::string_view b : letters) {
            const std::string unit = std::string(a) += b;
            const double few = seconds(repeated(unit, 2 * short_word));
            const double many = seconds(repeated(unit, 2 * long_word));
            EXPECT_LT(many, std::max(few * allowed, unnoticed)) << unit;
        }
    }
}

// No bound on time, only on how it grows: 32 times the text may cost 32 times the work, which a quadratic rule
// turns into 1,024. The bound stands between the two, far from noise on either side.
TEST(LinearProperties, HoldForHostileTexts) {
    constexpr std::size_t small = 16'384;
    constexpr std::size_t factor = 32;
    constexpr double bound = 180;
    seconds(repeated("کتاب ", small));  // builds the tables that all texts share
    for (const Hostile& hostile : hostile_units) {
        const double of_small = seconds(repeated(hostile.unit, small));
        const double of_large = seconds(repeated(hostile.unit, small * factor));
        EXPECT_LT(of_large, bound * of_small) << hostile.name;
    }
}

}  // namespace
