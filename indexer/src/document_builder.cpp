// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_builder.hpp"

#include "jooya/indexer/impact.hpp"
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
                             {},
                             {},
                             article.title.size() + article.lead.size() + article.body.size(),
                             article.date,
                             {}};
    Xapian::Document& document = prepared.document;
    document.add_boolean_term(code_term(article.code));
    document.add_value(slot_digest, std::string(digest.view()));
    if (!source.empty()) document.add_boolean_term(source_term(source));
    add_texts(article, prepared);
    const Signature signature = signature_.finish();
    if (article.date.has_value()) {
        prepared.signature = signature;
        if (signature.is_known) document.add_value(slot_signature, to_bytes(signature));
    }
    add_values(article, document);
    document.set_data(encode_stored_article(canonical, dictionary_.load().get()));
    return prepared;
}

void DocumentBuilder::add_texts(const Article& article, PreparedArticle& prepared) {
    struct Part {
        TextPart part;
        std::string_view field;
    };
    constexpr std::array parts{Part{TextPart::title, "title"}, Part{TextPart::lead, "lead"},
                               Part{TextPart::body, "body"}};
    stems_.clear();
    surfaces_.clear();
    double length = 0;
    for (const Part& part : parts) {
        const Field& field = field_of(part.field);
        Analysis& analysis = analyses_[static_cast<std::size_t>(part.part)];
        analyzer_->analyze(text_of(article, field.name), analysis);
        const std::span<const Token> tokens = analysis.tokens();
        // Archives often repeat the lead as the body's first paragraph.
        const bool is_repeated = part.part == TextPart::lead && article.body.starts_with(article.lead);
        for (const Token& token : tokens) {
            const Occurrences none{0, token.position, token.is_stop, part.part == TextPart::title};
            Occurrences& occurrences = stems_.try_emplace(token.stem, none).first->second;
            occurrences.weight += field.weight;
            surfaces_.insert(token.surface);
            wording_.add(part.part,
                         token.is_stop ? stop_print(token.stem) : word_print(token.stem, token.surface));
            if (!token.is_stop && !is_repeated) signature_.add(token.stem);
        }
        length += static_cast<double>(tokens.size()) * field.weight;
    }
    const double relative = relative_length(length);
    for (const auto& [stem, occurrences] : stems_) {
        const double bonus = occurrences.is_stop ? 0 : early_bonus(occurrences.first);
        const std::uint32_t impact = to_wdf(saturated(occurrences.weight, relative) + bonus);
        make_term(stem_prefix, stem, term_);
        prepared.document.add_term(term_, impact);
        if (!occurrences.is_in_title) continue;
        make_term(field_of("title").prefix, stem, term_);
        prepared.document.add_term(term_, impact);
    }
    for (const std::string_view surface : surfaces_) (prepared.words += surface) += '\n';
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
