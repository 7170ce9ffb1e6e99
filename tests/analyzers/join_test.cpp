// SPDX-License-Identifier: GPL-3.0-or-later
#include "join.hpp"

#include <gtest/gtest.h>

#include "fold.hpp"
#include "golden_table.hpp"

namespace {

std::string joined(std::string_view text) {
    jooya::FoldedText folded;
    jooya::fold(text, folded);
    std::vector<jooya::Word> words;
    std::vector<char> numbers;
    std::vector<char> texts;
    jooya::segment(folded.text, words, numbers);
    jooya::join_detached_affixes(words, texts);
    std::string line;
    for (const jooya::Word& word : words) {
        if (!line.empty()) line += " | ";
        line += word.text;
    }
    return line;
}

TEST(Join, AgreesWithItsTable) {
    jooya::testing::expect_table("join.tsv", joined);
}

}  // namespace
