// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/article_reader.hpp"

#include <strings.h>

#include <algorithm>
#include <array>
#include <string>

#include "clean_text.hpp"
#include "container_reader.hpp"
#include "csv_reader.hpp"
#include "html_reader.hpp"
#include "json_reader.hpp"
#include "peeked_source.hpp"
#include "plain_text_reader.hpp"
#include "read_source.hpp"
#include "source_error.hpp"
#include "text_input.hpp"
#include "warc_reader.hpp"
#include "xml_reader.hpp"

namespace jooya {
namespace {

/// The first bytes of formats that are never text.
bool is_binary(std::string_view head) {
    const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' &&
               c != '\0';
    });
    constexpr std::ptrdiff_t one_in = 20;
    return controls * one_in > static_cast<std::ptrdiff_t>(head.size());
}

bool looks_like_json(std::string_view text) {
    if (!text.starts_with('{') && !text.starts_with('[')) return false;
    const std::string_view inside = trimmed(text.substr(1, TextInput::look_ahead));
    return inside.empty() || std::string_view("{}[]\"").find(inside.front()) != std::string_view::npos;
}

/// A tag of HTML at the beginning, or behind comments and an XML declaration.
bool looks_like_html_page(std::string_view text) {
    constexpr std::array<std::string_view, 12> openings = {"<!doctype html", "<html",  "<head", "<body",
                                                           "<div",           "<p>",    "<p ",   "<article",
                                                           "<meta",          "<title", "<h1",   "<table"};
    for (;;) {
        std::size_t end = 0;
        if (text.starts_with("<!--")) end = text.find("-->");
        if (text.starts_with("<?xml")) end = text.find("?>");
        if (end == 0 || end == std::string_view::npos) break;
        text = trimmed(text.substr(text.find('>', end) + 1));
    }
    return std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) {
        return text.size() >= opening.size() && strncasecmp(text.data(), opening.data(), opening.size()) == 0;
    });
}

void read_text(TextInput& input, std::string_view source, const ReaderOptions& options,
               const ReadSink& sink) {
    const auto reject = [&](RejectReason reason) { sink(Reject{std::string(source), {}, reason, {}}); };
    const std::string_view text = trimmed(input.head());
    if (text.empty()) return reject(RejectReason::empty_file);
    if (is_binary(text)) return reject(RejectReason::unknown_format);
    if (input.encoding() == Encoding::unknown) return reject(RejectReason::unknown_encoding);
    if (looks_like_json_lines(text)) return read_json_lines(input, source, options, sink);
    if (looks_like_json(text)) return read_json(input, source, options, sink);
    if (looks_like_html_page(text)) return read_html(input, source, options, sink);
    if (looks_like_xml(text)) return read_xml(input, source, options, sink);
    if (text.starts_with('<')) return reject(RejectReason::unknown_format);
    if (looks_like_csv(text, options)) return read_csv(input, source, options, sink);
    return read_plain_text(input, source, options, sink);
}

}  // namespace

void read_source(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                 const ReadSink& sink, const Nesting& nesting) {
    try {
        PeekedSource peeked(bytes);
        if (is_container(peeked.head())) return read_container(peeked, source, options, sink, nesting);
        if (is_warc(peeked.head())) return read_warc(peeked, source, options, sink);
        TextInput input(peeked);
        if (options.on_text) options.on_text(source, input.encoding());
        read_text(input, source, options, sink);
    } catch (const SourceError& error) {
        sink(Reject{std::string(source), {}, error.reason(), clean_line(error.detail())});
    } catch (const Error& error) {
        if (error.code() != ErrorCode::storage) throw;
        sink(Reject{std::string(source), {}, RejectReason::unreadable_file, error.message().en});
    }
}

void read_articles(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                   const ReadSink& sink) {
    read_source(bytes, source, options, sink, {});
}

}  // namespace jooya
