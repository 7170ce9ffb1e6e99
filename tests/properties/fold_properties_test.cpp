// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of folding that hold for every text.
#include <gtest/gtest.h>

#include "fold.hpp"
#include "random_text.hpp"

namespace {

using jooya::FoldedText;

/// Folding once more changes nothing, and the way back never turns around and stays inside the text.
void expect_laws(const std::string& text, std::string_view what) {
    FoldedText once;
    FoldedText twice;
    jooya::fold(text, once);
    jooya::fold(once.text, twice);
    ASSERT_EQ(once.text, twice.text) << what;
    ASSERT_EQ(once.origin.size(), once.text.size() + 1) << what;
    for (std::size_t i = 1; i < once.origin.size(); ++i) {
        ASSERT_LE(once.origin[i - 1], once.origin[i]) << what << ", byte " << i;
    }
    ASSERT_EQ(once.origin.back(), text.size()) << what;
}

TEST(FoldProperties, HoldForEveryCodePoint) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        jooya::testing::append_utf8(c, text);
        expect_laws(text, "U+" + std::to_string(c) + " (decimal)");
        if (HasFatalFailure()) return;
    }
}

/// What is remembered of a code point is what was found out when it was met first.
TEST(FoldProperties, ACodePointMetAgainFoldsAsBefore) {
    for (char32_t c = 0; c <= 0x2FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text = "\u0628";
        jooya::testing::append_utf8(c, text);
        text += "\u0628";
        FoldedText first;
        FoldedText again;
        jooya::fold(text, first);
        jooya::fold(text, again);
        ASSERT_EQ(first.text, again.text) << "U+" << static_cast<std::uint32_t>(c) << " (decimal)";
        ASSERT_EQ(first.origin, again.origin) << "U+" << static_cast<std::uint32_t>(c) << " (decimal)";
    }
}

TEST(FoldProperties, HoldForRandomTexts) {
    std::mt19937_64 random(jooya::testing::seed());
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = jooya::testing::random_text(random, 40);
        expect_laws(text, "text " + std::to_string(i));
        if (HasFatalFailure()) return;
    }
}

}  // namespace
