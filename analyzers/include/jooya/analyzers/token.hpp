// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jooya {

/// A range of bytes, `[begin, end)`, in the text that was analyzed, always on UTF-8 boundaries.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const Span&, const Span&) = default;
};

enum class TokenKind : std::uint8_t {
    word,     ///< Arabic-script letters
    number,   ///< digits, with their separators: 12500, 3.14, 1402/07/12
    latin,    ///< letters of another script, case folded
    mixed,    ///< letters and digits together: آیفون15, covid19
    hashtag,  ///< a word that stood behind #; its parts are tokens of their own
    email,
    url
};

/// One word of a text, as the index knows it. The strings live as long as the `Tokens` they came in.
///
/// Tokens stand in order of position. A word that its writer joined and the analyzer splits (بینالمللی) gives
/// several tokens with the span of the whole word, so that a span never cuts through joined letters.
struct Token {
    std::string_view surface;  ///< the word after folding and joining, one spelling for all: نیازمندیها
    std::string_view stem;       ///< never empty: نیازمندی
    std::uint32_t position = 0;  ///< counted from 0; stop words have positions too
    Span span;                   ///< where the word stands in the original text
    TokenKind kind = TokenKind::word;
    bool is_stop = false;
    std::uint64_t surface_hash = 0;  ///< hash_of_word of the surface; costs nothing for a word met before
    std::uint64_t stem_hash = 0;     ///< hash_of_word of the stem

    friend bool operator==(const Token&, const Token&) = default;
};

/// XXH3-64 of a word's bytes, which databases rely on: the same in every version and on every machine.
std::uint64_t hash_of_word(std::string_view word);

/// Renders a token as one line: `نیازمندیها/نیازمندی@3[12,36]`, with `!` behind a stop word.
std::string to_string(const Token& token);

/// The name of a kind as `--format json` prints it: "word", "number", …
std::string_view to_string(TokenKind kind);

}  // namespace jooya
