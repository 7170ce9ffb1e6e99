// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "jooya/indexer/jalali.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/searcher/persian_digits.hpp"
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
constexpr Label similar_label{"and {} similar articles", "و {} خبر مشابه"};
constexpr Label one_similar_label{"and 1 similar article", "و ۱ خبر مشابه"};
constexpr Label found_label{"{} found", "{} خبر یافت شد"};
constexpr Label about_label{"about {}", "حدود {}"};
constexpr Label shown_label{"{} to {} of {} found", "{} تا {} از {} خبرِ یافت‌شده"};
constexpr Label nothing_label{"nothing found", "چیزی یافت نشد"};
constexpr Label milliseconds_label{"{} ms", "{} میلی‌ثانیه"};
constexpr Label meant_label{"did you mean", "آیا منظورتان این بود"};
constexpr Label note_label{"note", "یادداشت"};
constexpr Label now_label{"just now", "همین حالا"};
constexpr Label ago_label{"ago", "قبل"};
constexpr Label year_label{"year", "سال"};
constexpr Label month_label{"month", "ماه"};

struct Unit {
    std::int64_t seconds;
    std::string_view en;
    std::string_view en_plural;
    std::string_view fa;
};
constexpr std::array units{Unit{year, "year", "years", "سال"}, Unit{month, "month", "months", "ماه"},
                           Unit{day, "day", "days", "روز"}, Unit{hour, "hour", "hours", "ساعت"},
                           Unit{minute, "minute", "minutes", "دقیقه"}};

// «1396/02» as «اردیبهشت ۱۳۹۶».
std::string month_in_words(std::string_view digits) {
    constexpr std::size_t year_digits = 4;
    constexpr std::size_t all = 7;
    if (digits.size() != all) return std::string(digits);
    const int number = (digits[all - 2] - '0') * 10 + (digits[all - 1] - '0');
    return fmt::format("{} {}", jalali_month_name(number),
                       with_persian_digits(digits.substr(0, year_digits)));
}

class TextWriter {
  public:
    explicit TextWriter(const TextStyle& style) : style_(style) {}

    std::string page(const Page& page) {
        for (const Hit& hit : page.hits) write(hit);
        for (const Facet& facet : page.facets) write(facet);
        if (page.suggestion) {
            paragraph(
                {{fmt::format("{}: ", label(meant_label)), false}, {shown(page.suggestion->query), true}},
                Look::plain, 0);
        }
        for (const Note& note : page.notes) {
            const std::string& text = style_.is_persian ? note.fa : note.en;
            paragraph({{fmt::format("{}: {}", label(note_label), shown(text)), false}}, Look::faint, 0);
        }
        paragraph({{summary(page), false}}, Look::faint, 0);
        return std::move(text_);
    }

