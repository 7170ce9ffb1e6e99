/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Persian analyzer for C, and for every language that can call C. C99.
 *
 *     static int print(void* context, const jooya_token* token) {
 *         printf("%.*s\n", (int)token->stem_size, token->stem);
 *         return 0;
 *     }
 *     jooya_analyzer* analyzer = jooya_analyzer_create();
 *     jooya_analyzer_analyze(analyzer, text, strlen(text), print, NULL);
 *     jooya_analyzer_free(analyzer);
 *
 * Threads: an analyzer belongs to one thread at a time, since it keeps the words of its last texts; create
 * one for each thread, they share the lexicon. The functions without an analyzer may be called from any
 * thread.
 *
 * Errors are values: no function ends the process or lets an exception through.
 */
#ifndef JOOYA_ANALYZERS_JOOYA_ANALYZER_H
#define JOOYA_ANALYZERS_JOOYA_ANALYZER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* NOLINTBEGIN(modernize-use-using): C has no other way. */
typedef struct jooya_analyzer jooya_analyzer;

/* What a token is made of; the numbers never change. */
enum jooya_kind {
    JOOYA_WORD = 0,   /* Arabic-script letters */
    JOOYA_NUMBER = 1, /* digits, with '.' for the decimal mark and no grouping marks */
    JOOYA_LATIN = 2,  /* letters of another script, case folded */
    JOOYA_MIXED = 3,  /* letters and digits together */
    JOOYA_HASHTAG = 4,
    JOOYA_EMAIL = 5,
    JOOYA_URL = 6
};

/* One word of a text. Strings are UTF-8 without a NUL behind them, sizes are bytes. */
typedef struct jooya_token {
    const char* surface; /* the word after folding and joining */
    size_t surface_size;
    const char* stem; /* never empty */
    size_t stem_size;
    uint32_t position; /* counted from 0; stop words have positions too */
    uint32_t begin;    /* where the word stands in the text: bytes [begin, end) */
    uint32_t end;
    int32_t kind;    /* one of jooya_kind */
    int32_t is_stop; /* 1 for a word that carries no topic, else 0 */
} jooya_token;

enum jooya_status {
    JOOYA_OK = 0,
    JOOYA_STOPPED = 1,          /* the callback asked to stop */
    JOOYA_INVALID_ARGUMENT = 2, /* a pointer that must not be NULL is NULL */
    JOOYA_OUT_OF_MEMORY = 3,
    JOOYA_INTERNAL = 4 /* a fault of Jooya's own */
};

/* Called for each token in order of position. The token and its strings are valid during the call only. It
 * must not call jooya_analyzer_analyze or jooya_analyzer_free with the same analyzer, nor leave by an
 * exception or longjmp. Returns 0 to go on, anything else to stop. */
typedef int (*jooya_token_callback)(void* context, const jooya_token* token);
/* NOLINTEND(modernize-use-using) */

/* A new analyzer, which the caller owns and gives back to jooya_analyzer_free; NULL where memory is short. */
jooya_analyzer* jooya_analyzer_create(void);

/* Analyzes `size` bytes of UTF-8 and hands each token to `callback` with `context`. Any bytes are accepted:
 * those that are not UTF-8 separate words. `text` may be NULL where `size` is 0. Texts longer than 4 GiB are
 * cut there. Returns a jooya_status; where it is JOOYA_OUT_OF_MEMORY or JOOYA_INTERNAL, the callback was not
 * called. */
int jooya_analyzer_analyze(jooya_analyzer* analyzer, const char* text, size_t size,
                           jooya_token_callback callback, void* context);

/* Gives back an analyzer and all its memory; NULL is allowed. */
void jooya_analyzer_free(jooya_analyzer* analyzer);

/* The version of Jooya, "0.1.0"; lives as long as the process. */
const char* jooya_analyzer_version(void);

/* Identifies what the analyzer does to text, rules and data together: "persian-1-9f3c…". Terms of analyzers
 * with different fingerprints must not meet in one index. Lives as long as the process; NULL where memory is
 * short. */
const char* jooya_analyzer_fingerprint(void);

#ifdef __cplusplus
}
#endif

#endif
