// SPDX-License-Identifier: GPL-3.0-or-later
// Segmentation agrees with ICU's word rules on the corpus, but for what segment.hpp excepts.
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "corpus_texts.hpp"
#include "fold.hpp"
#include "segment.hpp"

namespace {

using Range = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Range> words_of_icu(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale("fa"), status));
    UText utf8 = UTEXT_INITIALIZER;
    utext_openUTF8(&utf8, text.data(), static_cast<std::int64_t>(text.size()), &status);
    words->setText(&utf8, status);
    EXPECT_TRUE(U_SUCCESS(status));
    std::vector<Range> ranges;
    std::int32_t begin = words->first();
    for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE;
         begin = end, end = words->next()) {
        if (words->getRuleStatus() >= UBRK_WORD_NUMBER) {
            ranges.emplace_back(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
        }
    }
    utext_close(&utf8);
    return ranges;
}

/// True where `text` holds what segment.hpp treats unlike ICU: a mark inside a word, a letter beside a digit.
bool is_exception(std::string_view text) {
    const icu::UnicodeString characters =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    bool has_digit = false;
    bool has_arabic = false;
    bool has_other = false;
    for (std::int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1)) {
        const UChar32 c = characters.char32At(i);
        UErrorCode status = U_ZERO_ERROR;
        const bool is_arabic = uscript_getScript(c, &status) == USCRIPT_ARABIC;
        if (u_isdigit(c)) {
            has_digit = true;
        } else if (c == 0x200C) {
            continue;
        } else if (!u_isalpha(c)) {
            return true;
        } else {
            (is_arabic ? has_arabic : has_other) = true;
        }
    }
    return static_cast<int>(has_digit) + static_cast<int>(has_arabic) + static_cast<int>(has_other) > 1;
}

/// `word` without the half-spaces that ICU keeps at the ends of words.
Range without_half_spaces(const std::string& text, Range word) {
    constexpr std::string_view half_space = "\u200C";
    const auto size = static_cast<std::uint32_t>(half_space.size());
    const auto piece = [&] { return std::string_view(text).substr(word.first, word.second - word.first); };
    while (piece().ends_with(half_space)) word.second -= size;
    while (piece().starts_with(half_space)) word.first += size;
    return word;
}

TEST(SegmentProperties, FindsEachWordOfIcuInTheCorpus) {
    std::size_t compared = 0;
    std::size_t excepted = 0;
    for (const std::string& text : jooya::testing::corpus_texts()) {
        jooya::FoldedText folded;
        jooya::fold(text, folded);
        std::vector<jooya::Word> words;
        std::vector<char> scratch;
        jooya::segment(folded.text, words, scratch);
        std::vector<Range> ours;
        std::vector<Range> addresses;
        for (const jooya::Word& word : words) {
            ours.emplace_back(word.begin, word.end);
            const bool is_address =
                word.kind == jooya::TokenKind::url || word.kind == jooya::TokenKind::email;
            if (is_address) addresses.emplace_back(word.begin, word.end);
        }
        for (const Range& of_icu : words_of_icu(folded.text)) {
            const Range word = without_half_spaces(folded.text, of_icu);
            const bool in_address =
                std::any_of(addresses.begin(), addresses.end(), [&](const Range& address) {
                    return word.first < address.second && address.first < word.second;
                });
            const std::string piece = folded.text.substr(word.first, word.second - word.first);
            if (in_address || piece.empty() || is_exception(piece)) {
                ++excepted;
                continue;
            }
            ++compared;
            EXPECT_TRUE(std::binary_search(ours.begin(), ours.end(), word))
                << '"' << piece << "\" at byte " << word.first << " of \""
                << folded.text.substr(word.first, 60) << '"';
        }
    }
    EXPECT_GT(compared, 10'000U);
    EXPECT_LT(excepted, compared / 10);
}

TEST(SegmentProperties, FindsNoOtherWordsThanIcuInTheCorpus) {
    std::size_t compared = 0;
    std::size_t excepted = 0;
    for (const std::string& text : jooya::testing::corpus_texts()) {
        jooya::FoldedText folded;
        jooya::fold(text, folded);
        std::vector<Range> of_icu;
        // Words that hold what segment.hpp excepts: what we make of their pieces has no counterpart.
        std::vector<Range> exceptions;
        for (const Range& word : words_of_icu(folded.text)) {
            const Range plain = without_half_spaces(folded.text, word);
            const std::string piece = folded.text.substr(plain.first, plain.second - plain.first);
            of_icu.push_back(plain);
            if (is_exception(piece)) exceptions.push_back(plain);
        }
        std::vector<jooya::Word> words;
        std::vector<char> scratch;
        jooya::segment(folded.text, words, scratch);
        for (const jooya::Word& word : words) {
            const bool in_exception =
                std::any_of(exceptions.begin(), exceptions.end(), [&](const Range& exception) {
                    return word.begin < exception.second && exception.first < word.end;
                });
            const std::string piece = folded.text.substr(word.begin, word.end - word.begin);
            if (in_exception || is_exception(piece)) {
                ++excepted;
                continue;
            }
            ++compared;
            EXPECT_TRUE(std::binary_search(of_icu.begin(), of_icu.end(), Range{word.begin, word.end}))
                << '"' << piece << "\" at byte " << word.begin << " of \""
                << folded.text.substr(word.begin, 60) << '"';
        }
    }
    EXPECT_GT(compared, 10'000U);
    EXPECT_LT(excepted, compared / 10);
}

}  // namespace
