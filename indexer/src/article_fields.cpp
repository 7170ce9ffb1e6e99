// SPDX-License-Identifier: GPL-3.0-or-later
#include "article_fields.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "clean_text.hpp"
#include "digest.hpp"
#include "html_text.hpp"
#include "jooya/indexer/parse_date.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {
namespace {

struct Row {
    ArticleField field;
    std::string_view name;
    std::string_view aliases;  ///< as phrase_key gives them, surest first, parted by spaces
};

// Names seen in exports of WordPress, Nastooh and the news sets of Hamshahri, in schema.org's NewsArticle,
// RSS and JSON Feed.
constexpr std::array<Row, article_field_count> rows = {
    Row{ArticleField::code, "code", "code newscode newsid nid articleid id guid کدخبر کد شناسه"},
    Row{ArticleField::title, "title", "title newstitle headline عنوان تیتر"},
    Row{ArticleField::lead, "lead", "lead summary abstract excerpt description intro لید خلاصه چکیده"},
    Row{ArticleField::body, "body",
        "body fulltext articlebody content contenttext text html contenthtml bodyhtml متن متنخبر"},
    Row{ArticleField::date, "date",
        "date datepublished publishedat publishdate publisheddate pubdate published publishtime datetime "
        "timestamp time createdat created تاریخ تاریخانتشار"},
    Row{ArticleField::agency, "agency", "agency source publisher provider خبرگزاری منبع"},
    Row{ArticleField::category, "category",
        "category section articlesection service topic categories گروه سرویس"},
    Row{ArticleField::author, "author", "author authors byline creator writer reporter نویسنده خبرنگار"},
    Row{ArticleField::tags, "tags", "tags keywords tag labels برچسب برچسبها کلیدواژه کلیدواژهها"},
    Row{ArticleField::url, "url", "url link permalink canonicalurl href نشانی لینک"},
};

constexpr unsigned mapped_rank = 0;  // --map beats every name that is only known
constexpr std::size_t max_seen_names = 10'000;

bool has_space_or_control(std::string_view code) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(code.data());
    const auto size = static_cast<std::int32_t>(code.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0 || u_isUWhiteSpace(c) != 0 || u_iscntrl(c) != 0) return true;
    }
    return false;
}

std::string text_value(const std::string& raw) {
    if (!looks_like_html(raw)) return clean_paragraphs(raw);
    if (has_tags(raw)) return html_to_text(raw);
    // Plain text with its signs escaped, whose line ends are paragraphs.
    std::string html;
    for (const char c : raw) {
        if (c == '\n') html += "<br>";
        html += c;
    }
    return html_to_text(html);
}

std::string line_value(const std::string& raw) {
    return clean_line(looks_like_html(raw) ? html_to_text(raw) : raw);
}

/// Tags written as one text: parted by commas of either script, semicolons or bars.
std::vector<std::string> split_tags(std::string_view text) {
    constexpr std::array<std::string_view, 6> separators = {",", "\u060C", ";", "\u061B", "|", "\n"};
    std::vector<std::string> tags;
    while (!text.empty()) {
        std::size_t end = text.size();
        std::size_t length = 0;
        for (const std::string_view separator : separators) {
            const std::size_t found = text.find(separator);
            if (found < end) {
                end = found;
                length = separator.size();
            }
        }
        tags.emplace_back(text.substr(0, end));
        text.remove_prefix(end + length);
    }
    return tags;
}

std::vector<std::string> tags_of(const RawFields& raw) {
    std::vector<std::string> tags;
    const std::vector<std::string> candidates =
        raw.tags().empty() ? split_tags(raw[ArticleField::tags]) : raw.tags();
    for (const std::string& candidate : candidates) {
        std::string tag = line_value(candidate);
        std::replace(tag.begin(), tag.end(), tag_separator, ' ');
        if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
            tags.push_back(std::move(tag));
    }
    return tags;
}

std::string derived_code(const Article& article, std::string_view source, const Position& position,
                         DeriveCode how) {
    switch (how) {
        case DeriveCode::none:
            return {};
        case DeriveCode::url: {
            std::string code = code_in_url(article.url);
            return code.empty() ? article.url.substr(0, max_code_bytes) : code;
        }
        case DeriveCode::path: {
            std::string stem = std::filesystem::path(source).stem().string();
            std::replace(stem.begin(), stem.end(), ' ', '_');
            return position.unit == Position::Unit::none ? stem : fmt::format("{}-{}", stem, position.number);
        }
        case DeriveCode::hash: {
            const Digest digest = digest_of(article.title + '\n' + article.lead + '\n' + article.body);
            std::string code;
            for (const char byte : digest.view().substr(0, 8)) {
                code += fmt::format("{:02x}", static_cast<unsigned char>(byte));
            }
            return code;
        }
    }
    return {};
}

}  // namespace

