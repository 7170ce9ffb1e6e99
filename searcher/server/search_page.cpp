// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "jooya/indexer/jalali.hpp"
#include "jooya/searcher/persian_digits.hpp"
#include "jooya/searcher/query.hpp"
#include "server/assets.hpp"
#include "server/markup.hpp"
#include "server/page_texts.hpp"

namespace jooya::server {

namespace {

constexpr std::size_t facet_values_shown = 8;
constexpr std::size_t months_first = 4;
constexpr std::size_t months_shown = 12;
constexpr std::size_t similar_shown = 10;
constexpr std::uint32_t pages_beside = 2;

template <typename Value>
std::span<const Value> first_of(const std::vector<Value>& values, std::size_t most) {
    return std::span(values).first(std::min(most, values.size()));
}

std::string worded(std::string_view text, std::string_view value) {
    return fmt::format(fmt::runtime(text), value);
}

// Fills the skeleton that all pages share; `root` leads to the folder of the search page.
struct PageParts {
    std::string_view root = "./";
    std::string title{};  ///< as text
    std::string_view kind = "result";
    std::string head{};
    PageQuery query{};
    std::string hidden{};  ///< filters that a new search keeps
    std::string main{};
};

std::string filled(const PageParts& parts) {
    return fmt::format(fmt::runtime(assets::page), fmt::arg("root", parts.root),
                       fmt::arg("title", escaped(parts.title)), fmt::arg("kind", parts.kind),
                       fmt::arg("head", parts.head), fmt::arg("query", escaped(parts.query.words)),
                       fmt::arg("autofocus", parts.kind == "start" ? " autofocus" : ""),
                       fmt::arg("hidden", parts.hidden), fmt::arg("main", parts.main));
}

// The page's first heading, for those who hear the page.
std::string heard_heading(std::string_view text) {
    return fmt::format("<h1 class=\"heard\">{}</h1>\n", escaped(text));
}

std::string hidden_field(std::string_view name, std::string_view value) {
    return value.empty()
               ? std::string()
               : fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, escaped(value));
}

std::string hidden_filters(const PageQuery& query) {
    std::string fields;
    for (const std::string& agency : query.agency) fields += hidden_field("agency", agency);
    for (const std::string& category : query.category) fields += hidden_field("category", category);
    if (query.sort != Sort::relevance) fields += hidden_field("sort", name_of(query.sort));
    return fields;
}

std::string link(const PageQuery& query, std::string_view content, std::string_view attributes = {}) {
    return fmt::format("<a href=\"{}\"{}>{}</a>", escaped(query.link()), attributes, content);
}

std::string address_of(std::string_view url, std::string_view code, std::string_view root) {
    if (is_web_address(url)) return escaped(url);
    return fmt::format("{}articles/{}", root, percent_encoded(code));
}

std::string details(const std::optional<Timestamp>& date, std::string_view agency, std::string_view category,
                    std::string_view code) {
    std::vector<std::string> parts;
    if (date) {
        parts.push_back(
            fmt::format("<time datetime=\"{}\">{}</time>", format_iso(*date), escaped(format_jalali(*date))));
    }
    if (!agency.empty()) parts.push_back(fmt::format("<span><bdi>{}</bdi></span>", escaped(agency)));
    if (!category.empty()) parts.push_back(fmt::format("<span><bdi>{}</bdi></span>", escaped(category)));
    parts.push_back(
        fmt::format("<span class=\"code\">{}</span>",
                    worded(texts::code, fmt::format("<bdi>{}</bdi>", escaped(with_persian_digits(code))))));
    return fmt::format("<p class=\"details\">{}</p>", fmt::join(parts, ""));
}

std::string similar_of(const Hit& hit, std::string_view root, const ArticleOf& article_of) {
    std::string list;
    for (const std::string& code : first_of(hit.similar, similar_shown)) {
        const auto article = article_of(code);
        if (!article) continue;
        const std::string title = escaped(article->title.empty() ? texts::untitled : article->title);
        list +=
            fmt::format("<li><a href=\"{}\" dir=\"auto\">{}</a>{}</li>", address_of(article->url, code, root),
                        title, details(article->date, article->agency, {}, code));
    }
    if (list.empty()) return {};
    return fmt::format("<details class=\"similar\"><summary>{}</summary><ul>{}</ul></details>",
                       worded(texts::similar, persian_number(hit.similar.size())), list);
}

std::string item(const Hit& hit, std::string_view root, const ArticleOf& article_of) {
    std::string title = marked(hit.title);
    if (title.find_first_not_of(' ') == std::string::npos) title = texts::untitled;
    const std::string snippet = marked(hit.snippet);
    return fmt::format("<li class=\"hit\"><h2><a href=\"{}\" dir=\"auto\">{}</a></h2>{}{}{}</li>\n",
                       address_of(hit.url, hit.code, root), title,
                       details(hit.date, hit.agency, hit.category, hit.code),
                       snippet.empty() ? "" : "<p class=\"snippet\" dir=\"auto\">" + snippet + "</p>",
                       similar_of(hit, root, article_of));
}

std::string summary(const PageQuery& query, const Page& result) {
    const std::string number = persian_number(result.total);
    std::string text = result.total == 0
                           ? std::string(texts::nothing_found)
                           : worded(result.total_is_exact ? texts::found : texts::found_about, number);
    if (query.page > 1) text += "، " + worded(texts::on_page, persian_number(query.page));
    return fmt::format("<p class=\"total\" role=\"status\">{}</p>", text);
}

std::string orders(const PageQuery& query) {
    constexpr std::array names{std::pair{Sort::relevance, texts::relevance},
                               std::pair{Sort::newest, texts::newest},
                               std::pair{Sort::oldest, texts::oldest}};
    std::string links;
    for (const auto& [sort, name] : names) {
        PageQuery other = query;
        other.sort = sort;
        other.page = 1;
        links += link(other, name, sort == query.sort ? " aria-current=\"true\"" : "");
    }
    return fmt::format("<nav class=\"orders\" aria-label=\"{}\">{}</nav>", texts::sort_label, links);
}

std::string suggestion(const PageQuery& query, const Page& result) {
    if (!result.suggestion) return {};
    PageQuery other = query;
    other.words = result.suggestion->query;
    other.page = 1;
    const std::string words = link(other, "<bdi>" + escaped(other.words) + "</bdi>");
    return fmt::format("<p class=\"suggestion\">{}</p>\n", worded(texts::did_you_mean, words));
}

std::string notes(const Page& result) {
    if (result.notes.empty()) return {};
    std::string list;
    for (const Note& note : result.notes) list += fmt::format("<li>{}</li>", escaped(note.fa));
    return fmt::format("<ul class=\"notes\">{}</ul>\n", list);
}

// A year, month or day as people read it: ۱۴۰۲, مهر ۱۴۰۲, ۱۴۰۲/۰۷/۰۶.
std::string shown_date(std::string_view value) {
    const auto dates = parse_dates(value);
    const auto& date = dates ? dates->from : std::nullopt;
    const bool is_month = date && dates->from == dates->to && date->month != 0 && date->day == 0 &&
                          calendar_of_year(date->year) == CalendarKind::jalali;
    if (!is_month) return with_persian_digits(value);
    return fmt::format("{} {}", jalali_month_name(date->month),
                       with_persian_digits(std::to_string(date->year)));
}

// The name of an agency or a category: archives write one and the same in Arabic and in Persian letters.
std::string shown_name(std::string_view value) {
    return with_persian_letters(with_persian_digits(value));
}

// A filter that is set, and the way to be rid of it.
std::string chip(const PageQuery& without, std::string_view label, std::string_view value) {
    // «خبرگزاری خبرگزاری مهر» would say it twice.
    const std::string_view shown_label = value.starts_with(label) ? std::string_view() : label;
    return link(without,
                fmt::format("{} <bdi>{}</bdi><span class=\"remove\" role=\"img\" aria-label=\"{}\"></span>",
                            shown_label, escaped(shown_name(value)), texts::remove_filter),
                " class=\"chip\"");
}

std::string chips(PageQuery query) {
    query.page = 1;
    std::string list;
    const auto add = [&](std::string_view label, std::vector<std::string> PageQuery::*values) {
        for (std::size_t i = 0; i < (query.*values).size(); ++i) {
            PageQuery without = query;
            (without.*values).erase((without.*values).begin() + static_cast<std::ptrdiff_t>(i));
            list += chip(without, label, (query.*values)[i]);
        }
    };
    add(texts::agency, &PageQuery::agency);
    add(texts::category, &PageQuery::category);
    const auto add_days = [&](std::string_view label, std::initializer_list<std::string PageQuery::*> days) {
        const std::string value = shown_date(query.*(*days.begin()));
        if (value.empty()) return;
        PageQuery without = query;
        for (const auto day : days) (without.*day).clear();
        list += chip(without, label, value);
    };
    if (query.from == query.to) {
        add_days(texts::dates, {&PageQuery::from, &PageQuery::to});
    } else {
        add_days(texts::from, {&PageQuery::from});
        add_days(texts::to, {&PageQuery::to});
    }
    return list.empty() ? list : fmt::format("<p class=\"chips\">{}</p>\n", list);
}

// A facet: its name in the result, what it is called, how many of its values are shown.
struct FacetSection {
    std::string_view name;
    std::string_view label;
    std::size_t most = facet_values_shown;
    bool is_of_time = false;
};

// A facet's values as links that narrow the search.
template <typename Narrow>
std::string facet(const Page& result, const FacetSection& section, const Narrow& narrow) {
    const auto found = std::ranges::find(result.facets, section.name, &Facet::name);
    if (found == result.facets.end() || found->values.size() < 2) return {};
    std::string list;
    for (const FacetValue& value : first_of(found->values, section.most)) {
        const std::string shown = section.is_of_time ? shown_date(value.value) : shown_name(value.value);
        list += fmt::format("<li>{}</li>", link(narrow(value.value),
                                                fmt::format("<bdi>{}</bdi><span class=\"count\">{}</span>",
                                                            escaped(shown), persian_number(value.count))));
    }
    return fmt::format("<section><h3>{}</h3><ul>{}</ul></section>", section.label, list);
}

std::string dates_form(const PageQuery& query) {
    const auto field = [](std::string_view name, std::string_view label, std::string_view value) {
        return fmt::format(
            "<label>{}<input name=\"{}\" value=\"{}\" placeholder=\"{}\" inputmode=\"numeric\" dir=\"ltr\" "
            "maxlength=\"20\" autocomplete=\"off\"></label>",
            label, name, escaped(with_persian_digits(value)), texts::date_example);
    };
    return fmt::format(
        "<section><h3>{}</h3><form class=\"dates\" action=\"./\" method=\"get\">{}{}{}{}"
        "<button>{}</button></form></section>",
        texts::dates, hidden_field("q", query.words), hidden_filters(query),
        field("from", texts::from, query.from), field("to", texts::to, query.to), texts::apply);
}

std::string filters(const PageQuery& query, const Page& result) {
    PageQuery first = query;
    first.page = 1;
    const auto narrowed_to = [&](std::vector<std::string> PageQuery::*values) {
        return [&first, values](const std::string& value) {
            PageQuery narrowed = first;
            narrowed.*values = {value};
            return narrowed;
        };
    };
    const auto within = [&](const std::string& value) {
        PageQuery narrowed = first;
        narrowed.from = narrowed.to = value;
        return narrowed;
    };
    std::string body;
    if (query.agency.empty()) {
        body += facet(result, {.name = "agency", .label = texts::agency}, narrowed_to(&PageQuery::agency));
    }
    if (query.category.empty()) {
        body +=
            facet(result, {.name = "category", .label = texts::category}, narrowed_to(&PageQuery::category));
    }
    body += facet(result, {.name = "year", .label = texts::year, .is_of_time = true}, within);
    // The newest months: who looks for older ones chooses the year first.
    body += facet(result, {"month", texts::month, query.from.empty() ? months_first : months_shown, true},
                  within);
    body += dates_form(first);
    return fmt::format(
        "<aside aria-label=\"{0}\"><input type=\"checkbox\" id=\"fold\"><label for=\"fold\">{0}</label>"
        "<div class=\"filters\">{1}</div></aside>\n",
        texts::filters, body);
}

std::string paging(const PageQuery& query, const Page& result) {
    constexpr std::uint64_t size = PageQuery::hits_a_page;
    const auto last = static_cast<std::uint32_t>(
        std::min<std::uint64_t>((result.total + size - 1) / size, PageQuery::last_page));
    if (last < 2) return {};
    const auto to = [&](std::uint32_t page, std::string_view content, std::string_view attributes) {
        PageQuery other = query;
        other.page = page;
        return link(other, content, attributes);
    };
    std::string links;
    if (query.page > 1) links += to(query.page - 1, texts::previous, " rel=\"prev\"");
    const std::uint32_t begin = query.page > pages_beside ? query.page - pages_beside : 1;
    for (std::uint32_t page = begin; page <= std::min(last, query.page + pages_beside); ++page) {
        links += to(page, persian_number(page), page == query.page ? " aria-current=\"page\"" : "");
    }
    if (query.page < last) links += to(query.page + 1, texts::next, " rel=\"next\"");
    return fmt::format("<nav class=\"pages\" aria-label=\"{}\">{}</nav>\n", texts::pages, links);
}

std::string advice(const PageQuery& query, const Page& result) {
    if (result.total > 0) {
        PageQuery first = query;
        first.page = 1;
        return fmt::format("<ul class=\"advice\"><li>{}</li><li>{}</li></ul>\n", texts::no_such_page,
                           link(first, texts::first_page));
    }
    std::string list = fmt::format("<li>{}</li><li>{}</li>", texts::advice_spelling, texts::advice_fewer);
    PageQuery bare = query;
    bare.from.clear();
    bare.to.clear();
    bare.agency.clear();
    bare.category.clear();
    bare.page = 1;
    if (bare.link() != query.link()) list += fmt::format("<li>{}</li>", link(bare, texts::advice_filters));
    return fmt::format("<ul class=\"advice\">{}</ul>\n", list);
}

std::string paragraphs(std::string_view text) {
    std::string markup;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (!line.empty()) markup += fmt::format("<p dir=\"auto\">{}</p>\n", escaped(line));
    }
    return markup;
}

}  // namespace

