// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal_text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "corpus_texts.hpp"
#include "golden_table.hpp"
#include "random_text.hpp"
#include "shown_text.hpp"

namespace {

using jooya::Fragment;
using jooya::Look;
using jooya::TextStyle;

// Lines parted by "|", hits in brackets.
std::string wrapped(const std::vector<Fragment>& fragments, unsigned width) {
    std::string text;
    for (const auto& line : jooya::wrapped(fragments, width)) {
        text += text.empty() ? "" : "|";
        for (const Fragment& fragment : line)
            text += fragment.hit ? "[" + fragment.text + "]" : fragment.text;
    }
    return text;
}

TEST(TerminalText, CountsColumnsNotBytes) {
    EXPECT_EQ(jooya::columns_of("کتاب"), 4);
    EXPECT_EQ(jooya::columns_of("می\u200Cرود"), 5);
    EXPECT_EQ(jooya::columns_of("مُحَمَّد"), 4);
    EXPECT_EQ(jooya::columns_of("خانهٔ"), 4);
    EXPECT_EQ(jooya::columns_of("\u2067متن\u2069"), 3);
    EXPECT_EQ(jooya::columns_of("東京"), 4);
    EXPECT_EQ(jooya::columns_of("é"), 1);
    EXPECT_EQ(jooya::columns_of("한"), 2);
}

TEST(TerminalText, BreaksLinesWhereUnicodeAllows) {
    EXPECT_EQ(wrapped({{"زلزله شهر بم را لرزاند"}}, 12), "زلزله شهر بم|را لرزاند");
    EXPECT_EQ(wrapped({{"زلزله شهر بم را لرزاند"}}, 0), "زلزله شهر بم را لرزاند");
    EXPECT_EQ(wrapped({{"  زلزله \n شهر  "}}, 40), "زلزله شهر");
    EXPECT_EQ(wrapped({{"کتاب\u200Cهای کهن"}}, 8), "کتاب\u200Cهای|کهن");
    EXPECT_EQ(wrapped({{"گفت: «نه» و رفت"}}, 10), "گفت: «نه»|و رفت");  // no line begins with a closing mark
    EXPECT_EQ(wrapped({{"東京都庁舎"}}, 5), "東京|都庁|舎");
    EXPECT_EQ(wrapped({{""}}, 10), "");
}

TEST(TerminalText, CutsAWordThatIsLongerThanALine) {
    EXPECT_EQ(wrapped({{"به abcdefghijkl رفت"}}, 5), "به|abcde|fghij|kl|رفت");
    EXPECT_EQ(wrapped({{"کُتُبِ"}}, 1), "کُ|تُ|بِ");  // a mark stays with its letter
}

TEST(TerminalText, KeepsMarksThroughWrapping) {
    EXPECT_EQ(wrapped({{"شهر "}, {"زلزله", true}, {" "}, {"بم", true}, {"، امروز"}}, 10),
              "شهر [زلزله]|[بم]، امروز");
}

std::string line(const std::vector<Fragment>& fragments, bool is_right_to_left, TextStyle style) {
    return line_text(fragments, Look::plain, is_right_to_left, style);
}

TEST(TerminalText, IsolatesLinesForTerminalsThatKnowBidi) {
    EXPECT_EQ(line({{"متن"}}, true, {.bidi = TextStyle::Bidi::isolate}), "\u2067متن\u2069");
    EXPECT_EQ(line({{"متن"}}, false, {.bidi = TextStyle::Bidi::isolate}), "\u2066متن\u2069");
    EXPECT_EQ(line({{"متن"}}, true, {}), "متن");
    EXPECT_EQ(line({{"متن", true}}, true, {.is_coloured = true}), "\x1B[1;31mمتن\x1B[0m");
}

// What stands on the screen of a terminal without bidi, from left to right.
TEST(TerminalText, PutsLettersInVisualOrderForTerminalsThatDoNot) {
    const TextStyle visual{.bidi = TextStyle::Bidi::visual};
    // «دز 12 km» of a Persian paragraph: the number and the Latin word keep their order, right of them دز.
    EXPECT_EQ(line({{"دز 12"}}, true, visual), "12 \uFEAF\uFEA9");
    EXPECT_EQ(line({{"abc دز"}}, false, visual), "abc \uFEAF\uFEA9");
    EXPECT_EQ(line({{"(دز)"}}, true, visual), "(\uFEAF\uFEA9)");  // mirrored
    EXPECT_EQ(line({{"لا"}}, true, visual), "\uFEFB");            // a ligature is one cell
    EXPECT_EQ(line({{"دَ"}}, true, visual), "\uFEA9َ");             // marks stay behind their letters
    // A half-space parts the letters and takes no cell.
    EXPECT_EQ(line({{"به\u200Cرو"}}, true, visual), "\uFEED\uFEAD\uFEEA\uFE91");
    EXPECT_EQ(line({{"\u2068دز\u2069"}}, true, visual), "\uFEAF\uFEA9");
}

// Laws of wrapping for any text: nothing is lost, no line is wider than allowed.
TEST(TerminalTextProperty, WrapsAnyText) {
    std::mt19937_64 random(jooya::testing::seed());
    const auto corpus = jooya::testing::corpus_texts();
    for (int round = 0; round < 400; ++round) {
        std::string text = jooya::shown(jooya::testing::random_text(random, 60));
        if (round % 4 == 0) {
            const std::string& article = corpus[random() % corpus.size()];
            text = jooya::shown(article.substr(random() % article.size(), 600));
        }
        std::vector<Fragment> fragments;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = std::min<std::size_t>(at + 1 + random() % 20, text.size());
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
            fragments.push_back({text.substr(at, end - at), random() % 3 == 0});
            at = end;
        }
        const auto width = static_cast<unsigned>(2 + random() % 60);
        std::string all;
        for (const auto& line : jooya::wrapped(fragments, width)) {
            const std::string shown = jooya::plain(line);
            ASSERT_FALSE(shown.empty());
            // One letter may be wider than the line with marks that have columns of their own.
            ASSERT_LE(jooya::columns_of(shown), std::max(width, 2U)) << shown;
            ASSERT_FALSE(shown.starts_with(' ') || shown.ends_with(' '));
            all += shown;
        }
        const auto without_space = [](std::string some) {
            for (const std::string_view space : {" ", "\u2028", "\u2029"}) {
                some = jooya::testing::replaced(std::move(some), space, "");
            }
            return some;
        };
        ASSERT_EQ(without_space(all), without_space(text)) << width;
    }
}

}  // namespace
