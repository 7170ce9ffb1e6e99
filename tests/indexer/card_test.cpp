// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/card.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using jooya::Card;
using jooya::card_bytes;

TEST(Card, KeepsWhatItWasMadeOf) {
    jooya::WordingBuilder builder;
    builder.add(jooya::TextPart::title, jooya::word_print("سوریه", "سوریه"));
    const std::string bytes = card_bytes("12", 1493203980, builder.finish());
    const Card card(bytes);
    EXPECT_EQ(card.minutes(), 1493203980 / 60);
    ASSERT_EQ(card.wording().size(), 1U);
    EXPECT_EQ(card.wording()[0], jooya::word_print("سوریه", "سوریه"));
    EXPECT_EQ(card.cluster(), Card(card_bytes("12", 0, {})).cluster());
    EXPECT_NE(card.cluster(), Card(card_bytes("13", 0, {})).cluster());
}

TEST(Card, ADateMayMissOrLieFarAway) {
    EXPECT_EQ(Card(card_bytes("12", std::nullopt, {})).minutes(), Card::no_date);
    EXPECT_EQ(Card(card_bytes("12", -600, {})).minutes(), -10);
    EXPECT_GT(Card(card_bytes("12", std::int64_t{1} << 60, {})).minutes(), 0);
    EXPECT_GT(Card(card_bytes("12", -(std::int64_t{1} << 60), {})).minutes(), Card::no_date);
}

TEST(Card, BytesThatAreNoneSayNothing) {
    const Card card("1234567");
    EXPECT_EQ(card.minutes(), Card::no_date);
    EXPECT_EQ(card.wording().size(), 0U);
    EXPECT_EQ(Card({}).cluster(), 0U);
}

}  // namespace
