// SPDX-License-Identifier: GPL-3.0-or-later
#include "segment.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "code_points.hpp"
#include "word_hash.hpp"

namespace jooya {
namespace {

enum class Class : std::uint8_t {
    unknown,  ///< not met yet
    space,    ///< the plain space, which joins «می رود»
    breaker,  ///< everything that parts words
    persian,  ///< letters of the Arabic script
    letter,   ///< letters of another script
    digit,
    ideograph,  ///< a word of its own
    half_space
};

/// Longest run of ASCII that is looked at as an address; keeps segmentation linear.
constexpr std::size_t longest_address = 2048;

Class class_by_icu(UChar32 c) {
    if (c == static_cast<UChar32>(zero_width_non_joiner)) return Class::half_space;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0) return Class::ideograph;
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return Class::digit;
    if (u_isUAlphabetic(c) == 0) return Class::breaker;
    return u_getIntPropertyValue(c, UCHAR_SCRIPT) == USCRIPT_ARABIC ? Class::persian : Class::letter;
}

/// The classes of the planes that letters and signs stand in, as far as they have been met.
constexpr std::size_t table_size = 0x20000;
constinit std::array<std::atomic<Class>, table_size> classes{};

/// Asks ICU, and remembers what it says.
[[gnu::noinline]] Class ask_class(UChar32 c) {
    const Class asked = c == ' ' ? Class::space : class_by_icu(c);
    if (static_cast<std::size_t>(c) < table_size)
        classes[static_cast<std::size_t>(c)].store(asked, std::memory_order_relaxed);
    return asked;
}

Class class_of(UChar32 c) {
    const Class known = static_cast<std::size_t>(c) < table_size
                            ? classes[static_cast<std::size_t>(c)].load(std::memory_order_relaxed)
                            : Class::unknown;
    return known != Class::unknown ? known : ask_class(c);
}

bool is_address_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("._%+-@:/?=&#~").find(c) != std::string_view::npos;
}

