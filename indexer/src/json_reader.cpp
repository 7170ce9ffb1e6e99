// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_reader.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "article_fields.hpp"
#include "clean_text.hpp"

namespace jooya {
namespace {

namespace dom = simdjson::dom;

/// How deep a record may nest; articles need three levels.
constexpr std::size_t max_json_depth = 64;

std::string scalar_text(const dom::element& value) {
    switch (value.type()) {
        case dom::element_type::STRING:
            return std::string(value.get_string().value_unsafe());
        case dom::element_type::INT64:
            return std::to_string(value.get_int64().value_unsafe());
        case dom::element_type::UINT64:
            return std::to_string(value.get_uint64().value_unsafe());
        case dom::element_type::DOUBLE:
            return fmt::format("{}", value.get_double().value_unsafe());
        default:
            return {};
    }
}

/// The text of an object that stands where a text is expected: {"rendered": …} of WordPress, {"name": …} of
/// schema.org, {"$date": …} of MongoDB.
std::string object_text(const dom::object& object) {
    for (const char* key : {"rendered", "name", "title", "value", "text", "$date", "$oid", "$numberLong",
                            "#text", "@value", "fa"}) {
        dom::element value;
        if (object[key].get(value) == simdjson::SUCCESS) {
            std::string text = scalar_text(value);
            if (!text.empty()) return text;
        }
    }
    return {};
}

/// The values of one object that mean fields of an article.
void collect(const dom::object& object, FieldNames& names, RawFields& raw) {
    raw.clear();
    for (const auto [key, value] : object) {
        const std::optional<FieldMatch> match = names.find(key);
        if (!match.has_value()) continue;
        if (value.is_array()) {
            for (const dom::element part : dom::array(value)) {
                std::string text = part.is_object() ? object_text(dom::object(part)) : scalar_text(part);
                if (!text.empty()) raw.add_part(*match, std::move(text));
            }
        } else {
            raw.set(*match, value.is_object() ? object_text(dom::object(value)) : scalar_text(value));
        }
    }
}

/// Puts null for the bare words NaN, Infinity and -Infinity, which are no JSON but what Python's json module
/// writes for a missing value of a table. True where there was one.
bool replace_not_a_number(std::string& json) {
    bool found = false;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == '"') in_string = !in_string;
        if (in_string) {
            if (json[at] == '\\') ++at;
            continue;
        }
        for (const std::string_view word : {"NaN", "-Infinity", "Infinity"}) {
            if (json.compare(at, word.size(), word) != 0) continue;
            std::string null = "null";
            null.resize(std::max(word.size(), null.size()), ' ');
            json.replace(at, word.size(), null);
            found = true;
            break;
        }
    }
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    return found;
}

/// Whether an object that begins so, up to an array of its own, holds articles rather than being one.
bool is_holder(std::string_view begin, dom::parser& parser, FieldNames& names, RawFields& raw) {
    std::string json(begin);
    json.append("null}");
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    dom::element root;
    if (parser.parse(json.data(), json.size(), false).get(root) != simdjson::SUCCESS || !root.is_object())
        return false;
    collect(dom::object(root), names, raw);
    return raw[ArticleField::title].empty() && raw[ArticleField::body].empty();
}

/// Whether `head` is the beginning of an object that holds an array of objects and no article's text before it.
bool begins_holder(std::string_view head) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < head.size(); ++at) {
        const char c = head[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
            continue;
        }
        if (c == '"') in_string = true;
        if (c == '[' && depth == 1 && trimmed(head.substr(at + 1, 1024)).starts_with('{')) {
            dom::parser parser;
            FieldNames names(ReaderOptions{});
            RawFields raw;
            return is_holder(head.substr(0, at), parser, names, raw);
        }
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && depth-- == 0) return false;
    }
    return false;
}

class RecordParser {
  public:
    RecordParser(std::string_view source, const ReaderOptions& options, const ReadSink& sink)
        : source_(source), options_(&options), sink_(&sink), names_(options), parser_(max_record_bytes) {
        // Both are set once, before the first document, so the capacity above stands.
        if (parser_.allocate(max_record_bytes / 16, max_json_depth) != simdjson::SUCCESS)
            throw std::bad_alloc();
    }

