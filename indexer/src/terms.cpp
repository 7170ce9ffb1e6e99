// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/terms.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "digest.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/jalali.hpp"

namespace jooya {
namespace {

constexpr std::size_t hash_digits = 16;

/// The word that stands before an agency's name, folded.
const std::string& agency_word() {
    static const std::string word = fold_for_matching("خبرگزاری") + ' ';
    return word;
}

std::size_t stored_bytes(std::string_view text) {
    return text.size() + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
}

}  // namespace

void make_term(std::string_view prefix, std::string_view text, std::string& term) {
    term.assign(prefix);
    if (term.size() + text.size() <= max_term_bytes / 2 ||
        term.size() + stored_bytes(text) <= max_term_bytes) {
        term.append(text);
        return;
    }
    std::size_t room = max_term_bytes - prefix.size() - hash_digits;
    while (room > 0 && (stored_bytes(text.substr(0, room)) > max_term_bytes - prefix.size() - hash_digits ||
                        U8_IS_TRAIL(text[room]))) {
        --room;
    }
    term.append(text.substr(0, room));
    term.append(fmt::format("{:016x}", hash64(text)));
}

std::string make_term(std::string_view prefix, std::string_view text) {
    std::string term;
    make_term(prefix, text, term);
    return term;
}

std::string normalized_code(std::string_view code) {
    std::string normalized;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(code.data());
    const auto size = static_cast<std::int32_t>(code.size());
    std::size_t end_of_text = 0;
    for (std::int32_t next = 0; next < size;) {
        const std::int32_t begin = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        const bool is_space =
            c >= 0 && (u_isUWhiteSpace(c) != 0 || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0);
        if (is_space && normalized.empty()) continue;
        const std::int32_t digit = c >= 0x80 ? u_charDigitValue(c) : -1;
        if (digit >= 0) {
            normalized += static_cast<char>('0' + digit);
        } else {
            normalized.append(code, static_cast<std::size_t>(begin), static_cast<std::size_t>(next - begin));
        }
        if (!is_space) end_of_text = normalized.size();
    }
    normalized.resize(end_of_text);
    return normalized;
}

std::string code_term(std::string_view code) {
    return make_term(find_field("code")->prefix, normalized_code(code));
}

std::string keyword_key(const Field& field, std::string_view value) {
    std::string key = fold_for_matching(value);
    if (field.name == "agency" && key.starts_with(agency_word())) key.erase(0, agency_word().size());
    return key;
}

std::string keyword_term(const Field& field, std::string_view value) {
    return make_term(field.prefix, keyword_key(field, value));
}

std::vector<std::string> date_terms(const Timestamp& date) {
    std::vector<std::string> terms;
    for (const auto& [prefix, kind] : {std::pair{jalali_prefix, CalendarKind::jalali},
                                       std::pair{gregorian_prefix, CalendarKind::gregorian}}) {
        const CalendarDay day = to_calendar(date.seconds, kind);
        terms.push_back(fmt::format("{}{:04}", prefix, day.year));
        terms.push_back(fmt::format("{}{:04}{:02}", prefix, day.year, day.month));
        terms.push_back(fmt::format("{}{:04}{:02}{:02}", prefix, day.year, day.month, day.day));
    }
    return terms;
}

std::string cluster_term(std::string_view code) {
    return std::string(cluster_prefix) += code;
}

std::string source_term(std::string_view source) {
    return source_term_of_key(source_key(source));
}

std::string source_key(std::string_view source) {
    const std::uint64_t hash = hash64(source);
    std::string key;
    for (unsigned shift = 64; shift > 0; shift -= 8) key += static_cast<char>(hash >> (shift - 8));
    return key;
}

std::string source_term_of_key(std::string_view key) {
    std::string term(source_prefix);
    for (const char byte : key) term += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return term;
}

}  // namespace jooya
