// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_builder.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/wording.hpp"

namespace {

Xapian::Document document_of(const jooya::Article& article, std::string_view source = {}) {
    const std::string canonical = jooya::canonical_fields(article);
    const std::string key = source.empty() ? std::string() : jooya::source_key(source);
    return jooya::DocumentBuilder().build(article, canonical, jooya::digest_of(canonical), key).document;
}

jooya::Article article_of(std::string title, std::string lead, std::string body) {
    jooya::Article article;
    article.code = "1";
    article.title = std::move(title);
    article.lead = std::move(lead);
    article.body = std::move(body);
    return article;
}

/// The wdf of a term; 0 where it is absent.
std::uint32_t impact(const Xapian::Document& document, const std::string& term) {
    Xapian::TermIterator found = document.termlist_begin();
    found.skip_to(term);
    return found == document.termlist_end() || *found != term ? 0 : found.get_wdf();
}

TEST(DocumentBuilder, ImpactsCountFieldsAndLength) {
    const Xapian::Document document = document_of(article_of("سوریه روسیه", "روسیه", "سوریه تهران"));
    // Weighted by their fields: title 5, lead 2, body 1; the length is 2 × 5 + 2 + 2 × 1.
    constexpr double length = jooya::relative_length(14);
    // Each word has the bonus of its first place: the title's where it stands there.
    const auto expected = [&](double occurrences, std::uint32_t first) {
        return jooya::to_wdf(jooya::saturated(occurrences, length) + jooya::early_bonus(first));
    };
    EXPECT_EQ(impact(document, "Zسوریه"), expected(6, 0));
    EXPECT_EQ(impact(document, "Zروسیه"), expected(7, 1));
    EXPECT_EQ(impact(document, "Zتهران"), expected(1, 1));
}

TEST(DocumentBuilder, StopWordsHaveNoBonus) {
    const Xapian::Document document = document_of(article_of("از سوریه", "", ""));
    EXPECT_EQ(impact(document, "Zاز"), jooya::to_wdf(jooya::saturated(5, jooya::relative_length(10))));
}

TEST(DocumentBuilder, TermsHaveNoPositionsAndNoSurfaces) {
    const Xapian::Document document = document_of(article_of("کتاب‌ها", "", "کتابم"));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        EXPECT_EQ(term.positionlist_count(), 0U) << *term;
        EXPECT_TRUE((*term).front() >= 'A' && (*term).front() <= 'Z') << *term;
    }
}

TEST(DocumentBuilder, OnlyTheTitleHasStemsOfItsOwn) {
    const Xapian::Document document = document_of(article_of("سوریه روسیه", "تهران", "سوریه مسکو"));
    EXPECT_GT(impact(document, "Sروسیه"), 0U);
    EXPECT_EQ(impact(document, "Sسوریه"), impact(document, "Zسوریه"));
    EXPECT_EQ(impact(document, "Sتهران"), 0U);
    EXPECT_EQ(impact(document, "Sمسکو"), 0U);
}

TEST(DocumentBuilder, WordingHasEachTokenInItsPart) {
    const jooya::Article article = article_of("سوریه", "کتاب‌ها", "روسیه سوریه");
    const std::string canonical = jooya::canonical_fields(article);
    const std::string bytes =
        jooya::DocumentBuilder().build(article, canonical, jooya::digest_of(canonical), {}).wording;
    const jooya::Wording wording(bytes);
    ASSERT_EQ(wording.size(), 4U);
    EXPECT_EQ(wording.end_of(jooya::TextPart::title), 1U);
    EXPECT_EQ(wording.end_of(jooya::TextPart::lead), 2U);
    EXPECT_EQ(wording[1], jooya::word_print("کتاب", "کتابها"));
    EXPECT_EQ(wording[3], wording[0]);
}

TEST(DocumentBuilder, WordsAreItsDifferentSurfaces) {
    const jooya::Article article = article_of("کتاب", "", "کتاب‌ها کتاب");
    const std::string canonical = jooya::canonical_fields(article);
    const std::string words =
        jooya::DocumentBuilder().build(article, canonical, jooya::digest_of(canonical), {}).words.text;
    EXPECT_TRUE(words == "کتاب\nکتابها\n" || words == "کتابها\nکتاب\n") << words;
}

TEST(DocumentBuilder, KeywordsAreFoldedTermsAndValuesAsWritten) {
    jooya::Article article{.code = "۱۲",
                           .title = "t",
                           .lead = {},
                           .body = {},
                           .date = jooya::Timestamp{1493203980, true},
                           .agency = "خبرگزاري تسنيم",
                           .category = "بين‌الملل",
                           .author = {},
                           .tags = {"سوريه", "ایران"},
                           .url = {}};
    article.code = "12";
    const Xapian::Document document = document_of(article, "/archive/a.jsonl");
    const std::set<std::string> terms(document.termlist_begin(), document.termlist_end());
    for (const std::string& wanted :
         {std::string("Q12"), jooya::keyword_term(*jooya::find_field("agency"), "تسنیم"),
          jooya::keyword_term(*jooya::find_field("category"), "بین‌الملل"),
          jooya::keyword_term(*jooya::find_field("tag"), "سوریه"), std::string("DJ139602"),
          std::string("DG20170426"), jooya::source_term("/archive/a.jsonl")}) {
        EXPECT_TRUE(terms.contains(wanted)) << wanted;
    }
    EXPECT_EQ(document.get_value(jooya::slot_agency), "خبرگزاري تسنيم");
    EXPECT_EQ(document.get_value(jooya::slot_tags), std::string("سوريه") + jooya::tag_separator + "ایران");
    EXPECT_EQ(document.get_value(jooya::slot_month), "1396/02");
    EXPECT_EQ(Xapian::sortable_unserialise(document.get_value(jooya::slot_date)), 1493203980.0);
    EXPECT_EQ(jooya::decode_stored_article(document.get_value(jooya::slot_article)), article);
}

}  // namespace
