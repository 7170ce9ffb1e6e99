// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_builder.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"

namespace {

Xapian::Document document_of(const jooya::Article& article, std::string_view source = {}) {
    const std::string canonical = jooya::canonical_fields(article);
    return jooya::DocumentBuilder().build(article, canonical, jooya::digest_of(canonical), source).document;
}

jooya::Article article_of(std::string title, std::string lead, std::string body) {
    jooya::Article article;
    article.code = "1";
    article.title = std::move(title);
    article.lead = std::move(lead);
    article.body = std::move(body);
    return article;
}

/// A term with its wdf and positions as one line: "Zسوریه:5[1,103]"; "absent" where there is none.
std::string postings(const Xapian::Document& document, const std::string& term) {
    Xapian::TermIterator found = document.termlist_begin();
    found.skip_to(term);
    if (found == document.termlist_end() || *found != term) return "absent";
    std::string line = term + ':' + std::to_string(found.get_wdf()) + '[';
    for (auto position = found.positionlist_begin(); position != found.positionlist_end(); ++position) {
        if (!line.ends_with('[')) line += ',';
        line += std::to_string(*position);
    }
    return line + ']';
}

TEST(DocumentBuilder, FieldsStandInOnePositionSpaceWithAGap) {
    const Xapian::Document document = document_of(article_of("سوریه روسیه", "روسیه", "سوریه تهران"));
    // Title at 1 and 2; the lead begins 100 behind 2's word, the body 100 behind the lead's.
    EXPECT_EQ(postings(document, "Zسوریه"), "Zسوریه:6[1,202]");
    EXPECT_EQ(postings(document, "Zروسیه"), "Zروسیه:7[2,102]");
    EXPECT_EQ(postings(document, "Zتهران"), "Zتهران:1[203]");
}

TEST(DocumentBuilder, SurfacesHaveWeightButNoPositions) {
    const Xapian::Document document = document_of(article_of("سوریه", "", "سوریه"));
    EXPECT_EQ(postings(document, "سوریه"), "سوریه:6[]");
}

TEST(DocumentBuilder, TitleAndLeadHaveTheirOwnStems) {
    const Xapian::Document document = document_of(article_of("سوریه روسیه", "تهران", "سوریه مسکو"));
    EXPECT_EQ(postings(document, "Sروسیه"), "Sروسیه:1[2]");
    EXPECT_EQ(postings(document, "XLتهران"), "XLتهران:1[]");
    EXPECT_EQ(postings(document, "XBسوریه"), "XBسوریه:1[]") << "in title and body";
    EXPECT_EQ(postings(document, "XBمسکو"), "absent") << "in the body alone";
    EXPECT_EQ(postings(document, "XBروسیه"), "absent") << "not in the body";
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
    EXPECT_EQ(jooya::decode_stored_article(document.get_data()), article);
}

}  // namespace
