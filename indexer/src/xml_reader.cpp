// SPDX-License-Identifier: GPL-3.0-or-later
#include "xml_reader.hpp"

#include <fmt/format.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "article_fields.hpp"
#include "clean_text.hpp"

namespace jooya {
namespace {

constexpr std::array<std::string_view, 7> record_names = {"item", "entry",  "doc", "article",
                                                          "news", "record", "row"};

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string content_of(const xmlNode* node) {
    xmlChar* text = xmlNodeGetContent(node);
    std::string content(view(text));
    xmlFree(text);
    return content;
}

std::string attribute_of(const xmlNode* node, const char* name) {
    xmlChar* text = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
    std::string value(view(text));
    xmlFree(text);
    return value;
}

/// Names that mean something in feeds and collections only. Lower ranks win.
std::optional<FieldMatch> feed_field(std::string_view name, std::string_view prefix) {
    if (name == "encoded" || (name == "content" && prefix != "media"))
        return FieldMatch{ArticleField::body, 1};
    if (name == "docid") return FieldMatch{ArticleField::code, 1};
    if (name == "docno") return FieldMatch{ArticleField::code, 2};
    if (name == "cat") return FieldMatch{ArticleField::category, 2};
    if (name == "updated") return FieldMatch{ArticleField::date, 9};
    return std::nullopt;
}

class XmlRecords {
  public:
    XmlRecords(std::string_view source, const ReaderOptions& options, const ReadSink& sink)
        : source_(source), options_(&options), sink_(&sink), names_(options) {}

    /// The name of the channel or feed, which stands for an agency that no record names.
    void set_feed_title(std::string title) {
        if (feed_title_.empty()) feed_title_ = std::move(title);
    }

    bool record(const xmlNode* record) {
        ++position_.number;
        raw_.clear();
        bool has_body = false;
        for (const xmlNode* child = record->children; child != nullptr; child = child->next) {
            if (child->type != XML_ELEMENT_NODE) continue;
            const std::string name = lower(view(child->name));
            const std::string_view prefix =
                child->ns == nullptr ? std::string_view() : view(child->ns->prefix);
            std::optional<FieldMatch> match = feed_field(name, prefix);
            if (!match.has_value() && prefix != "media") match = names_.find(name);
            if (!match.has_value()) continue;
            std::string value = content_of(child);
            // Atom's link is empty and has its address in an attribute; others lead to comments and the like.
            if (name == "link" && trimmed(value).empty()) {
                const std::string relation = attribute_of(child, "rel");
                if (!relation.empty() && relation != "alternate") continue;
                value = attribute_of(child, "href");
            }
            if (name == "category" && trimmed(value).empty()) value = attribute_of(child, "term");
            has_body = has_body || (match->field == ArticleField::body && !trimmed(value).empty());
            raw_.set(*match, std::move(value));
        }
        if (!has_body) raw_.set({ArticleField::body, 99}, raw_[ArticleField::lead]);
        if (!has_body) raw_.drop(ArticleField::lead);
        raw_.set({ArticleField::agency, 99}, feed_title_);
        return deliver_article(raw_, source_, position_, *options_, *sink_);
    }

    void reject(std::string detail) {
        ++position_.number;
        (*sink_)(Reject{std::string(source_), position_, RejectReason::broken_xml, std::move(detail)});
    }

  private:
    std::string_view source_;
    const ReaderOptions* options_;
    const ReadSink* sink_;
    FieldNames names_;
    RawFields raw_;
    Position position_{Position::Unit::record, 0};
    std::string feed_title_;
};

/// Gives libxml2 the text tag by tag: it parses a piece whole before it gives any of it, so that a fault
/// would cost the record before it too.
int read_piece(void* text, char* into, int size) {
    auto& input = *static_cast<TextInput*>(text);
    int count = 0;
    while (count < size) {
        const std::optional<char> byte = input.next_byte();
        if (!byte.has_value()) break;
        into[count++] = *byte;
        if (*byte == '>') break;
    }
    return count;
}

void keep_first_error(void* detail, xmlErrorPtr error) {
    auto& text = *static_cast<std::string*>(detail);
    if (!text.empty() || error == nullptr || error->message == nullptr) return;
    text = fmt::format("line {}: {}", error->line, trimmed(error->message));
}

}  // namespace

bool looks_like_xml(std::string_view head) {
    if (head.starts_with("<?xml")) return true;
    for (const std::string_view opening :
         {"<rss", "<feed", "<hamshahri", "<articles", "<newslist", "<docs", "<doc>"}) {
        if (lower(head.substr(0, opening.size())) == opening) return true;
    }
    return false;
}

void read_xml(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink) {
    static std::once_flag initialized;
    std::call_once(initialized, xmlInitParser);
    // The text is UTF-8 by now, whatever its declaration says.
    const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
        xmlReaderForIO(read_piece, nullptr, &text, nullptr, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA),
        xmlFreeTextReader);
    if (reader == nullptr) throw std::bad_alloc();
    std::string problem;
    xmlTextReaderSetStructuredErrorHandler(reader.get(), keep_first_error, &problem);

    XmlRecords records(source, options, sink);
    int more = xmlTextReaderRead(reader.get());
    while (more == 1) {
        const std::string name = lower(view(xmlTextReaderConstLocalName(reader.get())));
        const bool is_element = xmlTextReaderNodeType(reader.get()) == XML_READER_TYPE_ELEMENT;
        const bool is_record =
            is_element && std::find(record_names.begin(), record_names.end(), name) != record_names.end();
        const bool is_feed_title = is_element && name == "title" && xmlTextReaderDepth(reader.get()) <= 2;
        if (is_record || is_feed_title) {
            const xmlNode* node = xmlTextReaderExpand(reader.get());
            if (node == nullptr) break;
            if (is_feed_title) records.set_feed_title(clean_line(content_of(node)));
            if (is_record && !records.record(node)) return;
            more = xmlTextReaderNext(reader.get());
        } else {
            more = xmlTextReaderRead(reader.get());
        }
    }
    if (!problem.empty()) records.reject(problem);
}

}  // namespace jooya
