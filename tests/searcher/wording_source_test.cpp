// SPDX-License-Identifier: GPL-3.0-or-later
#include "wording_source.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using jooya::holds;
using jooya::TextPart;
using jooya::TextScope;
using jooya::word_print;
using jooya::Wording;
using jooya::WordPattern;

// So many fillers, then "a b", then fillers, in the body; "b" alone is the title.
std::string wording_with(std::size_t before, std::size_t behind) {
    jooya::WordingBuilder builder;
    builder.add(TextPart::title, word_print("b", "b"));
    for (std::size_t i = 0; i < before; ++i) builder.add(TextPart::body, word_print("x", "x"));
    builder.add(TextPart::body, word_print("a", "a"));
    builder.add(TextPart::body, word_print("b", "bs"));
    for (std::size_t i = 0; i < behind; ++i) builder.add(TextPart::body, word_print("x", "x"));
    return builder.finish();
}

WordPattern phrase(std::initializer_list<const char*> stems) {
    WordPattern pattern{.kind = WordPattern::Kind::phrase};
    for (const char* stem : stems) {
        pattern.offsets.push_back(static_cast<std::uint32_t>(pattern.prints.size()));
        pattern.prints.push_back(jooya::stem_print(stem));
    }
    return pattern;
}

TEST(WordingSource, FindsAPhraseWhereverItStands) {
    for (std::size_t before = 0; before < 200; ++before) {
        for (const std::size_t behind : {0, 1, 63, 64}) {
            const std::string bytes = wording_with(before, behind);
            EXPECT_TRUE(holds(Wording(bytes), phrase({"a", "b"}))) << before << ' ' << behind;
            EXPECT_FALSE(holds(Wording(bytes), phrase({"b", "a"}))) << before << ' ' << behind;
            EXPECT_FALSE(holds(Wording(bytes), phrase({"a", "x", "b"}))) << before << ' ' << behind;
        }
    }
}

TEST(WordingSource, APhraseStaysInItsPart) {
    const std::string bytes = wording_with(0, 0);
    WordPattern pattern = phrase({"a", "b"});
    pattern.scope = TextScope::title;
    EXPECT_FALSE(holds(Wording(bytes), pattern));
    pattern.scope = TextScope::body;
    EXPECT_TRUE(holds(Wording(bytes), pattern));
    EXPECT_FALSE(holds(Wording(bytes), phrase({"b", "a"}))) << "from the title into the body";
}

TEST(WordingSource, TellsFormsAndNearness) {
    const std::string bytes = wording_with(3, 3);
    WordPattern form{.prints = {word_print("b", "bs")}, .mask = 0xFFFF, .scope = TextScope::body};
    EXPECT_TRUE(holds(Wording(bytes), form));
    form.prints = {word_print("b", "b")};
    EXPECT_FALSE(holds(Wording(bytes), form));
    form.stems = {jooya::stem_print("b")};
    EXPECT_TRUE(holds(Wording(bytes), form)) << "or a stem in any form";
    form.stems = {jooya::stem_print("z")};
    EXPECT_FALSE(holds(Wording(bytes), form));
    WordPattern near{.kind = WordPattern::Kind::near,
                     .prints = {jooya::stem_print("b"), jooya::stem_print("a")},
                     .window = 2};
    EXPECT_TRUE(holds(Wording(bytes), near));
    near.window = 1;
    EXPECT_FALSE(holds(Wording(bytes), near));
}

}  // namespace
