// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_phrases.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "clean_text.hpp"
#include "data_file.hpp"
#include "jooya/analyzers/analyzer.hpp"

namespace jooya {
namespace {

// Furniture and labels are short; a longer line is a sentence.
constexpr std::size_t max_phrase_bytes = 160;
constexpr std::size_t max_label_bytes = 60;
constexpr std::size_t max_reference_bytes = 400;  // a phrase with a title behind it
constexpr std::size_t max_sign_bytes = 16;        // a writer's initials or number

const std::unordered_map<std::string, PagePhrase>& phrases() {
    static const std::unordered_map<std::string, PagePhrase> table = [] {
        std::unordered_map<std::string, PagePhrase> rows;
        data::for_each_row(data::boilerplate, [&](std::string_view kind, std::string_view phrase) {
            if (kind == "opening" || kind == "inside") return;
            const PagePhrase meaning = kind == "end"        ? PagePhrase::end
                                       : kind == "cut"      ? PagePhrase::cut
                                       : kind == "comments" ? PagePhrase::comments
                                       : kind == "line"     ? PagePhrase::line
                                                            : PagePhrase::link;
            rows.emplace(phrase_key(phrase), meaning);
        });
        return rows;
    }();
    return table;
}

/// The keys of a kind's phrases, each cut at the ellipsis that stands for any words.
std::vector<std::pair<std::string, std::string>> keys_of(std::string_view wanted) {
    std::vector<std::pair<std::string, std::string>> keys;
    data::for_each_row(data::boilerplate, [&](std::string_view kind, std::string_view phrase) {
        if (kind != wanted) return;
        constexpr std::string_view ellipsis = "\u2026";
        const std::size_t cut = std::min(phrase.find(ellipsis), phrase.size());
        keys.emplace_back(phrase_key(phrase.substr(0, cut)),
                          phrase_key(phrase.substr(std::min(cut + ellipsis.size(), phrase.size()))));
    });
    return keys;
}

bool is_page_line(const std::string& key) {
    static const auto openings = keys_of("opening");
    static const auto insides = keys_of("inside");
    return std::any_of(openings.begin(), openings.end(),
                       [&](const auto& opening) { return key.starts_with(opening.first); }) ||
           std::any_of(insides.begin(), insides.end(), [&](const auto& inside) {
               const std::size_t begin = key.find(inside.first);
               return begin != std::string::npos &&
                      key.find(inside.second, begin + inside.first.size()) != std::string::npos;
           });
}

const std::unordered_map<std::string, ArticleField>& labels() {
    static const std::unordered_map<std::string, ArticleField> table = [] {
        std::unordered_map<std::string, ArticleField> rows;
        data::for_each_row(data::labels, [&](std::string_view field, std::string_view label) {
            if (const auto known = article_field(field)) rows.emplace(phrase_key(label), *known);
        });
        return rows;
    }();
    return table;
}

std::string_view without_outer_digits(std::string_view key) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    while (!key.empty() && is_digit(key.front())) key.remove_prefix(1);
    while (!key.empty() && is_digit(key.back())) key.remove_suffix(1);
    return key;
}

std::optional<PagePhrase> known_phrase(std::string_view line) {
    const std::string key = phrase_key(line);
    const auto found = phrases().find(std::string(without_outer_digits(key)));
    if (found == phrases().end()) return std::nullopt;
    return found->second;
}

/// The word before an agency's name, folded, with its space.
const std::string& agency_word() {
    static const std::string word = fold_for_matching("خبرگزاری") + ' ';
    return word;
}

}  // namespace

std::optional<PagePhrase> page_phrase(std::string_view line) {
    if (line.size() > max_reference_bytes) return std::nullopt;
    if (line.size() <= max_phrase_bytes) {
        if (const auto whole = known_phrase(line)) return whole;
    }
    if (is_page_line(phrase_key(line))) return PagePhrase::line;
    const std::size_t mark = line.substr(0, max_label_bytes).find_first_of(":/*");
    if (mark == std::string_view::npos) return std::nullopt;
    const auto opening = known_phrase(line.substr(0, mark));
    if (opening == PagePhrase::link && line[mark] == ':') return PagePhrase::reference;
    const bool is_signed = line[mark] != ':' && line.size() - mark <= max_sign_bytes;
    return opening == PagePhrase::end && is_signed ? opening : std::nullopt;
}

