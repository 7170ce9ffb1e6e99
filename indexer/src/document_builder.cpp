// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_builder.hpp"

#include "jooya/indexer/jalali.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {
namespace {

constexpr const Field& field_of(std::string_view name) {
    return *find_field(name);
}

const std::string& keyword_of(const Article& article, std::string_view field) {
    if (field == "agency") return article.agency;
    if (field == "category") return article.category;
    return article.author;
}

}  // namespace

PreparedArticle DocumentBuilder::build(const Article& article, std::string_view canonical,
                                       const Digest& digest, std::string_view source) {
    PreparedArticle prepared{
        .code = article.code,
        .digest = digest,
        .document = {},
        .text_bytes = article.title.size() + article.lead.size() + article.body.size(),
        .date = article.date,
    };
    Xapian::Document& document = prepared.document;
    document.add_boolean_term(code_term(article.code));
    document.add_value(slot_code, normalized_code(article.code));
    std::string identity(digest.view());
    if (!source.empty()) {
        identity += source;
        document.add_boolean_term(source_term_of_key(source));
    }
    document.add_value(slot_digest, identity);
    add_texts(article, prepared);
    const Signature signature = signature_.finish();
    if (article.date.has_value()) prepared.signature = signature;
    add_values(article, document);
    document.add_value(slot_article, encode_stored_article(canonical, dictionary().get()));
    return prepared;
}

void DocumentBuilder::add_texts(const Article& article, PreparedArticle& prepared) {
    analyzed_.analyze(article);
    // Archives often repeat the lead as the body's first paragraph.
    const bool is_repeated = article.body.starts_with(article.lead);
    surfaces_.clear();
    for (const TextPart part : {TextPart::title, TextPart::lead, TextPart::body}) {
        const bool is_signed = part != TextPart::lead || !is_repeated;
        for (const Token& token : analyzed_.tokens(part)) {
            if (surfaces_.insert(token.surface_hash).is_new) {
                prepared.words.add(token.surface, token.surface_hash);
            }
            wording_.add(part, token.is_stop ? stop_print(token.stem_hash)
                                             : word_print(token.stem_hash, token.surface_hash));
            if (!token.is_stop && is_signed) signature_.add(token.stem_hash);
        }
    }
    for (const StemImpact& stem : analyzed_.stems()) {
        make_term(stem_prefix, stem.stem, term_);
        prepared.document.add_term(term_, stem.impact);
        if (!stem.is_in_title) continue;
        make_term(field_of("title").prefix, stem.stem, term_);
        prepared.document.add_term(term_, stem.impact);
    }
    prepared.wording = wording_.finish();
}

void DocumentBuilder::add_values(const Article& article, Xapian::Document& document) {
    for (const Field& field : fields) {
        if (field.kind != FieldKind::keyword || field.name == "tag") continue;
        const std::string& value = keyword_of(article, field.name);
        if (value.empty()) continue;
        document.add_boolean_term(keyword_term(field, value));
        document.add_value(field.slot, value);
    }
    constexpr const Field& tag_field = field_of("tag");
    std::string tags;
    for (const std::string& tag : article.tags) {
        document.add_boolean_term(keyword_term(tag_field, tag));
        if (!tags.empty()) tags += tag_separator;
        tags += tag;
    }
    if (!tags.empty()) document.add_value(tag_field.slot, tags);
    if (article.date.has_value()) {
        document.add_value(slot_date, Xapian::sortable_serialise(static_cast<double>(article.date->seconds)));
        document.add_value(slot_month, format_jalali_numeric(*article.date).substr(0, 7));
        for (const std::string& term : date_terms(*article.date)) document.add_boolean_term(term);
    }
}

}  // namespace jooya
