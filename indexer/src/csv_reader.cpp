// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "article_fields.hpp"

namespace jooya {
namespace {

constexpr std::string_view separators = ",\t;|";

// A quote that is open for longer than this was never meant to be one.
constexpr std::size_t most_lines_of_a_row = 2000;

/// The columns of one row; nothing where a quote is broken.
std::optional<std::vector<std::string>> split_row(std::string_view row, char separator) {
    std::vector<std::string> columns(1);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool at_begin = columns.back().empty() && (i == 0 || row[i - 1] == separator);
        if (row[i] == separator) {
            columns.emplace_back();
        } else if (row[i] == '"' && at_begin) {
            for (++i;; ++i) {
                if (i == row.size()) return std::nullopt;
                if (row[i] != '"') {
                    columns.back() += row[i];
                } else if (i + 1 < row.size() && row[i + 1] == '"') {
                    columns.back() += row[++i];
                } else {
                    break;
                }
            }
            if (i + 1 < row.size() && row[i + 1] != separator) return std::nullopt;
        } else {
            columns.back() += row[i];
        }
    }
    return columns;
}

char separator_of(std::string_view header) {
    return *std::max_element(separators.begin(), separators.end(), [&](char left, char right) {
        return std::count(header.begin(), header.end(), left) <
               std::count(header.begin(), header.end(), right);
    });
}

std::vector<std::optional<FieldMatch>> columns_of(std::string_view header, char separator,
                                                  FieldNames& names) {
    std::vector<std::optional<FieldMatch>> columns;
    for (const std::string& name : split_row(header, separator).value_or(std::vector<std::string>())) {
        columns.push_back(names.find(name));
    }
    return columns;
}

/// Lines with their numbers; lines of a row that turned out to be none are put back.
class NumberedLines {
  public:
    explicit NumberedLines(TextInput& text) : text_(&text) {}

    struct Line {
        std::string text;
        std::uint64_t number = 0;
        bool is_too_long = false;
    };

    std::optional<Line> next() {
        if (!put_back_.empty()) {
            Line line = std::move(put_back_.front());
            put_back_.pop_front();
            return line;
        }
        Line line;
        const TextInput::LineResult result = text_->next_line(line.text);
        if (result == TextInput::LineResult::end) return std::nullopt;
        line.number = ++count_;
        line.is_too_long = result == TextInput::LineResult::too_long;
        return line;
    }

    void put_back(std::vector<Line>&& lines) {
        put_back_.insert(put_back_.begin(), std::make_move_iterator(lines.begin()),
                         std::make_move_iterator(lines.end()));
    }

  private:
    TextInput* text_;
    std::deque<Line> put_back_;
    std::uint64_t count_ = 0;
};

bool has_open_quote(std::string_view text) {
    return std::count(text.begin(), text.end(), '"') % 2 != 0;
}

}  // namespace

bool looks_like_csv(std::string_view head, const ReaderOptions& options) {
    const std::size_t end = std::min(head.find_first_of("\r\n"), head.size());
    const std::string_view header = head.substr(0, end);
    if (end == head.size() || header.find_first_of(separators) == std::string_view::npos) return false;
    FieldNames names(options);
    const auto columns = columns_of(header, separator_of(header), names);
    return std::count_if(columns.begin(), columns.end(),
                         [](const auto& column) { return column.has_value(); }) >= 2;
}

void read_csv(TextInput& text, std::string_view source, const ReaderOptions& options, const ReadSink& sink) {
    NumberedLines lines(text);
    std::optional<NumberedLines::Line> line = lines.next();
    while (line.has_value() && line->text.empty()) line = lines.next();
    if (!line.has_value()) return;
    const char separator = separator_of(line->text);
    FieldNames names(options);
    const std::vector<std::optional<FieldMatch>> columns = columns_of(line->text, separator, names);

    const auto reject = [&](std::uint64_t number, RejectReason reason, std::string detail = {}) {
        return sink(Reject{std::string(source), {Position::Unit::line, number}, reason, std::move(detail)});
    };
    RawFields raw;
    while ((line = lines.next()).has_value()) {
        if (line->text.empty() && !line->is_too_long) continue;
        if (line->is_too_long) {
            if (!reject(line->number, RejectReason::too_large)) return;
            continue;
        }
        std::string row = line->text;
        std::vector<NumberedLines::Line> more;
        while (has_open_quote(row) && more.size() < most_lines_of_a_row && row.size() < max_record_bytes) {
            std::optional<NumberedLines::Line> following = lines.next();
            if (!following.has_value()) break;
            row += '\n' + following->text;
            more.push_back(*std::move(following));
        }
        const std::optional<std::vector<std::string>> values = split_row(row, separator);
        if (!values.has_value() || values->size() != columns.size()) {
            std::string detail = values.has_value()
                                     ? fmt::format("{} of {} columns", values->size(), columns.size())
                                     : std::string("a quote is not closed");
            lines.put_back(std::move(more));
            if (!reject(line->number, RejectReason::broken_csv, std::move(detail))) return;
            continue;
        }
        raw.clear();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].has_value()) raw.set(*columns[i], (*values)[i]);
        }
        if (!deliver_article(raw, source, {Position::Unit::line, line->number}, options, sink)) return;
    }
}

}  // namespace jooya
