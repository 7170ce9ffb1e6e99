// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/article_reader.hpp"

#include <strings.h>

#include <algorithm>
#include <array>
#include <string>

#include "clean_text.hpp"
#include "html_reader.hpp"
#include "json_reader.hpp"
#include "plain_text_reader.hpp"
#include "text_input.hpp"

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

}  // namespace

void read_articles(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                   const ReadSink& sink) {
    const auto reject = [&](RejectReason reason, std::string_view detail = {}) {
        sink(Reject{std::string(source), {}, reason, std::string(detail)});
    };
    try {
        TextInput input(bytes);
        const std::string_view text = trimmed(input.head());
        if (text.empty()) return reject(RejectReason::empty_file);
        if (is_binary(text)) return reject(RejectReason::unknown_format);
        if (input.encoding() == Encoding::unknown) return reject(RejectReason::unknown_encoding);
        if (looks_like_json_lines(text)) return read_json_lines(input, source, options, sink);
        if (looks_like_json(text)) return read_json(input, source, options, sink);
        if (looks_like_html_page(text)) return read_html(input, source, options, sink);
        if (text.starts_with('<')) return reject(RejectReason::unknown_format);
        return read_plain_text(input, source, options, sink);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::storage) throw;
        reject(RejectReason::unreadable_file, error.message().en);
    }
}

}  // namespace jooya
