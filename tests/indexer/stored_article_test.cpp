// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/stored_article.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "jooya/error.hpp"

namespace {

jooya::Article sample() {
    return {.code = "660821",
            .title = "عنوان",
            .lead = "لید",
            .body = "بند یک\nبند دو",
            .date = jooya::Timestamp{1493203980, true},
            .agency = "خبرگزاری نمونه",
            .category = "سیاسی",
            .author = "نویسنده",
            .tags = {"یک", "دو"},
            .url = "https://example.org/660821"};
}

TEST(StoredArticle, ComesBackAsItWent) {
    std::vector<jooya::Article> articles = {sample(), {}, sample(), sample()};
    articles[2].date = jooya::Timestamp{-86'400 * 365LL, false};
    articles[3].body.assign(300'000, 'x');
    for (const jooya::Article& article : articles) {
        EXPECT_EQ(
            jooya::decode_stored_article(jooya::encode_stored_article(jooya::canonical_fields(article))),
            article);
    }
}

TEST(StoredArticle, FieldsDoNotRunIntoEachOther) {
    jooya::Article left = sample();
    jooya::Article right = sample();
    left.title = "ab";
    left.lead = "c";
    right.title = "a";
    right.lead = "bc";
    EXPECT_NE(jooya::canonical_fields(left), jooya::canonical_fields(right));
}

TEST(StoredArticle, DamageIsAnErrorNeverACrash) {
    const std::string good = jooya::encode_stored_article(jooya::canonical_fields(sample()));
    EXPECT_THROW(jooya::decode_stored_article(""), jooya::Error);
    EXPECT_THROW(jooya::decode_stored_article("not from here"), jooya::Error);
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_THROW(jooya::decode_stored_article(good.substr(0, size)), jooya::Error) << size;
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x40);
        try {
            static_cast<void>(jooya::decode_stored_article(bad));
        } catch (const jooya::Error& error) {
            EXPECT_EQ(error.code(), jooya::ErrorCode::damaged);
        }
    }
}

}  // namespace
