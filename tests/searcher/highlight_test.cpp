// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight.hpp"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace {

using jooya::Analysis;
using jooya::Mark;
using jooya::Matchers;

Matchers stems_of(std::string_view words) {
    Analysis analysis;
    jooya::persian().analyze(words, analysis);
    Matchers matchers;
    for (const jooya::Token& token : analysis.tokens()) matchers.stems[std::string(token.stem)] = 1;
    return matchers;
}

std::string marked(std::string_view text, const Matchers& matchers) {
    Analysis analysis;
    jooya::persian().analyze(text, analysis);
    std::string shown;
    for (const auto& fragment : jooya::highlight(text, find_marks(text, analysis, matchers))) {
        shown += fragment.hit ? "[" + fragment.text + "]" : fragment.text;
    }
    return shown;
}

// Origin: complaints about search results that mark half a word or break its joining letters.
TEST(Highlight, MarksWholeWrittenWords) {
    EXPECT_EQ(marked("نیازمندی‌های مردم", stems_of("نیازمندی")),
              "[نیازمندی‌های] مردم");
    EXPECT_EQ(marked("كتاب هاي نو", stems_of("کتاب")), "[كتاب هاي] نو");
    EXPECT_EQ(marked("«زلزله»، سیل", stems_of("زلزله سیل")), "«[زلزله]»، [سیل]");
    EXPECT_EQ(marked("بین‌المللی است", stems_of("بین")), "[بین‌المللی] است");
    EXPECT_EQ(marked("مِهر و ماه", stems_of("مهر")), "[مِهر] و ماه");
    EXPECT_EQ(marked("هیچ", stems_of("زلزله")), "هیچ");
}

TEST(Highlight, MarksAPhraseOnlyWhereItStandsWhole) {
    Matchers matchers;
    matchers.sequences.push_back({{"مبارزه", "با", "تروریسم"}, {0, 1, 2}});
    EXPECT_EQ(marked("مبارزه با تروریسم و مبارزه", matchers), "[مبارزه] [با] [تروریسم] و مبارزه");
}

TEST(Snippet, TakesTheSentencesThatSayMost) {
    const std::string text = "آغاز خبر. زلزله آمد.\nباز هم آغاز. زلزله و سیل در بم. پایان خبر.";
    Analysis analysis;
    jooya::persian().analyze(text, analysis);
    const auto marks = find_marks(text, analysis, stems_of("زلزله سیل بم"));
    std::string shown;
    for (const auto& fragment : jooya::snippet(text, marks, 1)) shown += fragment.text;
    EXPECT_EQ(shown, "… زلزله و سیل در بم. …");
    shown.clear();
    for (const auto& fragment : jooya::snippet(text, marks, 2)) shown += fragment.text;
    EXPECT_EQ(shown, "… زلزله آمد. … زلزله و سیل در بم. …");
    shown.clear();
    for (const auto& fragment : jooya::snippet(text, {}, 1)) shown += fragment.text;
    EXPECT_EQ(shown, "آغاز خبر. …");
}

// Origin: posts of news channels, which put a sign on a line of its own.
TEST(Snippet, PassesOverLinesWithoutLetters) {
    std::string shown;
    for (const auto& fragment :
         jooya::snippet("♦️\nزلزله آمد.\n🔹\nشهر لرزید.\n📊", {}, 1)) {
        shown += fragment.text;
    }
    EXPECT_EQ(shown, "زلزله آمد. …");
    EXPECT_TRUE(jooya::snippet("♦️\n🔹", {}, 1).empty());
    shown.clear();
    for (const auto& fragment : jooya::snippet("زلزله آمد.\n🔹\nشهر لرزید.\n📊", {}, 2)) shown += fragment.text;
    EXPECT_EQ(shown, "زلزله آمد. شهر لرزید.");
}

TEST(Snippet, CutsLongSentencesAroundTheirHits) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "واژه ";
    text += "زلزله";
    for (int i = 0; i < 200; ++i) text += " واژه";
    Analysis analysis;
    jooya::persian().analyze(text, analysis);
    std::string shown;
    for (const auto& fragment : jooya::snippet(text, find_marks(text, analysis, stems_of("زلزله")), 1)) {
        shown += fragment.text;
    }
    EXPECT_NE(shown.find("زلزله"), std::string::npos);
    EXPECT_LT(shown.size(), 700U);
    EXPECT_TRUE(shown.starts_with("…"));
    EXPECT_TRUE(shown.ends_with("…"));
}

bool is_letter_at(std::string_view text, std::size_t at) {
    UChar32 c = 0;
    auto next = static_cast<std::int32_t>(at);
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), next, static_cast<std::int32_t>(text.size()),
            c);
    return u_isalnum(c) != 0;
}

bool is_letter_before(std::string_view text, std::size_t at) {
    UChar32 c = 0;
    auto previous = static_cast<std::int32_t>(at);
    U8_PREV(reinterpret_cast<const std::uint8_t*>(text.data()), 0, previous, c);
    return u_isalnum(c) != 0;
}

// The law: marks are in order, apart, begin and end where words do, and are exactly what matched.
TEST(HighlightProperty, CoversWholeWordsAndExactlyWhatMatched) {
    constexpr std::array<std::string_view, 16> words{
        "کتاب",    "كتاب",  "کتاب‌ها",       "کتاب های", "می‌رود",
        "می روند", "زلزله", "زلزله‌زده",   "شهر",      "شهرِ",
        "،",       "«",     "بین‌المللی", "covid19",  "۱۲٬۵۰۰",
        "."};
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    const Matchers matchers = stems_of("کتاب رفتن زلزله covid19");
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        for (auto i = random() % 12; i > 0; --i) {
            text += words[random() % words.size()];
            if (random() % 4 != 0) text += ' ';
        }
        Analysis analysis;
        jooya::persian().analyze(text, analysis);
        const std::vector<Mark> marks = find_marks(text, analysis, matchers);
        std::uint32_t at = 0;
        for (const Mark& mark : marks) {
            ASSERT_LE(at, mark.span.begin) << "seed " << seed << ' ' << text;
            ASSERT_LT(mark.span.begin, mark.span.end);
            ASSERT_FALSE(mark.span.begin > 0 && is_letter_at(text, mark.span.begin) &&
                         is_letter_before(text, mark.span.begin))
                << "seed " << seed << ' ' << text;
            ASSERT_FALSE(mark.span.end < text.size() && is_letter_at(text, mark.span.end) &&
                         is_letter_before(text, mark.span.end))
                << "seed " << seed << ' ' << text;
            at = mark.span.end;
        }
        for (const jooya::Token& token : analysis.tokens()) {
            const bool matches = matchers.stems.contains(token.stem);
            const bool is_covered = std::ranges::any_of(marks, [&](const Mark& mark) {
                return mark.span.begin <= token.span.begin && token.span.end <= mark.span.end;
            });
            ASSERT_TRUE(!matches || is_covered) << "seed " << seed << text;
        }
        for (const Mark& mark : marks) {
            const bool has_match = std::ranges::any_of(analysis.tokens(), [&](const jooya::Token& token) {
                return matchers.stems.contains(token.stem) && mark.span.begin <= token.span.begin &&
                       token.span.end <= mark.span.end;
            });
            ASSERT_TRUE(has_match) << "seed " << seed << ' ' << text;
        }
    }
}

}  // namespace
