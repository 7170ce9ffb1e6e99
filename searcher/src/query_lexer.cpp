// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_lexer.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "jooya/analyzers/analyzer.hpp"
#include "query_notes.hpp"
#include "query_words.hpp"

namespace jooya {

namespace {

using Kind = QueryToken::Kind;
using Characters = std::u32string;
using CharactersView = std::u32string_view;

std::string encode(CharactersView characters) {
    std::string text;
    for (const char32_t c : characters) {
        std::array<std::uint8_t, 4> bytes{};
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
        text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
    }
    return text;
}

// The first `limit` characters. Controls and broken bytes part words; bidi controls are dropped.
Characters decode(std::string_view text, std::size_t limit, bool& is_cut) {
    Characters characters;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    // Four bytes a character at most; a longer text is cut before its length could overflow ICU's 32 bits.
    constexpr std::size_t far_more = std::size_t{1} << 20;
    const auto size = static_cast<std::int32_t>(std::min(text.size(), far_more));
    is_cut = text.size() > far_more;
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c >= 0 && u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0) continue;
        if (characters.size() == limit) {
            is_cut = true;
            break;
        }
        const bool parts = c < 0 || u_iscntrl(c) != 0 || u_isUWhiteSpace(c) != 0;
        characters.push_back(parts && c != static_cast<UChar32>(zwnj) ? U' ' : static_cast<char32_t>(c));
    }
    return characters;
}

bool is_space(char32_t c) {
    return c == U' ';
}

bool is_minus(char32_t c) {
    return c == U'-' || c == minus_sign;
}

bool is_quote(char32_t c) {
    return c == U'"' || c == left_guillemet || c == right_guillemet || c == left_double_quote ||
           c == right_double_quote || c == low_double_quote || c == double_prime;
}

bool parts_phrase(char32_t c) {
    return is_space(c) || is_quote(c);
}

bool has_letters(CharactersView text, std::size_t at_least) {
    return static_cast<std::size_t>(std::ranges::count_if(
               text, [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; })) >= at_least;
}

// Which field `name` calls, in English or Persian, whatever letters it is typed in.
const Field* field_called(CharactersView name) {
    const std::string folded = fold_for_matching(encode(name));
    for (const Field& field : fields) {
        if (field.kind == FieldKind::stored) continue;
        if (folded == field.name || folded == fold_for_matching(field.alias)) return &field;
    }
    return nullptr;
}

class Lexer {
  public:
    Lexer(CharactersView text, const QueryLimits& limits, std::vector<Note>& notes)
        : text_(text), limits_(limits), notes_(notes) {}

    std::vector<QueryToken> run() {
        while (at_ < text_.size()) {
            const char32_t c = text_[at_];
            if (is_space(c) || c == zwnj) {
                ++at_;
            } else if (c == U'(' || c == U')') {
                ++at_;
                tokens_.push_back({.kind = c == U'(' ? Kind::open : Kind::close});
            } else if (is_quote(c)) {
                phrase();
            } else if (c == U'+' || c == U'=' || is_minus(c)) {
                sign(c);
            } else {
                word();
            }
        }
        return std::move(tokens_);
    }

  private:
    [[nodiscard]] bool ends_word(std::size_t at) const {
        return at >= text_.size() || is_space(text_[at]) || is_quote(text_[at]) || text_[at] == U'(' ||
               text_[at] == U')';
    }

