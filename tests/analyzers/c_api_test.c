/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The C interface as a C program uses it. Ends with 1 and names the line where an expectation fails. */
#include <stdio.h>
#include <string.h>

#include "jooya/analyzers/jooya_analyzer.h"

static int failures = 0;

static void expect(int holds, const char* what, int line) {
    if (holds) return;
    fprintf(stderr, "c_api_test.c:%d: does not hold: %s\n", line, what);
    ++failures;
}

#define EXPECT(condition) expect((condition), #condition, __LINE__)

struct seen {
    int count;
    int stop_after; /* 0 for never */
    char stems[256];
    jooya_token last;
};

static int collect(void* context, const jooya_token* token) {
    struct seen* seen = context;
    const size_t used = strlen(seen->stems);
    if (used + token->stem_size + 2 < sizeof seen->stems) {
        memcpy(seen->stems + used, token->stem, token->stem_size);
        strcpy(seen->stems + used + token->stem_size, "|");
    }
    seen->last = *token;
    ++seen->count;
    return seen->stop_after != 0 && seen->count == seen->stop_after;
}

static struct seen analyze(jooya_analyzer* analyzer, const char* text, size_t size, int stop_after,
                           int status) {
    struct seen seen;
    memset(&seen, 0, sizeof seen);
    seen.stop_after = stop_after;
    EXPECT(jooya_analyzer_analyze(analyzer, text, size, collect, &seen) == status);
    return seen;
}

int main(void) {
    static const char text[] = "کتاب‌های 12,500 isna.ir با";
    static const char not_utf8[] = "a\xFFz";
    jooya_analyzer* analyzer = jooya_analyzer_create();
    struct seen seen;
    EXPECT(analyzer != NULL);
    if (analyzer == NULL) return 1;

    seen = analyze(analyzer, text, strlen(text), 0, JOOYA_OK);
    EXPECT(strcmp(seen.stems, "کتاب|12500|isna.ir|با|") == 0);
    EXPECT(seen.last.position == 3);
    EXPECT(seen.last.end == strlen(text));
    EXPECT(seen.last.begin == strlen(text) - strlen("با"));
    EXPECT(seen.last.kind == JOOYA_WORD);
    EXPECT(seen.last.is_stop == 1);

    seen = analyze(analyzer, text, strlen(text), 3, JOOYA_STOPPED);
    EXPECT(seen.count == 3);
    EXPECT(seen.last.kind == JOOYA_URL);
    EXPECT(seen.last.is_stop == 0);

    seen = analyze(analyzer, "#خبر covid19 a@b.ir X", strlen("#خبر covid19 a@b.ir X"), 1, JOOYA_STOPPED);
    EXPECT(seen.last.kind == JOOYA_HASHTAG);
    seen = analyze(analyzer, "covid19", 7, 0, JOOYA_OK);
    EXPECT(seen.last.kind == JOOYA_MIXED);
    seen = analyze(analyzer, "a@b.ir", 6, 0, JOOYA_OK);
    EXPECT(seen.last.kind == JOOYA_EMAIL);
    seen = analyze(analyzer, "Iran", 4, 0, JOOYA_OK);
    EXPECT(seen.last.kind == JOOYA_LATIN);
    seen = analyze(analyzer, "1396", 4, 0, JOOYA_OK);
    EXPECT(seen.last.kind == JOOYA_NUMBER);
    EXPECT(seen.last.surface_size == 4);

    seen = analyze(analyzer, not_utf8, 3, 0, JOOYA_OK);
    EXPECT(strcmp(seen.stems, "a|z|") == 0);
    seen = analyze(analyzer, "a\0z", 3, 0, JOOYA_OK);
    EXPECT(strcmp(seen.stems, "a|z|") == 0);
    seen = analyze(analyzer, NULL, 0, 0, JOOYA_OK);
    EXPECT(seen.count == 0);
    seen = analyze(analyzer, NULL, 1, 0, JOOYA_INVALID_ARGUMENT);
    seen = analyze(NULL, text, 1, 0, JOOYA_INVALID_ARGUMENT);
    EXPECT(jooya_analyzer_analyze(analyzer, text, 1, NULL, NULL) == JOOYA_INVALID_ARGUMENT);

    EXPECT(strcmp(jooya_analyzer_version(), JOOYA_EXPECTED_VERSION) == 0);
    EXPECT(strncmp(jooya_analyzer_fingerprint(), "persian-", strlen("persian-")) == 0);
    jooya_analyzer_free(analyzer);
    jooya_analyzer_free(NULL);
    return failures == 0 ? 0 : 1;
}
