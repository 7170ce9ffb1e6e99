// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/result_writer.hpp"
#include "shown_text.hpp"
#include "terminal_text.hpp"

namespace jooya {

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
// As people speak of months and years that have passed.
constexpr std::int64_t month = 30 * day;
constexpr std::int64_t year = 365 * day;

constexpr unsigned indent_columns = 4;
constexpr std::string_view separator = " · ";

// Every word that the text says of itself, in both languages.
struct Label {
    std::string_view en;
    std::string_view fa;
};
constexpr Label code_label{"code", "کد خبر"};
constexpr Label similar_label{"similar articles", "خبر مشابه"};
constexpr Label found_label{"found", "خبر یافت شد"};
constexpr Label about_label{"about", "حدود"};
constexpr Label nothing_label{"nothing found", "چیزی یافت نشد"};
constexpr Label meant_label{"did you mean", "آیا منظورتان این بود"};
constexpr Label note_label{"note", "یادداشت"};
constexpr Label now_label{"just now", "همین حالا"};
constexpr Label ago_label{"ago", "قبل"};

struct Unit {
    std::int64_t seconds;
    std::string_view en;
    std::string_view en_plural;
    std::string_view fa;
};
constexpr std::array units{Unit{year, "year", "years", "سال"}, Unit{month, "month", "months", "ماه"},
                           Unit{day, "day", "days", "روز"}, Unit{hour, "hour", "hours", "ساعت"},
                           Unit{minute, "minute", "minutes", "دقیقه"}};

std::string persian_digits(std::string_view text) {
    std::string persian;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            persian += '\xDB';  // U+06F0 to U+06F9
            persian += static_cast<char>(0xB0 + (c - '0'));
        } else {
            persian += c;
        }
    }
    return persian;
}

class TextWriter {
  public:
    explicit TextWriter(const TextStyle& style) : style_(style) {}

    std::string page(const Page& page) {
        for (const Hit& hit : page.hits) write(hit);
        for (const Facet& facet : page.facets) write(facet);
        if (page.suggestion)
            write_line({{fmt::format("{}: ", label(meant_label)), false}, {page.suggestion->query, true}},
                       Look::plain, 0);
        for (const Note& note : page.notes) {
            write_line(
                {{fmt::format("{}: {}", label(note_label), style_.is_persian ? note.fa : note.en), false}},
                Look::faint, 0);
        }
        write_line({{summary(page), false}}, Look::faint, 0);
        return std::move(text_);
    }

    std::string article(const Article& article) {
        write_line({{article.title, false}}, Look::title, 0);
        std::vector<std::string> facts =
            facts_of(article.code, article.date, article.agency, article.category);
        if (!article.author.empty()) facts.push_back(article.author);
        write_line({{fmt::format("{}", fmt::join(facts, separator)), false}}, Look::faint, 0);
        if (!article.tags.empty())
            write_line({{fmt::format("# {}", fmt::join(article.tags, separator)), false}}, Look::faint, 0);
        if (!article.url.empty()) write_line({{article.url, false}}, Look::faint, 0);
        if (!article.lead.empty() && !article.body.starts_with(article.lead)) paragraph(article.lead);
        std::string_view rest = article.body;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            paragraph(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return std::move(text_);
    }

  private:
    [[nodiscard]] std::string_view label(const Label& label) const {
        return style_.is_persian ? label.fa : label.en;
    }

    [[nodiscard]] std::string number(std::uint64_t value) const {
        const std::string digits = fmt::format("{}", value);
        return style_.is_persian ? persian_digits(digits) : digits;
    }

    void paragraph(std::string_view text) {
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
        text_ += '\n';
        write_line({{std::string(text), false}}, Look::plain, 0);
    }

    void write_line(const std::vector<Fragment>& fragments, Look look, unsigned indent) {
        const unsigned width = style_.width > indent ? style_.width - indent : style_.width;
        for (const auto& line : wrapped(fragments, width)) {
            text_.append(indent, ' ');
            text_ += line_text(line, look, style_);
            text_ += '\n';
        }
    }

    // «۴ روز قبل»; nothing of what lies ahead, as clocks and archives err.
    [[nodiscard]] std::string age(std::int64_t seconds) const {
        const std::int64_t passed = style_.now - seconds;
        if (passed < 0) return "";
        for (const Unit& unit : units) {
            const std::int64_t count = passed / unit.seconds;
            if (count == 0) continue;
            const std::string_view name = style_.is_persian ? unit.fa : count == 1 ? unit.en : unit.en_plural;
            return fmt::format("{} {} {}", number(static_cast<std::uint64_t>(count)), name, label(ago_label));
        }
        return std::string(label(now_label));
    }

    [[nodiscard]] std::vector<std::string> facts_of(const std::string& code,
                                                    const std::optional<Timestamp>& date,
                                                    const std::string& agency,
                                                    const std::string& category) const {
        std::vector<std::string> facts{fmt::format("{} {}", label(code_label), code)};
        if (date) {
            const std::string written =
                style_.is_persian ? format_jalali(*date) : format_jalali_numeric(*date);
            const std::string ago = age(date->seconds);
            facts.push_back(ago.empty() ? written : fmt::format("{} ({})", written, ago));
        }
        if (!agency.empty()) facts.push_back(agency);
        if (!category.empty()) facts.push_back(category);
        return facts;
    }

    void write(const Hit& hit) {
        std::vector<Fragment> title{{number(hit.rank) + ". ", false}};
        // An article without a title is known by its code.
        if (hit.title.empty()) title.push_back({hit.code, false});
        title.insert(title.end(), hit.title.begin(), hit.title.end());
        write_line(title, Look::title, 0);
        std::vector<std::string> facts = facts_of(hit.code, hit.date, hit.agency, hit.category);
        if (!hit.similar.empty())
            facts.push_back(fmt::format("+{} {}", number(hit.similar.size()), label(similar_label)));
        write_line({{fmt::format("{}", fmt::join(facts, separator)), false}}, Look::faint, indent_columns);
        write_line(hit.snippet, Look::plain, indent_columns);
        text_ += '\n';
    }

    void write(const Facet& facet) {
        write_line({{facet.name, false}}, Look::title, 0);
        for (const FacetValue& value : facet.values) {
            write_line({{fmt::format("{}  {}", value.value, number(value.count)), false}}, Look::plain,
                       indent_columns);
        }
        text_ += '\n';
    }

    [[nodiscard]] std::string summary(const Page& page) const {
        if (page.total == 0) return std::string(label(nothing_label));
        const std::string about = page.total_is_exact ? "" : fmt::format("{} ", label(about_label));
        return fmt::format("{}{} {} ({:.1f} ms)", about, number(page.total), label(found_label),
                           page.took_ms);
    }

    const TextStyle& style_;
    std::string text_;
};

}  // namespace

std::string to_text(const Page& page, const TextStyle& style) {
    return TextWriter(style).page(page);
}

std::string to_text(const Article& article, const TextStyle& style) {
    return TextWriter(style).article(article);
}

}  // namespace jooya