    /// `json` is one record, or an object that holds an array of records. False where the sink is full.
    bool record(std::string& json, const Position& position) {
        if (json.find('\0') != std::string::npos) return reject(position, RejectReason::nul_byte);
        json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
        dom::element root;
        simdjson::error_code error = parser_.parse(json.data(), json.size(), false).get(root);
        if (error != simdjson::SUCCESS && replace_not_a_number(json)) {
            error = parser_.parse(json.data(), json.size(), false).get(root);
        }
        if (error != simdjson::SUCCESS) {
            const RejectReason reason = error == simdjson::UTF8_ERROR    ? RejectReason::invalid_utf8
                                        : error == simdjson::DEPTH_ERROR ? RejectReason::too_deep
                                                                         : RejectReason::broken_json;
            return reject(position, reason,
                          reason == RejectReason::broken_json ? simdjson::error_message(error) : "");
        }
        if (!root.is_object()) return reject(position, RejectReason::not_an_article);
        return object(dom::object(root), position);
    }

    bool is_holder(std::string_view begin) { return jooya::is_holder(begin, parser_, names_, raw_); }

    bool reject(const Position& position, RejectReason reason, std::string_view detail = {}) {
        return (*sink_)(Reject{std::string(source_), position, reason, std::string(detail)});
    }

  private:
    bool object(const dom::object& fields, const Position& position) {
        collect(fields, names_, raw_);
        const bool has_text = !raw_[ArticleField::title].empty() || !raw_[ArticleField::body].empty();
        if (!has_text) {
            if (const std::optional<bool> goes_on = held_records(fields); goes_on.has_value())
                return *goes_on;
        }
        if (raw_.empty()) return reject(position, RejectReason::not_an_article);
        return deliver_article(raw_, source_, position, *options_, *sink_);
    }

    /// {"articles": [{…}, …]}: nothing where no member is an array of objects.
    std::optional<bool> held_records(const dom::object& fields) {
        for (const auto [key, value] : fields) {
            if (!value.is_array()) continue;
            const dom::array records(value);
            if (records.size() == 0 || !records.at(0).is_object()) continue;
            Position position{Position::Unit::record, 0};
            for (const dom::element record : records) {
                ++position.number;
                if (!record.is_object()) {
                    if (!reject(position, RejectReason::not_an_article)) return false;
                    continue;
                }
                collect(dom::object(record), names_, raw_);
                const bool goes_on = raw_.empty()
                                         ? reject(position, RejectReason::not_an_article)
                                         : deliver_article(raw_, source_, position, *options_, *sink_);
                if (!goes_on) return false;
            }
            return true;
        }
        return std::nullopt;
    }

    std::string_view source_;
    const ReaderOptions* options_;
    const ReadSink* sink_;
    FieldNames names_;
    RawFields raw_;
    dom::parser parser_;
};

/// Cuts a stream of JSON into the top-level values it consists of, or into the elements of its one array. An object
/// that is larger than an article may be is cut into the objects of the array in it that it is reading then.
class ValueCutter {
  public:
    /// `is_holder` says whether an object that begins so, up to an array, may be taken apart.
    ValueCutter(TextInput& text, std::function<bool(std::string_view begin)> is_holder)
        : text_(&text), is_holder_(std::move(is_holder)) {}

    enum class Result : std::uint8_t { value, too_large, broken, end };

