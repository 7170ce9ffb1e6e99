// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/article_reader.hpp"

#include <algorithm>
#include <string>

#include "clean_text.hpp"
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
        if (text.starts_with('<')) return reject(RejectReason::unknown_format);
        return read_plain_text(input, source, options, sink);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::storage) throw;
        reject(RejectReason::unreadable_file, error.message().en);
    }
}

}  // namespace jooya
