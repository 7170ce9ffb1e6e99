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

const std::string& text_of(const Article& article, std::string_view field) {
    if (field == "title") return article.title;
    if (field == "lead") return article.lead;
    return article.body;
}

const std::string& keyword_of(const Article& article, std::string_view field) {
    if (field == "agency") return article.agency;
    if (field == "category") return article.category;
    return article.author;
}

}  // namespace

PreparedArticle DocumentBuilder::build(const Article& article, std::string_view canonical,
                                       const Digest& digest, std::string_view source) {
    PreparedArticle prepared{article.code,
                             std::string(source),
                             digest,
                             {},
                             article.title.size() + article.lead.size() + article.body.size(),
                             article.date,
                             {}};
    Xapian::Document& document = prepared.document;
    document.add_boolean_term(code_term(article.code));
    document.add_value(slot_digest, std::string(digest.view()));
    if (!source.empty()) document.add_boolean_term(source_term(source));
    add_texts(article, document);
    const Signature signature = signature_.finish();
    if (article.date.has_value()) {
        prepared.signature = signature;
        if (signature.is_known) document.add_value(slot_signature, to_bytes(signature));
    }
    add_values(article, document);
    document.set_data(encode_stored_article(canonical));
    return prepared;
}

void DocumentBuilder::add_texts(const Article& article, Xapian::Document& document) {
    constexpr const Field& title = field_of("title");
    constexpr const Field& body = field_of("body");
    head_stems_.clear();
    Xapian::termpos begin = 1;
    for (const Field& field : fields) {
        if (field.kind != FieldKind::text) continue;
        analyzer_->analyze(text_of(article, field.name), analysis_);
        const std::span<const Token> tokens = analysis_.tokens();
        // Archives often repeat the lead as the body's first paragraph.
        const bool is_repeated = field.name == "lead" && article.body.starts_with(article.lead);
        for (const Token& token : tokens) {
            make_term(stem_prefix, token.stem, term_);
            document.add_posting(term_, begin + token.position, field.weight);
            make_term("", token.surface, term_);
            document.add_term(term_, field.weight);
            if (!token.is_stop && !is_repeated) signature_.add(token.stem);

            if (field.name == body.name && !head_stems_.contains(std::string(token.stem))) continue;
            make_term(field.prefix, token.stem, term_);
            if (field.name == title.name) {
                document.add_posting(term_, 1 + token.position);
            } else {
                document.add_term(term_);
            }
            if (field.name != body.name) head_stems_.emplace(token.stem);
        }
        if (!tokens.empty()) begin += tokens.back().position + field_position_gap;
    }
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
