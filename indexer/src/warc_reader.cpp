// SPDX-License-Identifier: GPL-3.0-or-later
#include "warc_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "clean_text.hpp"
#include "gzip_source.hpp"
#include "html_reader.hpp"
#include "memory_source.hpp"
#include "source_error.hpp"
#include "text_input.hpp"

namespace jooya {
namespace {

constexpr std::string_view version_mark = "WARC/";
constexpr std::size_t longest_version = 16;
constexpr std::size_t longest_line = std::size_t{64} << 10;
constexpr std::size_t most_headers = 200;

using Headers = std::map<std::string, std::string, std::less<>>;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

bool is_version_line(std::string_view line) {
    return line.starts_with(version_mark) && line.size() <= longest_version;
}

std::string_view value_of(const Headers& headers, std::string_view name) {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

void add_header(Headers& headers, std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= most_headers) return;
    headers.emplace(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
}

/// Bytes in lines and in pieces of a known length, some of which may be put back.
class RecordInput {
  public:
    explicit RecordInput(ByteSource& bytes) : bytes_(&bytes) {}

    /// The next line without its end, cut off at `longest_line`; nothing at the end of the input.
    std::optional<std::string> line() {
        std::string line;
        bool has_any = false;
        for (;;) {
            const std::string_view left = rest();
            const std::size_t end = std::min(left.find('\n'), left.size());
            line.append(left.substr(0, std::min(end, longest_line - std::min(line.size(), longest_line))));
            has_any = has_any || !left.empty();
            if (end < left.size()) {
                begin_ += end + 1;
                break;
            }
            begin_ += end;
            if (!fill()) {
                if (!has_any) return std::nullopt;
                break;
            }
        }
        if (line.ends_with('\r')) line.pop_back();
        return line;
    }

    /// The next `size` bytes, fewer at the end of the input.
    std::string take(std::size_t size) {
        std::string taken;
        while (taken.size() < size && (!rest().empty() || fill())) {
            const std::string_view piece = rest().substr(0, size - taken.size());
            taken.append(piece);
            begin_ += piece.size();
        }
        return taken;
    }

    /// Passes over `size` bytes; false where the input ends before.
    bool skip(std::uint64_t size) {
        while (size > 0 && (!rest().empty() || fill())) {
            const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(rest().size(), size));
            begin_ += piece;
            size -= piece;
        }
        return size == 0;
    }

    void put_back(std::string_view taken) {
        buffer_.erase(0, begin_);
        buffer_.insert(0, taken);
        begin_ = 0;
    }

    /// Whether a record may end here: before empty lines and another record, or the end of the input.
    bool is_at_record_end() {
        constexpr std::size_t looked_at = 16;
        while (rest().size() < looked_at && fill()) {
        }
        const std::size_t text_at = rest().find_first_not_of("\r\n");
        return text_at == std::string_view::npos ||
               (text_at > 0 && rest().substr(text_at).starts_with(version_mark));
    }

  private:
    [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }

    bool fill() {
        constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
        if (failure_ != nullptr) std::rethrow_exception(failure_);
        if (begin_ > 0) {
            buffer_.erase(0, begin_);
            begin_ = 0;
        }
        const std::size_t old_size = buffer_.size();
        buffer_.resize(old_size + chunk_bytes);
        std::size_t got = 0;
        try {
            got = bytes_->read(buffer_.data() + old_size, chunk_bytes);
        } catch (const Error&) {
            // The record before the fault is whole and shall be seen to end here.
            failure_ = std::current_exception();
        }
        buffer_.resize(old_size + got);
        return got > 0;
    }

    ByteSource* bytes_;
    std::string buffer_;
    std::size_t begin_ = 0;
    std::exception_ptr failure_;
};

/// The text of an HTTP message in chunks; as it stands where it has none, since some crawlers put chunks together
/// and keep the header that announces them.
std::string without_chunks(std::string_view body) {
    std::string whole;
    std::string_view rest = body;
    for (;;) {
        const std::size_t line_end = rest.find('\n');
        if (line_end == std::string_view::npos) return std::string(body);
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + line_end, size, 16);
        if (error != std::errc() || end == rest.data()) return std::string(body);
        rest.remove_prefix(line_end + 1);
        if (size == 0) return whole;
        whole.append(rest.substr(0, size));
        if (size >= rest.size()) return whole;
        rest.remove_prefix(size);
        rest.remove_prefix(std::min(rest.find_first_not_of("\r\n"), rest.size()));
    }
}

/// The charset that a Content-Type names, in lower case.
std::string charset_of(std::string_view content_type) {
    const std::string type = lower(content_type);
    const std::size_t at = type.find("charset=");
    if (at == std::string::npos) return {};
    std::string_view name = std::string_view(type).substr(at + 8);
    name = name.substr(0, name.find(';'));
    const std::size_t first = name.find_first_not_of("\"' ");
    if (first == std::string_view::npos) return {};
    return std::string(name.substr(first, name.find_last_not_of("\"' ") + 1 - first));
}

bool is_page_type(std::string_view content_type) {
    const std::string type = lower(trimmed(content_type.substr(0, content_type.find(';'))));
    return type == "text/html" || type == "application/xhtml+xml";
}

/// A fetched page, taken out of its record.
struct FetchedPage {
    std::string url;
    std::string charset;
    std::string html;
};

/// The page in a record; nothing where it holds something else. Throws SourceError where it cannot be unpacked.
std::optional<FetchedPage> page_of(const Headers& record, std::string_view payload) {
    const std::string_view type = value_of(record, "warc-type");
    FetchedPage page{std::string(value_of(record, "warc-target-uri")), {}, {}};
    // Some writers put the address into angle brackets, as an early draft had it.
    if (page.url.starts_with('<') && page.url.ends_with('>'))
        page.url = page.url.substr(1, page.url.size() - 2);
    if (type == "resource") {
        if (!is_page_type(value_of(record, "content-type"))) return std::nullopt;
        page.charset = charset_of(value_of(record, "content-type"));
        page.html = payload;
        return page;
    }
    if (type != "response" || !payload.starts_with("HTTP/")) return std::nullopt;
    Headers headers;
    std::string_view rest = payload;
    std::string_view status;
    for (bool is_first = true; !rest.empty(); is_first = false) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty()) break;
        if (is_first) {
            status = line;
        } else {
            add_header(headers, line);
        }
    }
    if (status.find(" 200") == std::string_view::npos || !is_page_type(value_of(headers, "content-type"))) {
        return std::nullopt;
    }
    page.charset = charset_of(value_of(headers, "content-type"));
    page.html = lower(value_of(headers, "transfer-encoding")).find("chunked") == std::string::npos
                    ? std::string(rest)
                    : without_chunks(rest);
    const std::string encoding = lower(value_of(headers, "content-encoding"));
    const bool is_gzip = page.html.starts_with("\x1F\x8B");
    if (is_gzip || encoding == "deflate") {
        MemorySource packed(page.html);
        GzipSource unpacked(packed);
        std::string html;
        std::size_t got = 1;
        while (got > 0 && html.size() <= max_record_bytes) {
            constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
            const std::size_t old_size = html.size();
            html.resize(old_size + chunk_bytes);
            got = unpacked.read(html.data() + old_size, chunk_bytes);
            html.resize(old_size + got);
        }
        if (html.size() > max_record_bytes) throw SourceError(RejectReason::too_large, {});
        page.html = std::move(html);
    } else if (encoding == "br" || encoding == "zstd") {
        throw SourceError(RejectReason::unknown_encoding, fmt::format("Content-Encoding: {}", encoding));
    }
    return page;
}