    // A sign works on what it touches on its right; between spaces it is punctuation. Of several, the first counts.
    void sign(char32_t c) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (text_[at_] == U'+' || text_[at_] == U'=' || is_minus(text_[at_])))
            ++at_;
        // Behind a quotation it joins: «زامبی»+عکس.
        if (begin > 0 && is_quote(text_[begin - 1])) return;
        if (at_ >= text_.size() || is_space(text_[at_]) || text_[at_] == U')') {
            if (!is_minus(c)) query_notes::add(notes_, query_notes::stray_operator(encode({&c, 1})));
            return;
        }
        tokens_.push_back({.kind = c == U'+' ? Kind::must : c == U'=' ? Kind::exact : Kind::excluded});
        const bool is_exact_too =
            c != U'=' && text_.substr(begin, at_ - begin).find(U'=') != std::string::npos;
        if (is_exact_too) tokens_.push_back({.kind = Kind::exact});
    }

    // A quotation ends at its own other half; mixed marks ("…») are taken for a pair where that is missing.
    void phrase() {
        const char32_t opening = text_[at_++];
        char32_t closing = opening;
        if (opening == left_guillemet) closing = right_guillemet;
        if (opening == left_double_quote || opening == low_double_quote) closing = right_double_quote;
        std::size_t end = text_.find(closing, at_);
        if (end == CharactersView::npos) {
            const auto other = std::ranges::find_if(text_.substr(at_), is_quote);
            end = at_ + static_cast<std::size_t>(other - text_.substr(at_).begin());
        }
        if (end >= text_.size()) {
            query_notes::add(notes_, query_notes::unbalanced_quote());
            return;
        }
        const CharactersView inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        if (!has_letters(inside, 1)) return;
        QueryToken token{.kind = Kind::phrase};
        for (std::size_t begin = 0; begin < inside.size();) {
            std::size_t end_of_piece = begin;
            while (end_of_piece < inside.size() && !parts_phrase(inside[end_of_piece])) ++end_of_piece;
            const CharactersView piece = inside.substr(begin, end_of_piece - begin);
            begin = end_of_piece + 1;
            if (piece.empty()) continue;
            if (!token.text.empty()) token.text += ' ';
            token.text += encode(piece);
            if (has_letters(piece, 1)) token.word_ends.push_back(token.text.size());
        }
        tokens_.push_back(std::move(token));
    }

    void word() {
        const std::size_t begin = at_;
        while (!ends_word(at_)) {
            const char32_t next = at_ + 1 < text_.size() ? text_[at_ + 1] : U' ';
            if (text_[at_] == U':' && !is_space(next) && next != U')') {
                if (const Field* field = field_called(text_.substr(begin, at_ - begin))) {
                    ++at_;
                    tokens_.push_back({.kind = Kind::field, .field = field});
                    return;
                }
            }
            ++at_;
        }
        add_word(text_.substr(begin, at_ - begin));
    }

    void add_word(CharactersView word) {
        bool is_prefix = false;
        while (!word.empty() && (word.back() == U'*' || word.back() == zwnj)) {
            is_prefix = is_prefix || word.back() == U'*';
            word.remove_suffix(1);
        }
        if (word == U"AND") {
            tokens_.push_back({.kind = Kind::conjunction, .text = "AND"});
        } else if (word == U"OR") {
            tokens_.push_back({.kind = Kind::disjunction, .text = "OR"});
        } else if (word == U"NOT") {
            tokens_.push_back({.kind = Kind::excluded, .text = "NOT"});
        } else if (const auto distance = near_distance(word)) {
            tokens_.push_back({.kind = Kind::near, .text = "NEAR", .distance = *distance});
        } else {
            if (!has_letters(word, 1)) {
                if (is_prefix) query_notes::add(notes_, query_notes::stray_operator("*"));
                return;
            }
            tokens_.push_back(
                {.kind = Kind::word, .text = encode(word), .is_prefix = is_prefix && take_wildcard(word)});
        }
    }

    bool take_wildcard(CharactersView word) {
        if (!has_letters(word, limits_.wildcard_letters)) {
            query_notes::add(notes_, query_notes::short_wildcard(encode(word), limits_.wildcard_letters));
            return false;
        }
        if (wildcards_ == limits_.wildcards) {
            query_notes::add(notes_, query_notes::too_many_wildcards(limits_.wildcards));
            return false;
        }
        ++wildcards_;
        return true;
    }

    // `NEAR` or `NEAR/n`.
    std::optional<std::uint32_t> near_distance(CharactersView word) {
        constexpr CharactersView name = U"NEAR";
        if (!word.starts_with(name)) return std::nullopt;
        word.remove_prefix(name.size());
        if (word.empty()) return default_near_distance;
        const std::string number = fold_for_matching(encode(word.substr(1)));
        std::uint32_t distance = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), distance);
        if (word.front() != U'/' || end != number.data() + number.size() || number.empty())
            return std::nullopt;
        if (error == std::errc::result_out_of_range || distance > limits_.near_distance) {
            query_notes::add(notes_, query_notes::near_too_far(limits_.near_distance));
            return limits_.near_distance;
        }
        return std::max(distance, 1U);
    }

    CharactersView text_;
    const QueryLimits& limits_;
    std::vector<Note>& notes_;
    std::size_t at_ = 0;
    std::size_t wildcards_ = 0;
    std::vector<QueryToken> tokens_;
};

