// SPDX-License-Identifier: GPL-3.0-or-later
#include <new>
#include <string>

#include "cli/version.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/analyzers/jooya_analyzer.h"

struct jooya_analyzer {
    jooya::Analysis analysis;
};

namespace {

int kind_of(jooya::TokenKind kind) {
    switch (kind) {
        case jooya::TokenKind::word:
            return JOOYA_WORD;
        case jooya::TokenKind::number:
            return JOOYA_NUMBER;
        case jooya::TokenKind::latin:
            return JOOYA_LATIN;
        case jooya::TokenKind::mixed:
            return JOOYA_MIXED;
        case jooya::TokenKind::hashtag:
            return JOOYA_HASHTAG;
        case jooya::TokenKind::email:
            return JOOYA_EMAIL;
        case jooya::TokenKind::url:
            return JOOYA_URL;
    }
    return JOOYA_WORD;
}

jooya_token to_c(const jooya::Token& token) {
    return {token.surface.data(), token.surface.size(), token.stem.data(),
            token.stem.size(),    token.position,       token.span.begin,
            token.span.end,       kind_of(token.kind),  token.is_stop ? 1 : 0};
}

}  // namespace

jooya_analyzer* jooya_analyzer_create() {
    try {
        return new jooya_analyzer;
    } catch (...) {
        return nullptr;
    }
}

int jooya_analyzer_analyze(jooya_analyzer* analyzer, const char* text, std::size_t size,
                           jooya_token_callback callback, void* context) {
    if (analyzer == nullptr || callback == nullptr || (text == nullptr && size != 0)) {
        return JOOYA_INVALID_ARGUMENT;
    }
    try {
        jooya::persian().analyze({text, size}, analyzer->analysis);
    } catch (const std::bad_alloc&) {
        return JOOYA_OUT_OF_MEMORY;
    } catch (...) {
        return JOOYA_INTERNAL;
    }
    for (const jooya::Token& token : analyzer->analysis.tokens()) {
        const jooya_token seen = to_c(token);
        if (callback(context, &seen) != 0) return JOOYA_STOPPED;
    }
    return JOOYA_OK;
}

void jooya_analyzer_free(jooya_analyzer* analyzer) {
    delete analyzer;
}

const char* jooya_analyzer_version() {
    // Made from a literal, so a NUL stands behind it.
    return jooya::version.data();
}

const char* jooya_analyzer_fingerprint() {
    try {
        static const std::string fingerprint(jooya::persian().fingerprint());
        return fingerprint.c_str();
    } catch (...) {
        return nullptr;
    }
}
