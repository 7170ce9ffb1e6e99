// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/wording.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using jooya::TextPart;
using jooya::word_print;
using jooya::Wording;

TEST(Wording, KeepsPartsAndOrder) {
    jooya::WordingBuilder builder;
    builder.add(TextPart::title, word_print("ایران", "ایران"));
    builder.add(TextPart::lead, word_print("رفتن", "می‌رود"));
    builder.add(TextPart::body, word_print("ایران", "ایرانی"));
    builder.add(TextPart::body, word_print("رفتن", "رفت"));
    const std::string bytes = builder.finish();
    EXPECT_EQ(bytes.size(), 2 + 4 * 2U) << "two bytes a token";
    const Wording wording(bytes);
    ASSERT_EQ(wording.size(), 4U);
    EXPECT_EQ(wording.begin_of(TextPart::title), 0U);
    EXPECT_EQ(wording.begin_of(TextPart::lead), 1U);
    EXPECT_EQ(wording.begin_of(TextPart::body), 2U);
    EXPECT_EQ(wording.end_of(TextPart::body), 4U);
    EXPECT_EQ(wording[1], jooya::word_print("رفتن", "می‌رود"));
    EXPECT_EQ(wording[3] & jooya::stem_print_mask, jooya::stem_print("رفتن"));
    EXPECT_NE(wording[0], wording[2]) << "two forms of one word";
    EXPECT_EQ(wording[0] & jooya::stem_print_mask, wording[2] & jooya::stem_print_mask);
    EXPECT_EQ(builder.finish(), "") << "begins anew";
}

TEST(Wording, StopWordsAreToldApart) {
    EXPECT_TRUE(jooya::is_stop(jooya::stop_print("از")));
    EXPECT_FALSE(jooya::is_stop(word_print("از", "از")));
    EXPECT_EQ(jooya::stop_print("از"), word_print("از", "از") & jooya::stem_print_mask);
}

TEST(Wording, CountsBeyondOneByte) {
    jooya::WordingBuilder builder;
    for (int i = 0; i < 300; ++i) builder.add(TextPart::title, word_print("الف", "الف"));
    builder.add(TextPart::body, word_print("ب", "ب"));
    const std::string bytes = builder.finish();
    const Wording wording(bytes);
    EXPECT_EQ(wording.end_of(TextPart::title), 300U);
    EXPECT_EQ(wording.size(), 301U);
}

TEST(Wording, WhatIsNoneHasNoTokens) {
    for (const std::string& bytes :
         {std::string(), std::string("\x01", 1), std::string("\x05\x00\x11\x22", 4),
          std::string("\x00\x00\x11", 3), std::string(20, '\xff')}) {
        EXPECT_EQ(Wording(bytes).size(), 0U);
    }
}

}  // namespace
