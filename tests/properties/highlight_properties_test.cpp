// SPDX-License-Identifier: GPL-3.0-or-later
// What a page marks, held to a naive reading of the same text: whole written words, exactly those that matched.
#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "build_index.hpp"
#include "corpus_texts.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/searcher/searcher.hpp"
#include "random_text.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Analysis;
using jooya::Fragment;
using jooya::Token;

// More than a page: where less is found, other readings than the typed one would be searched.
constexpr int copies = 12;

struct Character {
    UChar32 c;
    std::uint32_t begin;
    std::uint32_t end;
};

std::vector<Character> characters_of(std::string_view text) {
    std::vector<Character> characters;
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        Character character{0, static_cast<std::uint32_t>(at), 0};
        U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at,
                static_cast<std::int32_t>(text.size()), character.c);
        character.end = static_cast<std::uint32_t>(at);
        characters.push_back(character);
    }
    return characters;
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || c == 0x640;
}

bool is_joiner(UChar32 c) {
    return u_charType(c) == U_FORMAT_CHAR || c == 0xAC;
}

bool is_of_word(UChar32 c) {
    return u_isalnum(c) != 0 || is_mark(c) || is_joiner(c);
}

/// Stretches of letters, marks and half-spaces, from their first letter to their last letter or mark.
std::vector<jooya::Span> written_words(std::string_view text) {
    std::vector<jooya::Span> words;
    const std::vector<Character> all = characters_of(text);
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        while (end < all.size() && is_of_word(all[end].c)) ++end;
        std::size_t first = i;
        while (first < end && u_isalnum(all[first].c) == 0) ++first;
        std::size_t last = end;
        while (last > first && is_joiner(all[last - 1].c)) --last;
        if (last > first) words.push_back({all[first].begin, all[last - 1].end});
        i = std::max(end, i + 1);
    }
    return words;
}

/// A query and what it asks for, told by brute force.
struct Asked {
    std::string query;
    enum class Kind { words, phrase, exact, beginning } kind = Kind::words;
    std::string text;  ///< the words alone
};

std::vector<Token> tokens_of(std::string_view text, Analysis& analysis) {
    jooya::persian().analyze(text, analysis);
    return {analysis.tokens().begin(), analysis.tokens().end()};
}

// For each token of `text`, whether `asked` matches it.
std::vector<bool> matches(const Asked& asked, const std::vector<Token>& text) {
    Analysis analysis;
    const std::vector<Token> query = tokens_of(asked.text, analysis);
    std::vector<bool> matched(text.size(), false);
    const bool has_content = std::ranges::any_of(query, [](const Token& token) { return !token.is_stop; });
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (asked.kind) {
            case Asked::Kind::words:
                for (const Token& token : query) {
                    if (token.stem == text[i].stem && !(token.is_stop && has_content)) matched[i] = true;
                }
                break;
            case Asked::Kind::exact:
                for (const Token& token : query) {
                    if (token.surface == text[i].surface) matched[i] = true;
                }
                break;
            case Asked::Kind::beginning:
                if (text[i].surface.starts_with(jooya::fold_for_matching(asked.text))) matched[i] = true;
                break;
            case Asked::Kind::phrase: {
                std::size_t same = 0;
                while (same < query.size() && i + same < text.size() &&
                       query[same].stem == text[i + same].stem &&
                       text[i + same].position - text[i].position ==
                           query[same].position - query[0].position) {
                    ++same;
                }
                if (same == query.size())
                    std::fill_n(matched.begin() + static_cast<std::ptrdiff_t>(i), same, true);
                break;
            }
        }
    }
    return matched;
}

// For each byte of `text`, whether it belongs to a word that `asked` matches.
std::vector<bool> expected_marks(const Asked& asked, const std::string& text) {
    Analysis analysis;
    const std::vector<Token> tokens = tokens_of(text, analysis);
    const std::vector<bool> matched = matches(asked, tokens);
    const std::vector<jooya::Span> words = written_words(text);
    std::vector<bool> marks(text.size(), false);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!matched[i]) continue;
        jooya::Span span = tokens[i].span;
        for (const jooya::Span& word : words) {
            const bool is_touched = word.begin < tokens[i].span.end && tokens[i].span.begin < word.end;
            if (!is_touched) continue;
            span.begin = std::min(span.begin, word.begin);
            span.end = std::max(span.end, word.end);
        }
        std::fill(marks.begin() + span.begin, marks.begin() + span.end, true);
    }
    return marks;
}

std::string shown(const std::string& text, const std::vector<bool>& marks) {
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (marks[i] && (i == 0 || !marks[i - 1])) line += '[';
        line += text[i];
        if (marks[i] && (i + 1 == text.size() || !marks[i + 1])) line += ']';
    }
    return line;
}

std::string plain(const std::vector<Fragment>& fragments, std::vector<bool>& marks) {
    std::string text;
    for (const Fragment& fragment : fragments) {
        text += fragment.text;
        marks.resize(text.size(), fragment.hit);
    }
    return text;
}

