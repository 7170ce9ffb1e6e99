// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the whole analysis that hold for every text.
#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <array>
#include <thread>

#include "analysis_text.hpp"
#include "corpus_texts.hpp"
#include "random_text.hpp"

namespace {

using jooya::Analysis;
using jooya::Token;

std::vector<bool> utf8_boundaries(std::string_view text) {
    std::vector<bool> boundaries(text.size() + 1);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t next = 0; next < text.size();) {
        boundaries[next] = true;
        U8_FWD_1(bytes, next, text.size());
    }
    boundaries[text.size()] = true;
    return boundaries;
}

/// Spans stand in order, inside the text, on boundaries of characters; nothing is empty; positions count.
void expect_laws(std::string_view text, std::span<const Token> tokens) {
    const std::vector<bool> boundaries = utf8_boundaries(text);
    jooya::Span before;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        ASSERT_EQ(token.position, i) << to_string(token);
        ASSERT_LT(token.span.begin, token.span.end) << to_string(token);
        ASSERT_LE(token.span.end, text.size()) << to_string(token);
        ASSERT_TRUE(boundaries[token.span.begin] && boundaries[token.span.end]) << to_string(token);
        ASSERT_GE(token.span.begin, before.begin) << to_string(token);
        ASSERT_GE(token.span.end, before.end) << to_string(token);
        ASSERT_FALSE(token.surface.empty()) << to_string(token);
        ASSERT_FALSE(token.stem.empty()) << to_string(token);
        ASSERT_EQ(token.surface_hash, jooya::hash_of_word(token.surface)) << to_string(token);
        ASSERT_EQ(token.stem_hash, jooya::hash_of_word(token.stem)) << to_string(token);
        before = token.span;
    }
}

TEST(AnalyzerProperties, HoldForTheCorpus) {
    Analysis analysis;
    for (const std::string& text : jooya::testing::corpus_texts()) {
        jooya::persian().analyze(text, analysis);
        expect_laws(text, analysis.tokens());
        if (HasFatalFailure()) return;
    }
}

TEST(AnalyzerProperties, HoldForRandomTexts) {
    std::mt19937_64 random(jooya::testing::seed());
    Analysis analysis;
    for (int i = 0; i < 5'000; ++i) {
        const std::string text = jooya::testing::random_text(random, 40);
        jooya::persian().analyze(text, analysis);
        expect_laws(text, analysis.tokens());
        if (HasFatalFailure()) FAIL() << "text " << i;
    }
}

std::string rendered(std::span<const Token> tokens) {
    std::string line;
    for (const Token& token : tokens) line += to_string(token) + ' ';
    return line;
}

TEST(AnalyzerProperties, AWarmCacheChangesNothing) {
    std::mt19937_64 random(jooya::testing::seed());
    std::vector<std::string> texts = jooya::testing::corpus_texts();
    for (int i = 0; i < 1'000; ++i) texts.push_back(jooya::testing::random_text(random, 40));
    Analysis warm;
    for (const std::string& text : texts) jooya::persian().analyze(text, warm);
    for (const std::string& text : texts) {
        jooya::persian().analyze(text, warm);
        Analysis fresh;
        jooya::persian().analyze(text, fresh);
        ASSERT_EQ(rendered(warm.tokens()), rendered(fresh.tokens()));
    }
}

TEST(AnalyzerProperties, FourThreadsSeeTheSame) {
    const std::vector<std::string> texts = jooya::testing::corpus_texts();
    std::array<std::string, 4> seen;
    std::vector<std::thread> threads;
    threads.reserve(seen.size());
    for (std::string& mine : seen) {
        threads.emplace_back([&texts, &mine] {
            Analysis analysis;
            for (const std::string& text : texts) {
                jooya::persian().analyze(text, analysis);
                mine += rendered(analysis.tokens());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_FALSE(seen[0].empty());
    for (const std::string& other : seen) EXPECT_EQ(seen[0], other);
}

}  // namespace