    /// The next value into `value`. `broken` is the last result where the brackets do not match.
    Result next(std::string& value) {
        value.clear();
        std::size_t depth = 0;
        bool is_large = false;
        bool in_string = false;
        bool is_escaped = false;
        std::size_t array_at = std::string::npos;  // in value, of the object's array that is open
        while (const std::optional<char> byte = next_byte()) {
            const char c = *byte;
            if (depth == 0 && !in_string && value.empty()) {
                if (is_first_ && c == '[') {
                    is_first_ = false;
                    in_array_ = true;
                    continue;
                }
                if (is_between(c)) continue;
                if (in_array_ && c == ']') {
                    if (!end_array()) return Result::broken;
                    continue;
                }
                is_first_ = false;
            }
            if (depth == 0 && !in_string && !value.empty() && (is_between(c) || (in_array_ && c == ']'))) {
                if (c == ']' && !end_array()) return Result::broken;
                return is_large ? Result::too_large : Result::value;
            }
            if (value.size() < max_record_bytes) {
                value += c;
            } else if (!is_large && array_at != std::string::npos && !in_array_ &&
                       is_holder_(std::string_view(value).substr(0, array_at))) {
                held_ = value.substr(array_at + 1) + c;
                held_at_ = 0;
                is_taken_apart_ = in_array_ = true;
                value.clear();
                depth = 0;
                in_string = is_escaped = false;
                continue;
            } else {
                is_large = true;
            }
            if (in_string) {
                in_string = is_escaped || c != '"';
                is_escaped = !is_escaped && c == '\\';
                if (!in_string && depth == 0) return is_large ? Result::too_large : Result::value;
                continue;
            }
            if (c == '"') in_string = true;
            if (c == '[' && depth == 1 && value.front() == '{') array_at = value.size() - 1;
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') {
                if (depth == 0) return Result::broken;
                if (depth == 2) array_at = std::string::npos;
                if (--depth == 0) return is_large ? Result::too_large : Result::value;
            }
        }
        if (depth > 0 || in_string) return Result::broken;
        if (!value.empty()) return Result::value;
        return in_array_ ? Result::broken : Result::end;
    }

  private:
    std::optional<char> next_byte() {
        if (held_at_ < held_.size()) return held_[held_at_++];
        if (!held_.empty()) std::string().swap(held_);
        return text_->next_byte();
    }

    /// Passes over what is left of an object that was taken apart. False where it never ends.
    bool end_array() {
        in_array_ = false;
        if (!std::exchange(is_taken_apart_, false)) return true;
        bool in_string = false;
        bool is_escaped = false;
        for (std::size_t depth = 1; depth > 0;) {
            const std::optional<char> c = next_byte();
            if (!c.has_value()) return false;
            if (in_string) {
                in_string = is_escaped || c != '"';
                is_escaped = !is_escaped && c == '\\';
            } else if (c == '"') {
                in_string = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
            }
        }
        return true;
    }

    static bool is_between(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ','; }

    TextInput* text_;
    std::function<bool(std::string_view begin)> is_holder_;
    std::string held_;  ///< the beginning of an object's array, read again as values of their own
    std::size_t held_at_ = 0;
    bool is_first_ = true;
    bool in_array_ = false;
    bool is_taken_apart_ = false;  ///< the array is an object's
};

}  // namespace

bool looks_like_json_lines(std::string_view head) {
    const std::string_view first = trimmed(head.substr(0, head.find('\n')));
    if (!first.starts_with('{')) return false;
    if (first.size() > 1 && first.ends_with('}')) return true;
    // A first line that is cut off or broken still announces records where the second begins like one.
    if (head.find('\n') == std::string_view::npos)
        return head.size() >= TextInput::look_ahead && !begins_holder(head);
    const bool goes_on = first.ends_with('[') || first.ends_with('{') || first.ends_with(',');
    return first.size() > 1 && !goes_on && trimmed(head.substr(head.find('\n') + 1)).starts_with('{');
}

void read_json_lines(TextInput& text, std::string_view source, const ReaderOptions& options,
                     const ReadSink& sink) {
    RecordParser parser(source, options, sink);
    std::string line;
    Position position{Position::Unit::line, 0};
    for (;;) {
        const TextInput::LineResult result = text.next_line(line);
        if (result == TextInput::LineResult::end) return;
        ++position.number;
        bool goes_on = true;
        if (result == TextInput::LineResult::too_long) {
            goes_on = parser.reject(position, RejectReason::too_large);
        } else if (!trimmed(line).empty()) {
            goes_on = parser.record(line, position);
        }
        if (!goes_on) return;
    }
}

void read_json(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink) {
    RecordParser parser(source, options, sink);
    ValueCutter cutter(text, [&](std::string_view begin) { return parser.is_holder(begin); });
    std::string value;
    Position position{Position::Unit::record, 0};
    for (;;) {
        ++position.number;
        bool goes_on = true;
        switch (cutter.next(value)) {
            case ValueCutter::Result::end:
                return;
            case ValueCutter::Result::broken:
                parser.reject(position, RejectReason::broken_json, "unbalanced brackets or quotes");
                return;
            case ValueCutter::Result::too_large:
                goes_on = parser.reject(position, RejectReason::too_large);
                break;
            case ValueCutter::Result::value:
                goes_on = parser.record(value, position);
                break;
        }
        if (!goes_on) return;
    }
}

}  // namespace jooya