bool is_ascii_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// The kind of address that `run` is, or `word` where it is none. Expects no punctuation at its end.
TokenKind address_kind(std::string_view run) {
    if (run.find("://") != std::string_view::npos || run.starts_with("www.")) return TokenKind::url;
    const std::size_t at = run.find('@');
    const std::size_t dot = run.rfind('.');
    if (at != std::string_view::npos) {
        const bool is_email = at > 0 && dot != std::string_view::npos && dot > at + 1 && dot + 2 < run.size();
        return is_email ? TokenKind::email : TokenKind::word;
    }
    // A host name: labels of letters, the last one of two or more (isna.ir, but not 3.5 and not u.s).
    const std::string_view host = run.substr(0, run.find('/'));
    const std::size_t last = host.rfind('.');
    if (last == std::string_view::npos || host.size() - last < 3 || last < 2) return TokenKind::word;
    const bool letters = std::all_of(host.begin() + static_cast<std::ptrdiff_t>(last) + 1, host.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
    return letters ? TokenKind::url : TokenKind::word;
}

class Segmenter {
  public:
    Segmenter(std::string_view text, std::vector<Word>& into, std::vector<char>& scratch)
        : text_(text), words_(into), scratch_(scratch) {
        words_.clear();
        scratch_.clear();
        // Rewritten words are never longer than their originals, so the views into it stay valid.
        scratch_.reserve(text.size());
    }

    void run() {
        while (at_ < text_.size()) {
            step();
            // Nearly every word has one space behind it.
            if (at_ < text_.size() && text_[at_] == ' ') {
                hashtag_ = false;
                ++at_;
            }
        }
    }

  private:
    struct Character {
        Class kind = Class::breaker;
        std::size_t size = 1;
    };

    [[nodiscard]] Character look(std::size_t at) const {
        const auto lead = static_cast<std::uint8_t>(text_[at]);
        if (lead < 0x80) return {class_of(lead), 1};
        if (lead < 0xE0) {
            const Class known = known_class_of_pair(at);
            return {known != Class::unknown ? known : ask_class(code_point_of_pair(at)), 2};
        }
        return look_at_long(at);
    }

    /// The code point of the two bytes at `at`.
    [[nodiscard]] UChar32 code_point_of_pair(std::size_t at) const {
        return (text_[at] & 0x1F) << 6 | (text_[at + 1] & 0x3F);
    }

    [[nodiscard]] Class known_class_of_pair(std::size_t at) const {
        return classes[static_cast<std::size_t>(code_point_of_pair(at))].load(std::memory_order_relaxed);
    }

    /// The character of three or four bytes at `at`; apart, so that the others are looked at without a call.
    [[nodiscard, gnu::noinline]] Character look_at_long(std::size_t at) const {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
        auto next = static_cast<std::int64_t>(at);
        UChar32 c = 0;
        U8_NEXT(bytes, next, static_cast<std::int64_t>(text_.size()), c);
        return {class_of(c), static_cast<std::size_t>(next) - at};
    }

    [[nodiscard]] bool is(Class kind, std::size_t at) const {
        return at < text_.size() && look(at).kind == kind;
    }

    void step() {
        const Character c = look(at_);
        switch (c.kind) {
            case Class::unknown:  // never: look asks for it
            case Class::space:
                hashtag_ = false;
                at_ += 1;
                break;
            case Class::half_space:
                at_ += c.size;
                break;
            case Class::breaker:
                hashtag_ = text_[at_] == '#' || (hashtag_ && text_[at_] == '_');
                only_spaces_ = false;
                at_ += c.size;
                break;
            case Class::ideograph:
                add(at_, at_ + c.size, TokenKind::word);
                break;
            case Class::persian:
                persian();
                break;
            case Class::letter:
            case Class::digit:
                if (!address()) c.kind == Class::digit ? number() : letters();
                break;
        }
    }

    void add(std::size_t begin, std::size_t end, TokenKind kind) {
        add(text_.substr(begin, end - begin), begin, end, kind);
    }

    void add(std::string_view word, std::size_t begin, std::size_t end, TokenKind kind,
             bool has_half_space = false) {
        const bool parts_of_tag = hashtag_ && kind != TokenKind::number;
        Word& added = words_.emplace_back();
        added.text = word;
        added.begin = static_cast<std::uint32_t>(begin);
        added.end = static_cast<std::uint32_t>(end);
        added.kind = parts_of_tag ? TokenKind::hashtag : kind;
        added.hash = word_hash(word);
        added.has_half_space = has_half_space;
        added.follows_space = only_spaces_ && words_.size() > 1;
        only_spaces_ = true;
        at_ = end;
        if (hashtag_ && !(end < text_.size() && (text_[end] == '_' || is_inside_word(end)))) hashtag_ = false;
    }

    [[nodiscard]] bool is_inside_word(std::size_t at) const {
        const Class kind = look(at).kind;
        return kind == Class::persian || kind == Class::letter || kind == Class::digit;
    }

    /// Letters of the Arabic script with the half-spaces between them, or initials with full stops.
    void persian() {
        const std::size_t begin = at_;
        std::size_t end = end_of_letters(begin);
        bool has_half_space = false;
        while (is(Class::half_space, end)) {
            std::size_t next = end;
            while (is(Class::half_space, next)) next += look(next).size;
            if (!is(Class::persian, next)) break;
            has_half_space = true;
            end = end_of_letters(next);
        }
        if (end - begin == 2 && acronym(begin, Class::persian, TokenKind::word)) return;
        add(text_.substr(begin, end - begin), begin, end, TokenKind::word, has_half_space);
    }

    /// Behind the letters of the Arabic script that begin at `at`.
    [[nodiscard]] std::size_t end_of_letters(std::size_t at) const {
        for (;;) {
            // Nearly all of them have two bytes.
            while (at + 1 < text_.size() && (static_cast<std::uint8_t>(text_[at]) & 0xE0) == 0xC0 &&
                   known_class_of_pair(at) == Class::persian) {
                at += 2;
            }
            if (at >= text_.size() || static_cast<std::uint8_t>(text_[at]) < 0x80) return at;
            const Character c = look(at);
            if (c.kind != Class::persian) return at;
            at += c.size;
        }
    }

    /// Takes `x.y.z` and `x.y.z.` of single letters as one word without the stops.
    bool acronym(std::size_t begin, Class kind, TokenKind token_kind) {
        const std::size_t first = scratch_.size();
        std::size_t end = begin;
        std::size_t letters = 0;
        while (is(kind, end)) {
            const std::size_t size = look(end).size;
            scratch_.insert(scratch_.end(), text_.begin() + static_cast<std::ptrdiff_t>(end),
                            text_.begin() + static_cast<std::ptrdiff_t>(end + size));
            ++letters;
            end += size;
            const bool goes_on = end + 1 < text_.size() && text_[end] == '.' && is(kind, end + 1) &&
                                 !is(kind, end + 1 + look(end + 1).size);
            if (!goes_on) break;
            ++end;
        }
        if (letters < 2) {
            scratch_.resize(first);
            return false;
        }
        add({scratch_.data() + first, scratch_.size() - first}, begin, end, token_kind);
        return true;
    }

    /// Letters of another script and the digits and apostrophes among them.
    void letters() {
        const std::size_t begin = at_;
        std::size_t end = at_;
        bool has_digit = false;
        while (end < text_.size()) {
            const Character c = look(end);
            const bool apostrophe = text_[end] == '\'' && end > begin && is(Class::letter, end + 1);
            if (c.kind != Class::letter && c.kind != Class::digit && !apostrophe) break;
            has_digit = has_digit || c.kind == Class::digit;
            end += c.size;
        }
        if (end - begin == 1 && acronym(begin, Class::letter, TokenKind::latin)) return;
        add(begin, end, has_digit ? TokenKind::mixed : TokenKind::latin);
    }

    /// Digits, grouped by comma or ٬ in threes, with a decimal part after '.' or ٫; or digits that run on
    /// into Latin letters (4k).
    void number() {
        const std::size_t begin = at_;
        const std::size_t first = scratch_.size();
        std::size_t end = take_digits(begin);
        if (is(Class::letter, end)) {
            scratch_.resize(first);
            letters();
            return;
        }
        for (;;) {
            const std::size_t mark = grouping_mark(end);
            if (mark == 0 || digits_at(end + mark) != 3) break;
            end = take_digits(end + mark);
        }
        // 192.168.1.1 is no decimal number.
        const bool follows_dot = begin >= 2 && text_[begin - 1] == '.' && is(Class::digit, begin - 2);
        const std::size_t decimal = follows_dot ? 0 : decimal_mark(end);
        if (decimal != 0 && is(Class::digit, end + decimal)) {
            const std::size_t after = end + decimal + digits_at(end + decimal);
            if (decimal_mark(after) == 0 || !is(Class::digit, after + decimal_mark(after))) {
                scratch_.push_back('.');
                end = take_digits(end + decimal);
            }
        }
        add({scratch_.data() + first, scratch_.size() - first}, begin, end, TokenKind::number);
    }

    [[nodiscard]] std::size_t digits_at(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
        return end - at;
    }

    std::size_t take_digits(std::size_t begin) {
        const std::size_t end = begin + std::max<std::size_t>(digits_at(begin), 1);
        scratch_.insert(scratch_.end(), text_.begin() + static_cast<std::ptrdiff_t>(begin),
                        text_.begin() + static_cast<std::ptrdiff_t>(end));
        return end;
    }

    [[nodiscard]] std::size_t grouping_mark(std::size_t at) const {
        if (text_.substr(at).starts_with(',')) return 1;
        return text_.substr(at).starts_with("\u066C") ? 2 : 0;
    }

    [[nodiscard]] std::size_t decimal_mark(std::size_t at) const {
        if (at < text_.size() && text_[at] == '.') return 1;
        return at < text_.size() && text_.substr(at).starts_with("\u066B") ? 2 : 0;
    }

    /// Takes an e-mail address, URL or host name; at most once for each run of address characters.
    bool address() {
        if (at_ < address_checked_) return false;
        std::size_t end = at_;
        const std::size_t limit = std::min(text_.size(), at_ + longest_address);
        while (end < limit && is_address_byte(text_[end])) ++end;
        address_checked_ = end;
        while (end > at_ && !is_ascii_alnum(text_[end - 1]) && text_[end - 1] != '/') --end;
        const TokenKind kind = address_kind(text_.substr(at_, end - at_));
        const bool cut_off = address_checked_ == limit && limit < text_.size();
        if (kind == TokenKind::word || cut_off) return false;
        add(at_, end, kind);
        return true;
    }

    std::string_view text_;
    std::vector<Word>& words_;
    std::vector<char>& scratch_;
    std::size_t at_ = 0;
    std::size_t address_checked_ = 0;
    bool hashtag_ = false;
    bool only_spaces_ = true;
};

}  // namespace

void segment(std::string_view folded, std::vector<Word>& into, std::vector<char>& scratch) {
    Segmenter(folded, into, scratch).run();
}

}  // namespace jooya