    std::string article(const Article& article) {
        paragraph({{shown(article.title), false}}, Look::title, 0);
        std::vector<std::string> facts =
            facts_of(article.code, article.date, article.agency, article.category);
        if (!article.author.empty()) facts.push_back(shown(article.author));
        list(facts, Look::faint, 0);
        std::vector<std::string> tags;
        for (const std::string& tag : article.tags) tags.push_back("#" + shown(tag));
        list(tags, Look::faint, 0);
        if (!article.url.empty()) paragraph({{shown(article.url), false}}, Look::faint, 0);
        if (!article.lead.empty() && !article.body.starts_with(article.lead)) part(article.lead);
        std::string_view rest = article.body;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            part(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return std::move(text_);
    }

  private:
    [[nodiscard]] std::string_view label(const Label& label) const {
        return style_.is_persian ? label.fa : label.en;
    }

    [[nodiscard]] std::string number(std::uint64_t value) const {
        return style_.is_persian ? persian_number(value) : fmt::format("{}", value);
    }

    // A paragraph of an article, with an empty line before it.
    void part(std::string_view text) {
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
        text_ += '\n';
        paragraph({{shown(text), false}}, Look::plain, 0);
    }

    void paragraph(const std::vector<Fragment>& fragments, Look look, unsigned indent) {
        const bool is_right_to_left = jooya::is_right_to_left(fragments);
        for (const auto& line : wrapped(fragments, width_within(indent))) {
            write_line(line, look, is_right_to_left, indent);
        }
    }

    // Values side by side, parted by dots; a line breaks between two of them where it can.
    void list(const std::vector<std::string>& values, Look look, unsigned indent) {
        if (values.empty()) return;
        const unsigned width = width_within(indent);
        const unsigned apart = columns_of(separator);
        // Several values of one direction would otherwise change places where they meet.
        const auto as_value = [&](const std::string& value) {
            return style_.bidi == TextStyle::Bidi::none ? value : isolated(value);
        };
        std::string line;
        unsigned used = 0;
        const auto end_line = [&] {
            if (line.empty()) return;
            write_line({{line, false}}, look, style_.is_persian, indent);
            line.clear();
            used = 0;
        };
        for (const std::string& value : values) {
            for (const std::vector<Fragment>& piece : wrapped({{value, false}}, width)) {
                const std::string& text = piece.front().text;
                const unsigned columns = columns_of(text);
                if (!line.empty() && width > 0 && used + apart + columns > width) end_line();
                if (!line.empty()) line += separator;
                used += (line.empty() ? 0 : apart) + columns;
                line += as_value(text);
            }
        }
        end_line();
    }

    [[nodiscard]] unsigned width_within(unsigned indent) const {
        return style_.width > indent ? style_.width - indent : style_.width;
    }

    void write_line(const std::vector<Fragment>& line, Look look, bool is_right_to_left, unsigned indent) {
        // A page in Persian begins at the right, also on a terminal that cannot put it there.
        if (style_.bidi == TextStyle::Bidi::visual && style_.is_persian && style_.width > 0) {
            const unsigned columns = indent + columns_of(plain(line));
            text_.append(style_.width > columns ? style_.width - columns : 0, ' ');
        } else {
            text_.append(indent, ' ');
        }
        text_ += line_text(line, look, is_right_to_left, style_);
        text_ += '\n';
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
        std::vector<std::string> facts{fmt::format("{} {}", label(code_label), shown(code))};
        if (date) {
            const std::string written =
                style_.is_persian ? format_jalali(*date) : format_jalali_numeric(*date);
            const std::string ago = age(date->seconds);
            facts.push_back(ago.empty() ? written : fmt::format("{} ({})", written, ago));
        }
        if (!agency.empty()) facts.push_back(shown(agency));
        if (!category.empty()) facts.push_back(shown(category));
        return facts;
    }

    [[nodiscard]] static std::vector<Fragment> shown_fragments(const std::vector<Fragment>& fragments) {
        std::vector<Fragment> clean;
        for (const Fragment& fragment : fragments) clean.push_back({shown(fragment.text), fragment.hit});
        return clean;
    }

    void write(const Hit& hit) {
        std::vector<Fragment> title = shown_fragments(hit.title);
        // An article without a title is known by its code.
        if (title.empty()) title.push_back({shown(hit.code), false});
        title.insert(title.begin(), {number(hit.rank) + ". ", false});
        paragraph(title, Look::title, 0);
        std::vector<std::string> facts = facts_of(hit.code, hit.date, hit.agency, hit.category);
        if (hit.similar.size() == 1) facts.emplace_back(label(one_similar_label));
        if (hit.similar.size() > 1) facts.push_back(with_number(similar_label, hit.similar.size()));
        list(facts, Look::faint, indent_columns);
        paragraph(shown_fragments(hit.snippet), Look::plain, indent_columns);
        text_ += '\n';
    }

    [[nodiscard]] std::string_view name_of(const Facet& facet) const {
        if (facet.name == "year") return label(year_label);
        if (facet.name == "month") return label(month_label);
        const Field* field = find_field(facet.name);
        return style_.is_persian && field != nullptr ? field->alias : std::string_view(facet.name);
    }

    [[nodiscard]] std::string value_of(const Facet& facet, const FacetValue& value) const {
        if (!style_.is_persian) return shown(value.value);
        if (facet.name == "month") return month_in_words(value.value);
        return facet.name == "year" ? with_persian_digits(value.value) : shown(value.value);
    }

    void write(const Facet& facet) {
        if (facet.values.empty()) return;
        paragraph({{std::string(name_of(facet)), false}}, Look::title, 0);
        std::vector<std::string> values;
        for (const FacetValue& value : facet.values) {
            values.push_back(fmt::format("{}: {}", value_of(facet, value), number(value.count)));
        }
        list(values, Look::plain, indent_columns);
        text_ += '\n';
    }

    [[nodiscard]] std::string with_number(const Label& text, std::uint64_t value) const {
        return fmt::format(fmt::runtime(label(text)), number(value));
    }

    // How many were found, and which of them these are where they are not all.
    [[nodiscard]] std::string found_on(const Page& page) const {
        const std::string total =
            page.total_is_exact ? number(page.total) : with_number(about_label, page.total);
        const bool is_all = page.hits.size() == page.total || page.hits.empty();
        if (is_all) return fmt::format(fmt::runtime(label(found_label)), total);
        return fmt::format(fmt::runtime(label(shown_label)), number(page.hits.front().rank),
                           number(page.hits.back().rank), total);
    }

    [[nodiscard]] std::string summary(const Page& page) const {
        const std::string duration =
            style_.is_persian ? persian_decimal(page.took_ms) : fmt::format("{:.1f}", page.took_ms);
        const std::string took = fmt::format(fmt::runtime(label(milliseconds_label)), duration);
        const std::string found = page.total == 0 ? std::string(label(nothing_label)) : found_on(page);
        return fmt::format("{} ({})", found, took);
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