class WarcReading {
  public:
    WarcReading(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                const ReadSink& sink)
        : input_(bytes), source_(source), options_(&options), sink_(&sink) {}

    void read() {
        // Until the next record is found, lines are those of a record whose length was wrong.
        bool is_lost = false;
        while (goes_on_) {
            const std::optional<std::string> line = input_.line();
            if (!line.has_value()) return;
            if (is_version_line(*line)) {
                is_lost = !record();
            } else if (!line->empty() && !std::exchange(is_lost, true)) {
                reject(RejectReason::broken_warc, "no record begins here");
            }
        }
    }

  private:
    /// Reads the record behind its version line; false where its length is wrong.
    bool record() {
        ++position_.number;
        Headers headers;
        for (;;) {
            const std::optional<std::string> line = input_.line();
            if (!line.has_value() || line->empty()) break;
            add_header(headers, *line);
        }
        const std::string_view written = value_of(headers, "content-length");
        std::uint64_t length = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), length);
        if (error != std::errc() || end != written.data() + written.size()) {
            reject(RejectReason::broken_warc, "no Content-Length");
            return false;
        }
        if (length > max_record_bytes) {
            const std::string_view type = value_of(headers, "warc-type");
            if (type == "response" || type == "resource")
                reject(RejectReason::too_large, value_of(headers, "warc-target-uri"));
            if (!input_.skip(length)) reject(RejectReason::broken_warc, "the file ends inside the record");
            return true;
        }
        const std::string payload = input_.take(static_cast<std::size_t>(length));
        if (payload.size() < length || !input_.is_at_record_end()) {
            reject(RejectReason::broken_warc, fmt::format("Content-Length {} does not fit", length));
            input_.put_back(payload);
            return false;
        }
        page(headers, payload);
        return true;
    }

    void page(const Headers& headers, std::string_view payload) {
        try {
            const std::optional<FetchedPage> page = page_of(headers, payload);
            if (!page.has_value()) return;
            MemorySource bytes(page->html);
            TextInput input(bytes, page->charset);
            const std::string place = fmt::format("{}!{}", source_, clean_line(page->url));
            read_html(
                input, place, *options_, [&](ReadItem&& item) { return deliver(std::move(item)); },
                page->url);
        } catch (const SourceError& error) {
            reject(error.reason(), error.detail());
        }
    }

    bool deliver(ReadItem&& item) {
        std::visit([&](auto& found) { found.position = position_; }, item);
        return goes_on_ = (*sink_)(std::move(item));
    }

    void reject(RejectReason reason, std::string_view detail) {
        goes_on_ = (*sink_)(Reject{std::string(source_), position_, reason, clean_line(detail)}) && goes_on_;
    }

    RecordInput input_;
    std::string_view source_;
    const ReaderOptions* options_;
    const ReadSink* sink_;
    Position position_{Position::Unit::record, 0};
    bool goes_on_ = true;
};

}  // namespace

bool is_warc(std::string_view head) {
    return head.starts_with(version_mark);
}

void read_warc(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
               const ReadSink& sink) {
    WarcReading(bytes, source, options, sink).read();
}

}  // namespace jooya
