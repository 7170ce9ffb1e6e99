// SPDX-License-Identifier: GPL-3.0-or-later
// What an analysis may cost: no memory per word once it is warm, and no more than in proportion to the text.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "corpus_texts.hpp"
#include "join.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "segment.hpp"

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t bytes) {
    ++allocations;
    if (void* memory = std::malloc(bytes == 0 ? 1 : bytes))
        return memory;  // NOLINT(cppcoreguidelines-no-malloc)
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) {
    return counted(bytes);
}
void* operator new[](std::size_t bytes) {
    return counted(bytes);
}
void operator delete(void* memory) noexcept {
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
}
void operator delete[](void* memory) noexcept {
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
}

namespace {

TEST(Cost, NoAllocationOnceWarm) {
    const std::vector<std::string> texts = jooya::testing::corpus_texts();
    jooya::Analysis analysis;
    const auto analyze_all = [&] {
        std::size_t tokens = 0;
        for (const std::string& text : texts) {
            jooya::persian().analyze(text, analysis);
            tokens += analysis.tokens().size();
        }
        return tokens;
    };
    const std::size_t cold = allocations;
    const std::size_t tokens = analyze_all();
    EXPECT_GT(allocations - cold, 1000U) << "the counter counts nothing";
    const std::size_t warm = allocations;
    EXPECT_EQ(analyze_all(), tokens);
    EXPECT_EQ(allocations - warm, 0U);
}

/// A long line of one piece is joined into words of a bounded number of pieces, so that joining looks back a
/// bounded way: work in proportion to the text.
TEST(Cost, JoinsABoundedNumberOfPieces) {
    constexpr std::size_t repeats = 20'000;
    constexpr std::size_t longest = 64;  // bytes of eight pieces and the half-spaces between them
    for (const std::string piece : {"ها ", "می ", "ای ", "تر ", "ام ", "نمی "}) {
        std::string text;
        for (std::size_t i = 0; i < repeats; ++i) text += piece;
        std::vector<jooya::Word> words;
        std::vector<char> numbers;
        std::vector<char> joined;
        jooya::segment(text, words, numbers);
        ASSERT_EQ(words.size(), repeats);
        jooya::join_detached_affixes(words, joined);
        std::size_t longest_seen = 0;
        for (const jooya::Word& word : words) longest_seen = std::max(longest_seen, word.text.size());
        EXPECT_LE(longest_seen, longest) << piece;
    }
}

}  // namespace