FieldNames::FieldNames(const ReaderOptions& options) {
    for (const Row& row : rows) {
        unsigned rank = mapped_rank + 1;
        for (std::string_view rest = row.aliases; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            known_.emplace(phrase_key(rest.substr(0, end)), FieldMatch{row.field, rank++});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    for (const auto& [name, ours] : options.field_map) {
        if (const auto field = article_field(ours)) known_[phrase_key(name)] = {*field, mapped_rank};
    }
}

std::optional<FieldMatch> FieldNames::find(std::string_view name) {
    std::string key(name);
    if (const auto seen = seen_.find(key); seen != seen_.end()) return seen->second;
    const auto known = known_.find(phrase_key(name));
    const std::optional<FieldMatch> match =
        known == known_.end() ? std::nullopt : std::optional<FieldMatch>(known->second);
    if (seen_.size() < max_seen_names) seen_.emplace(std::move(key), match);
    return match;
}

std::optional<ArticleField> article_field(std::string_view name) {
    for (const Row& row : rows) {
        if (row.name == name) return row.field;
    }
    return std::nullopt;
}

std::string code_in_url(std::string_view url) {
    constexpr std::size_t shortest_code = 4;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view path = url.substr(0, url.find_first_of("?#"));
    std::size_t end = path.size();
    while (end > 0) {
        while (end > 0 && !is_digit(path[end - 1])) --end;
        std::size_t begin = end;
        while (begin > 0 && is_digit(path[begin - 1])) --begin;
        if (end - begin >= shortest_code) return std::string(path.substr(begin, end - begin));
        end = begin;
    }
    return {};
}

void RawFields::set(FieldMatch match, std::string value) {
    Value& slot = slots_[static_cast<std::size_t>(match.field)];
    const bool is_blank = trimmed(value).empty();
    if (slot.is_set && (slot.rank < match.rank || is_blank)) return;
    slot = {std::move(value), match.rank, !is_blank};
}

void RawFields::add_part(FieldMatch match, std::string value) {
    if (match.field == ArticleField::tags) {
        if (!tags_.empty() && tags_rank_ != match.rank) return;
        tags_rank_ = match.rank;
        tags_.push_back(std::move(value));
        return;
    }
    Value& slot = slots_[static_cast<std::size_t>(match.field)];
    if (slot.is_set && slot.rank == match.rank) {
        const std::string_view separator = match.field == ArticleField::body ? "\n" : "\u060C ";
        slot.value.append(separator).append(value);
        return;
    }
    set(match, std::move(value));
}

bool RawFields::empty() const {
    return tags_.empty() &&
           std::none_of(slots_.begin(), slots_.end(), [](const Value& slot) { return slot.is_set; });
}

void RawFields::clear() {
    for (Value& slot : slots_) slot = {};
    tags_.clear();
    tags_rank_ = 0;
}

bool deliver_article(const RawFields& raw, std::string_view source, const Position& position,
                     const ReaderOptions& options, const ReadSink& sink) {
    const auto reject = [&](RejectReason reason, std::string_view detail = {}) {
        return sink(Reject{std::string(source), position, reason, std::string(detail)});
    };
    Article article;
    article.title = line_value(raw[ArticleField::title]);
    article.lead = text_value(raw[ArticleField::lead]);
    article.body = text_value(raw[ArticleField::body]);
    article.agency = line_value(raw[ArticleField::agency]);
    article.category = line_value(raw[ArticleField::category]);
    article.author = line_value(raw[ArticleField::author]);
    article.tags = tags_of(raw);
    article.url = clean_line(raw[ArticleField::url]);
    if (article.title.empty() && article.body.empty() && article.lead.empty()) {
        return reject(RejectReason::empty_article, clean_line(raw[ArticleField::code]));
    }

    article.code = normalized_code(raw[ArticleField::code]);
    // Feeds give an address for an identifier; the code is the number in it.
    if (article.code.find("://") != std::string::npos) {
        if (std::string number = code_in_url(article.code); !number.empty()) article.code = std::move(number);
    }
    if (article.code.empty()) article.code = derived_code(article, source, position, options.derive_code);
    if (article.code.empty()) return reject(RejectReason::no_code, article.title);
    if (!options.source_name.empty()) article.code = options.source_name + ':' + article.code;
    if (has_space_or_control(article.code))
        return reject(RejectReason::malformed_code, clean_line(article.code));
    if (article.code.size() > max_code_bytes) {
        return reject(RejectReason::code_too_long, fmt::format("{} B", article.code.size()));
    }

    const std::string& date = raw[ArticleField::date];
    if (!trimmed(date).empty()) {
        article.date = parse_date(date);
        if (!article.date.has_value()) article.date = find_date(date);
        if (!article.date.has_value() &&
            !sink(ReadWarning{std::string(source), position, article.code, clean_line(date)})) {
            return false;
        }
    }
    return sink(ReadArticle{std::move(article), position});
}

}  // namespace jooya