std::string start_page(std::uint64_t articles) {
    PageParts parts;
    parts.title = texts::tagline;
    parts.kind = "start";
    parts.main = heard_heading(texts::tagline) +
                 fmt::format("<p class=\"archive\">{}</p>\n",
                             worded(texts::articles_in_archive, persian_number(articles)));
    return filled(parts);
}

std::string result_page(const PageQuery& query, const Page& result, const ArticleOf& article_of) {
    PageParts parts;
    parts.query = query;
    parts.title =
        worded(texts::result_title, query.words.empty() ? texts::all_news : std::string_view(query.words));
    parts.head = fmt::format("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">",
                             escaped(query.feed_link()));
    parts.hidden = hidden_filters(query) + hidden_field("from", query.from) + hidden_field("to", query.to);
    parts.main = heard_heading(parts.title) +
                 "<div class=\"found\" id=\"found\" tabindex=\"-1\">\n<div class=\"bar\">" +
                 summary(query, result) + (result.total > 1 ? orders(query) : "") + "</div>\n" +
                 chips(query) + suggestion(query, result) + notes(result);
    if (result.hits.empty()) {
        parts.main += advice(query, result);
    } else {
        parts.main += fmt::format("<ol class=\"hits\" aria-label=\"{}\" start=\"{}\">\n", texts::results,
                                  result.hits.front().rank);
        for (const Hit& hit : result.hits) parts.main += item(hit, parts.root, article_of);
        parts.main += "</ol>\n" + paging(query, result);
    }
    parts.main += "</div>\n";
    if (!result.hits.empty()) parts.main += filters(query, result);
    return filled(parts);
}

