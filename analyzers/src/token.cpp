// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/analyzers/token.hpp"

#include <fmt/format.h>

#include "word_hash.hpp"

namespace jooya {

std::uint64_t hash_of_word(std::string_view word) {
    return word_hash(word);
}

std::string to_string(const Token& token) {
    return fmt::format("{}/{}@{}[{},{}]{}", token.surface, token.stem, token.position, token.span.begin,
                       token.span.end, token.is_stop ? "!" : "");
}

std::string_view to_string(TokenKind kind) {
    switch (kind) {
        case TokenKind::word:
            return "word";
        case TokenKind::number:
            return "number";
        case TokenKind::latin:
            return "latin";
        case TokenKind::mixed:
            return "mixed";
        case TokenKind::hashtag:
            return "hashtag";
        case TokenKind::email:
            return "email";
        case TokenKind::url:
            return "url";
    }
    return "word";
}

}  // namespace jooya
