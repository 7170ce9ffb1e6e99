// SPDX-License-Identifier: GPL-3.0-or-later
#include "segment.hpp"

#include <gtest/gtest.h>

#include "fold.hpp"
#include "golden_table.hpp"

namespace {

/// "بهای | number=12500": a word as it is, everything else with its kind.
std::string segmented(std::string_view text) {
    jooya::FoldedText folded;
    jooya::fold(text, folded);
    std::vector<jooya::Word> words;
    std::vector<char> scratch;
    jooya::segment(folded.text, words, scratch);
    std::string line;
    for (const jooya::Word& word : words) {
        if (!line.empty()) line += " | ";
        if (word.kind != jooya::TokenKind::word) line += std::string(jooya::to_string(word.kind)) + '=';
        line += word.text;
    }
    return line;
}

TEST(Segment, AgreesWithItsTable) {
    jooya::testing::expect_table("segment.tsv", segmented);
}

}  // namespace
