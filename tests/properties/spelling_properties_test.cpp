// SPDX-License-Identifier: GPL-3.0-or-later
// However an inflected word is spelled, its stems are the same, by itself and in a phrase.
#include <gtest/gtest.h>

#include <array>

#include "analysis_text.hpp"
#include "random_text.hpp"
#include "spellings.hpp"

namespace {

using jooya::testing::spelled;
using jooya::testing::stems;

constexpr std::array<std::string_view, 4> spellings = {"zwnj", "spaced", "joined", "arabic"};

/// Words written with half-spaces: nouns with plurals, adjectives with degrees, verbs with می and as perfects.
std::vector<std::string> inflected_words() {
    constexpr std::array<std::string_view, 14> nouns = {"کتاب",    "درخت",   "کشور",     "شهر",    "دیوار",
                                                        "مدیر",    "بازار",  "قرارداد",  "برنامه", "خانه",
                                                        "روزنامه", "همکاری", "نیازمندی", "رودخانه"};
    constexpr std::array<std::string_view, 6> plurals = {"ها", "های", "هایی", "هایشان", "هایمان", "هایش"};
    constexpr std::array<std::string_view, 6> adjectives = {"بزرگ", "کوچک", "مهم", "سریع", "قوی", "بلند"};
    constexpr std::array<std::string_view, 2> degrees = {"تر", "ترین"};
    constexpr std::array<std::string_view, 8> stems_of_present = {"رو",  "گوی",  "نویس", "ساز",
                                                                  "بین", "شناس", "پذیر", "فرست"};
    constexpr std::array<std::string_view, 5> endings = {"م", "د", "یم", "ید", "ند"};
    constexpr std::array<std::string_view, 6> participles = {"رفته",  "گفته", "نوشته",
                                                             "ساخته", "دیده", "پذیرفته"};
    constexpr std::array<std::string_view, 3> auxiliaries = {"اند", "ایم", "است"};
    std::vector<std::string> words;
    const auto add = [&words](std::string_view first, std::string_view second) {
        words.push_back(std::string(first) + "\u200C" + std::string(second));
    };
    for (const auto noun : nouns)
        for (const auto plural : plurals) add(noun, plural);
    for (const auto adjective : adjectives)
        for (const auto degree : degrees) add(adjective, degree);
    for (const auto stem : stems_of_present) {
        for (const auto ending : endings) {
            add("می", std::string(stem) + std::string(ending));
            add("نمی", std::string(stem) + std::string(ending));
        }
    }
    for (const auto participle : participles)
        for (const auto auxiliary : auxiliaries) add(participle, auxiliary);
    return words;
}

TEST(SpellingProperties, SpellingsOfAWordMeet) {
    for (const std::string& word : inflected_words()) {
        const std::string expected = stems(word);
        EXPECT_EQ(expected.find(' '), std::string::npos) << word << " → " << expected;
        for (const std::string_view spelling : spellings) {
            EXPECT_EQ(stems(spelled(word, spelling)), expected) << word << ", " << spelling;
        }
    }
}

TEST(SpellingProperties, SpellingsMeetInPhrases) {
    std::mt19937_64 random(jooya::testing::seed());
    const std::vector<std::string> words = inflected_words();
    constexpr std::array<std::string_view, 5> between = {" و ", " در ", " با ", "، ", ". "};
    for (int i = 0; i < 2'000; ++i) {
        std::string expected;
        std::string phrase;
        for (int w = 0; w < 3; ++w) {
            const std::string& word = words[random() % words.size()];
            const std::string_view gap = between[random() % between.size()];
            expected += word + std::string(gap);
            phrase += spelled(word, spellings[random() % spellings.size()]) + std::string(gap);
        }
        ASSERT_EQ(stems(phrase), stems(expected)) << phrase;
    }
}

}  // namespace