bool is_counted(std::string_view line) {
    const std::string key = phrase_key(line);
    return without_outer_digits(key).size() < key.size();
}

std::string_view without_end_mark(std::string_view paragraph) {
    // The mark is at most three words, with a reporter's number behind it: look at the paragraph's last
    // words.
    constexpr int most_words = 5;
    std::size_t begin = paragraph.size();
    for (int words = 0; words < most_words && begin > 0; ++words) {
        const std::size_t space = paragraph.substr(0, begin).find_last_of(" .\n");
        begin = space == std::string_view::npos ? 0 : space;
        if (page_phrase(paragraph.substr(begin)) == PagePhrase::end) {
            const std::size_t kept = begin < paragraph.size() && paragraph[begin] == '.' ? begin + 1 : begin;
            return trimmed(paragraph.substr(0, kept));
        }
    }
    return paragraph;
}

std::optional<LabelledValue> labelled_value(std::string_view line) {
    const std::string_view head = line.substr(0, max_label_bytes);
    std::size_t label_end = head.find(':');
    std::size_t separator_bytes = 1;
    if (label_end == std::string_view::npos) {
        label_end = head.find(" - ");
        separator_bytes = 3;
    }
    if (label_end == std::string_view::npos) {
        // «کد خبر ۶۶۰۸۲۱»: without a sign between them, only a number is a value.
        label_end = line.size() <= max_label_bytes ? head.rfind(' ') : label_end;
        separator_bytes = 1;
        if (label_end == std::string_view::npos || !has_no_letters(head.substr(label_end)))
            return std::nullopt;
    }
    const auto found = labels().find(phrase_key(line.substr(0, label_end)));
    if (found == labels().end()) return std::nullopt;
    return LabelledValue{found->second, trimmed(line.substr(label_end + separator_bytes))};
}

bool has_no_letters(std::string_view line) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
    const auto size = static_cast<std::int32_t>(line.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c >= 0 && u_isalpha(c) != 0) return false;
    }
    return true;
}

std::string dateline_agency(std::string_view text) {
    constexpr std::size_t longest_opening = 160;
    constexpr std::ptrdiff_t most_words = 4;
    static const std::array<std::string, 2> openings = {"", fold_for_matching("به گزارش") + ' '};
    static const std::array<std::string, 4> ends = {":", "\u060C", " " + fold_for_matching("به") + ' ',
                                                    " " + fold_for_matching("از") + ' '};
    // The original is cut at the same words as the folded text, which keeps their number.
    const std::string_view first_line = text.substr(0, text.find('\n'));
    const std::string folded = fold_for_matching(first_line.substr(0, longest_opening));
    for (const std::string& opening : openings) {
        const std::string wanted = opening + agency_word();
        if (!folded.starts_with(wanted)) continue;
        std::size_t end = std::string::npos;
        for (const std::string& mark : ends) end = std::min(end, folded.find(mark, wanted.size()));
        if (end == std::string::npos) return {};
        const auto words = std::count(folded.begin() + static_cast<std::ptrdiff_t>(opening.size()),
                                      folded.begin() + static_cast<std::ptrdiff_t>(end), ' ') +
                           1;
        if (words > most_words) return {};
        // Skip as many words of the original as the opening has, then take the agency's.
        std::string_view rest = trimmed(first_line);
        for (auto skipped = std::count(opening.begin(), opening.end(), ' '); skipped > 0; --skipped) {
            rest = trimmed(rest.substr(std::min(rest.find(' '), rest.size())));
        }
        std::size_t agency_end = 0;
        for (std::ptrdiff_t word = 0; word < words; ++word) {
            agency_end = std::min(rest.find(' ', agency_end + (word > 0 ? 1 : 0)), rest.size());
        }
        std::string_view agency = rest.substr(0, agency_end);
        for (const std::string_view mark : {":", "\u060C"}) agency = agency.substr(0, agency.find(mark));
        return clean_line(agency);
    }
    return {};
}

}  // namespace jooya