// Takes out parentheses without their other half and those below the allowed depth.
std::vector<QueryToken> balanced(const std::vector<QueryToken>& tokens, std::size_t nesting,
                                 std::vector<Note>& notes) {
    std::vector<bool> is_kept(tokens.size(), true);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == Kind::open) {
            open.push_back(i);
        } else if (tokens[i].kind == Kind::close) {
            if (open.empty()) {
                is_kept[i] = false;
                query_notes::add(notes, query_notes::unbalanced_parenthesis());
            } else {
                if (open.size() > nesting) {
                    is_kept[open.back()] = is_kept[i] = false;
                    query_notes::add(notes, query_notes::too_deep(nesting));
                }
                open.pop_back();
            }
        }
    }
    for (const std::size_t i : open) {
        is_kept[i] = false;
        query_notes::add(notes, query_notes::unbalanced_parenthesis());
    }
    std::vector<QueryToken> kept;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (is_kept[i]) kept.push_back(tokens[i]);
    }
    return kept;
}

std::optional<Kind> persian_operator(const QueryToken& token) {
    if (token.kind != Kind::word || token.is_prefix) return std::nullopt;
    const std::string folded = fold_for_matching(token.text);
    if (folded == persian_and) return Kind::conjunction;
    if (folded == persian_or) return Kind::disjunction;
    if (folded == persian_not) return Kind::excluded;
    return std::nullopt;
}

bool is_prefix_sign(Kind kind) {
    return kind == Kind::must || kind == Kind::excluded || kind == Kind::exact || kind == Kind::field;
}

bool is_infix(Kind kind) {
    return kind == Kind::conjunction || kind == Kind::disjunction || kind == Kind::near;
}

// Within one group, single operands and Persian operators in turn, «الف یا ب و نه پ»: the operators count.
// `items` are the group's own tokens; a group inside it stands there as its opening parenthesis.
void decide_group(std::vector<QueryToken>& tokens, const std::vector<std::size_t>& items) {
    std::vector<std::pair<std::size_t, Kind>> operators;
    bool is_operand_next = true;
    for (const std::size_t i : items) {
        const auto found = persian_operator(tokens[i]);
        if (is_operand_next) {
            if (is_prefix_sign(tokens[i].kind)) continue;
            if (found == Kind::excluded && !operators.empty()) {
                operators.emplace_back(i, Kind::excluded);
                continue;
            }
            if (found || is_infix(tokens[i].kind)) return;
        } else {
            if (!(found && *found != Kind::excluded) && !is_infix(tokens[i].kind)) return;
            if (found) operators.emplace_back(i, *found);
        }
        is_operand_next = !is_operand_next;
    }
    if (is_operand_next) return;
    for (const auto& [i, kind] : operators) tokens[i].kind = kind;
}

void decide_persian_operators(std::vector<QueryToken>& tokens) {
    std::vector<std::vector<std::size_t>> groups(1);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == Kind::close) {
            decide_group(tokens, groups.back());
            groups.pop_back();
            continue;
        }
        groups.back().push_back(i);
        if (tokens[i].kind == Kind::open) groups.emplace_back();
    }
    // Beside a parenthesis: (a b) و (c d), تهران و (c d), (c d) و نه (e f).
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto found = persian_operator(tokens[i]);
        if (!found) continue;
        const bool has_group_before = i > 0 && tokens[i - 1].kind == Kind::close;
        const bool has_group_behind = i + 1 < tokens.size() && tokens[i + 1].kind == Kind::open;
        if (*found == Kind::excluded) {
            const bool begins = i == 0 || tokens[i - 1].kind == Kind::open || is_infix(tokens[i - 1].kind);
            if (has_group_behind && begins) tokens[i].kind = Kind::excluded;
        } else {
            const bool has_left =
                i > 0 && (tokens[i - 1].kind == Kind::close || tokens[i - 1].kind == Kind::word ||
                          tokens[i - 1].kind == Kind::phrase);
            const bool has_right = i + 1 < tokens.size() && tokens[i + 1].kind != Kind::close;
            if (has_left && has_right && (has_group_before || has_group_behind)) tokens[i].kind = *found;
        }
    }
}

}  // namespace

std::vector<QueryToken> tokenize_query(std::string_view text, const QueryLimits& limits,
                                       std::vector<Note>& notes) {
    bool is_cut = false;
    const Characters characters = decode(text, limits.characters, is_cut);
    if (is_cut) query_notes::add(notes, query_notes::too_long(limits.characters));
    std::vector<QueryToken> tokens = balanced(Lexer(characters, limits, notes).run(), limits.nesting, notes);
    decide_persian_operators(tokens);
    return tokens;
}

}  // namespace jooya