// A piece of some file of corpus/, its white space made single spaces.
std::string random_piece(std::mt19937_64& random, const std::vector<std::string>& corpus, std::size_t bytes) {
    const std::string& file = corpus[random() % corpus.size()];
    std::size_t begin = random() % file.size();
    while (begin < file.size() && (static_cast<unsigned char>(file[begin]) & 0xC0U) == 0x80U) ++begin;
    std::size_t end = std::min(begin + bytes, file.size());
    while (end < file.size() && (static_cast<unsigned char>(file[end]) & 0xC0U) == 0x80U) ++end;
    std::string piece;
    for (const char c : file.substr(begin, end - begin)) {
        const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_space) {
            piece += c;
        } else if (!piece.empty() && piece.back() != ' ') {
            piece += ' ';
        }
    }
    if (piece.ends_with(' ')) piece.pop_back();
    return piece;
}

bool is_of_letters(std::string_view surface) {
    return std::ranges::all_of(characters_of(surface),
                               [](const Character& character) { return u_isalpha(character.c) != 0; });
}

Asked random_query(std::mt19937_64& random, const std::string& text) {
    Analysis analysis;
    std::vector<Token> tokens = tokens_of(text, analysis);
    // What stands beside words, signs of the language among it, is no matter of highlighting.
    const auto is_usable = [](const Token& token) { return is_of_letters(token.surface); };
    if (std::ranges::none_of(tokens, is_usable)) return {};
    std::size_t at = random() % tokens.size();
    while (!is_usable(tokens[at])) at = (at + 1) % tokens.size();
    const std::string word(tokens[at].surface);
    const std::string second(tokens[random() % tokens.size()].surface);
    switch (random() % 5) {
        case 0:
            return {word, Asked::Kind::words, word};
        case 1:
            if (is_of_letters(second)) return {word + ' ' + second, Asked::Kind::words, word + ' ' + second};
            return {word, Asked::Kind::words, word};
        case 2: {
            std::string phrase = word;
            for (std::size_t i = at + 1; i < std::min(at + 3, tokens.size()) && is_usable(tokens[i]); ++i) {
                phrase += ' ' + std::string(tokens[i].surface);
            }
            return {"\"" + phrase + "\"", Asked::Kind::phrase, phrase};
        }
        case 3:
            return {"=" + word, Asked::Kind::exact, word};
        default: {
            constexpr std::size_t letters = 3;
            const auto all = characters_of(word);
            if (all.size() < letters) return {word, Asked::Kind::words, word};
            const std::string beginning = word.substr(0, all[letters - 1].end);
            return {beginning + '*', Asked::Kind::beginning, beginning};
        }
    }
}

TEST(HighlightProperty, MarksWholeWordsAndExactlyThoseThatMatched) {
    std::mt19937_64 random(jooya::testing::seed());
    const std::vector<std::string> corpus = jooya::testing::corpus_texts();
    const jooya::testing::TemporaryFolder folder;
    constexpr std::size_t texts = 40;
    constexpr std::size_t title_bytes = 300;
    constexpr std::size_t body_bytes = 1500;
    std::vector<jooya::Article> articles;
    for (std::size_t i = 0; i < texts; ++i) {
        jooya::Article article{.title = random_piece(random, corpus, title_bytes),
                               .body = random_piece(random, corpus, body_bytes)};
        for (int copy = 0; copy < copies; ++copy) {
            article.code = std::to_string(i) + "-" + std::to_string(copy);
            articles.push_back(article);
        }
    }
    jooya::testing::build_index(folder / "corpus.db", articles);
    jooya::Searcher searcher({folder / "corpus.db"});
    std::size_t marked = 0;
    for (int round = 0; round < 400; ++round) {
        const Asked asked = random_query(random, articles[copies * (random() % texts)].title);
        if (asked.query.empty()) continue;
        const jooya::Page page =
            searcher.search({.query = asked.query, .limit = copies, .fold_similar = false});
        // A beginning with more words than are looked for, or a query that was read another way.
        if (!page.notes.empty()) continue;
        for (const jooya::Hit& hit : page.hits) {
            std::vector<bool> marks;
            const std::string title = plain(hit.title, marks);
            const std::string stored = searcher.show(hit.code)->title;
            ASSERT_EQ(title, stored);
            ASSERT_EQ(shown(title, marks), shown(title, expected_marks(asked, title))) << asked.query;
            marked += static_cast<std::size_t>(std::ranges::count(marks, true));

            std::vector<bool> in_snippet;
            const std::string snippet = plain(hit.snippet, in_snippet);
            for (const jooya::Span& word : written_words(snippet)) {
                const auto begin = in_snippet.begin() + word.begin;
                const auto end = in_snippet.begin() + word.end;
                ASSERT_TRUE(std::find(begin, end, !*begin) == end)
                    << asked.query << ": half a word in " << shown(snippet, in_snippet);
            }
        }
    }
    EXPECT_GT(marked, 1000U);
}

}  // namespace