std::string article_page(const Article& article, const Page& related) {
    PageParts parts;
    parts.root = "../";
    parts.kind = "article";
    parts.title = worded(texts::result_title, article.title);
    parts.main = fmt::format("<article><h1 dir=\"auto\">{}</h1>\n{}", escaped(article.title),
                             details(article.date, article.agency, article.category, article.code));
    if (!article.lead.empty() && !article.body.starts_with(article.lead)) {
        parts.main += "<div class=\"lead\">" + paragraphs(article.lead) + "</div>";
    }
    parts.main += paragraphs(article.body);
    if (is_web_address(article.url)) {
        parts.main += fmt::format("<p class=\"source\"><a href=\"{}\">{}</a></p>\n", escaped(article.url),
                                  texts::source);
    }
    parts.main += "</article>\n";
    if (!related.hits.empty()) {
        parts.main += fmt::format("<section class=\"related\"><h2>{}</h2><ul>", texts::related);
        for (const Hit& hit : related.hits) {
            parts.main += fmt::format("<li><a href=\"{}\" dir=\"auto\">{}</a></li>",
                                      address_of(hit.url, hit.code, parts.root), marked(hit.title));
        }
        parts.main += "</ul></section>\n";
    }
    return filled(parts);
}

std::string missing_article_page() {
    PageParts parts;
    parts.root = "../";
    parts.kind = "article";
    parts.title = texts::no_article;
    parts.main = fmt::format("<h1>{}</h1>\n", texts::no_article);
    return filled(parts);
}

}  // namespace jooya::server
