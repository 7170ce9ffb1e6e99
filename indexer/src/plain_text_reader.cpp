// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_text_reader.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "article_fields.hpp"
#include "clean_text.hpp"
#include "jooya/indexer/parse_date.hpp"
#include "page_phrases.hpp"

namespace jooya {
namespace {

// A lead is one paragraph; what is longer is the text itself.
constexpr std::size_t max_lead_bytes = 1500;
constexpr std::size_t max_date_line_bytes = 120;

/// The line, counted from 1, of the first byte that is not UTF-8; 0 where there is none.
std::uint64_t first_invalid_line(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::uint64_t line = 1;
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0) return line;
        if (c == '\n') ++line;
    }
    return 0;
}

/// The lines of a page, sorted into an article's fields as they come.
class PageLines {
  public:
    void take(std::string_view raw_line) {
        const std::string_view line = trimmed(raw_line);
        if (is_cut_) return;
        if (line.empty()) {
            if (!text_.empty()) text_.back().ends_block = true;
            is_behind_link_ = false;
            return;
        }
        if (take_phrase(line) || take_label(line)) return;
        if (has_ended_) return;
        if (std::exchange(is_behind_link_, false)) return;
        if (raw_[ArticleField::title].empty()) {
            raw_.set({ArticleField::title, 0}, std::string(line));
        } else {
            text_.push_back({std::string(line), false});
        }
    }

    const RawFields& finish() {
        drop_furniture_behind_text();
        if (!text_.empty()) text_.back().text = std::string(without_end_mark(text_.back().text));
        std::size_t begin = 0;
        if (has_lead()) {
            raw_.set({ArticleField::lead, 0}, text_.front().text);
            begin = 1;
        }
        std::string body;
        for (std::size_t i = begin; i < text_.size(); ++i) body += text_[i].text + '\n';
        raw_.set({ArticleField::body, 0}, std::move(body));
        if (raw_[ArticleField::agency].empty()) {
            std::string agency = dateline_agency(raw_[ArticleField::body]);
            if (agency.empty()) agency = dateline_agency(raw_[ArticleField::lead]);
            raw_.set({ArticleField::agency, 0}, std::move(agency));
        }
        return raw_;
    }

  private:
    struct Line {
        std::string text;
        bool ends_block = false;  ///< an empty line stands behind it
    };

    [[nodiscard]] bool in_head() const { return text_.empty(); }

    bool take_phrase(std::string_view line) {
        const std::optional<PagePhrase> phrase = page_phrase(line);
        if (!phrase.has_value()) return false;
        switch (*phrase) {
            case PagePhrase::end:
                has_ended_ = has_ended_ || !text_.empty();
                return !text_.empty();
            case PagePhrase::cut:
            case PagePhrase::comments:
                is_cut_ = !text_.empty();
                return !text_.empty();
            case PagePhrase::line:
                // Inside the text it may be a subheading; behind the text finish() drops it.
                return in_head();
            case PagePhrase::link:
                is_behind_link_ = !text_.empty();
                return !text_.empty();
            case PagePhrase::reference:
                return !text_.empty();
        }
        return false;
    }

    bool take_label(std::string_view line) {
        if (const auto labelled = labelled_value(line); labelled.has_value()) {
            const auto [field, value] = *labelled;
            const bool is_anywhere = field == ArticleField::code || field == ArticleField::url ||
                                     (field == ArticleField::date && find_date(value).has_value());
            if (!is_anywhere && !in_head() && !has_ended_) return false;
            if (field == ArticleField::code && trimmed(value).find(' ') != std::string_view::npos &&
                !in_head())
                return false;
            if (raw_[field].empty()) raw_.set({field, 0}, std::string(value));
            return true;
        }
        const bool is_date = line.size() <= max_date_line_bytes && in_head() &&
                             line.find_first_of("/-:") != std::string_view::npos &&
                             parse_date(line).has_value();
        if (is_date && raw_[ArticleField::date].empty()) raw_.set({ArticleField::date, 0}, std::string(line));
        return is_date;
    }

    void drop_furniture_behind_text() {
        while (text_.size() > 1) {
            const std::string& last = text_.back().text;
            if (!has_no_letters(last) && page_phrase(last) != PagePhrase::line) return;
            text_.pop_back();
        }
    }

    [[nodiscard]] bool has_lead() const {
        return text_.size() > 1 && text_.front().ends_block && text_.front().text.size() <= max_lead_bytes &&
               dateline_agency(text_.front().text).empty();
    }

    RawFields raw_;
    std::vector<Line> text_;
    bool has_ended_ = false;
    bool is_cut_ = false;
    bool is_behind_link_ = false;
};

}  // namespace

void read_plain_text(TextInput& input, std::string_view source, const ReaderOptions& options,
                     const ReadSink& sink) {
    const auto reject = [&](RejectReason reason, Position position = {}) {
        sink(Reject{std::string(source), position, reason, {}});
    };
    const std::optional<std::string> text = input.rest();
    if (!text.has_value()) return reject(RejectReason::too_large);
    if (text->find('\0') != std::string::npos) {
        const auto zero = text->begin() + static_cast<std::ptrdiff_t>(text->find('\0'));
        const auto line = static_cast<std::uint64_t>(std::count(text->begin(), zero, '\n')) + 1;
        return reject(RejectReason::nul_byte, {Position::Unit::line, line});
    }
    if (const std::uint64_t line = first_invalid_line(*text); line != 0) {
        return reject(RejectReason::invalid_utf8, {Position::Unit::line, line});
    }

    PageLines lines;
    // "\r\n" gives an empty line between two others only if the text has one: '\r' is white space at the
    // edge.
    const bool has_old_line_ends = text->find('\n') == std::string::npos;
    for (std::string_view rest = *text; !rest.empty();) {
        const std::size_t end = std::min(rest.find(has_old_line_ends ? '\r' : '\n'), rest.size());
        lines.take(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    deliver_article(lines.finish(), source, {}, options, sink);
}

}  // namespace jooya
