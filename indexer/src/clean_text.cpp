// SPDX-License-Identifier: GPL-3.0-or-later
#include "clean_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {
namespace {

constexpr UChar32 zwnj = 0x200C;             // ZERO WIDTH NON-JOINER
constexpr UChar32 zwj = 0x200D;              // ZERO WIDTH JOINER
constexpr UChar32 byte_order_mark = 0xFEFF;  // ZERO WIDTH NO-BREAK SPACE
constexpr UChar32 next_line = 0x85;
constexpr UChar32 line_separator = 0x2028;
constexpr UChar32 paragraph_separator = 0x2029;

bool is_space(UChar32 c) {
    return u_isUWhiteSpace(c) != 0 || c == byte_order_mark;
}

bool is_line_end(UChar32 c) {
    return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == next_line || c == line_separator ||
           c == paragraph_separator;
}

/// White space, and what takes no room at the edge of a text.
bool is_edge(UChar32 c) {
    return is_space(c) || c == zwnj || c == zwj || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0;
}

template <class Take>
void for_each_character(std::string_view text, Take&& take) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        const std::int32_t begin = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        take(c, text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(next - begin)));
    }
}

/// How many bytes at `text`'s beginning are letters, digits and signs of ASCII and of the Arabic block, U+0600 to U+06FF,
/// which hold neither spaces nor control characters: most of what there is to clean.
std::size_t plain_bytes(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte > 0x20 && byte < 0x7F) {
            ++at;
        } else if (byte >= 0xD8 && byte <= 0xDB && at + 1 < text.size() && U8_IS_TRAIL(text[at + 1])) {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

/// Calls `plain` with what is as long as possible of plain_bytes, `other` with each other character.
template <class Plain, class Other>
void for_each_run(std::string_view text, Plain&& plain, Other&& other) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        const auto begin = static_cast<std::size_t>(next);
        if (const std::size_t length = plain_bytes(text.substr(begin)); length > 0) {
            plain(text.substr(begin, length));
            next += static_cast<std::int32_t>(length);
            continue;
        }
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        other(c, text.substr(begin, static_cast<std::size_t>(next) - begin));
    }
}

/// Appends one line of cleaned characters at a time to a text.
class LineCleaner {
  public:
    /// What is neither a space nor a control character.
    void add_plain(std::string_view bytes) {
        if (has_space_ && !line_.empty()) line_ += ' ';
        has_space_ = false;
        line_ += bytes;
    }

    void add(UChar32 c, std::string_view bytes) {
        if (c < 0 || (u_charType(c) == U_CONTROL_CHAR && !is_space(c))) {
            has_space_ = true;
        } else if (is_space(c)) {
            has_space_ = true;
        } else {
            add_plain(bytes);
        }
    }

    std::string take() {
        std::string line(trimmed(line_));
        line_.clear();
        has_space_ = false;
        return line;
    }

  private:
    std::string line_;
    bool has_space_ = false;
};

}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t begin = 0;
    for (std::int32_t next = 0; next < size; begin = next) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0 || !is_edge(c)) break;
    }
    std::int32_t end = size;
    for (std::int32_t next = size; next > begin; end = next) {
        UChar32 c = 0;
        U8_PREV(bytes, begin, next, c);
        if (c < 0 || !is_edge(c)) break;
    }
    return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::string clean_line(std::string_view text) {
    LineCleaner cleaner;
    for_each_run(
        text, [&](std::string_view plain) { cleaner.add_plain(plain); },
        [&](UChar32 c, std::string_view bytes) { cleaner.add(c, bytes); });
    return cleaner.take();
}

std::string clean_paragraphs(std::string_view text) {
    std::string clean;
    LineCleaner cleaner;
    const auto end_line = [&] {
        const std::string line = cleaner.take();
        if (line.empty()) return;
        if (!clean.empty()) clean += '\n';
        clean += line;
    };
    for_each_run(
        text, [&](std::string_view plain) { cleaner.add_plain(plain); },
        [&](UChar32 c, std::string_view bytes) {
            if (is_line_end(c)) {
                end_line();
            } else {
                cleaner.add(c, bytes);
            }
        });
    end_line();
    return clean;
}

std::string phrase_key(std::string_view text) {
    std::string key;
    for_each_character(fold_for_matching(text), [&](UChar32 c, std::string_view bytes) {
        if (c >= 0 && u_isalnum(c) != 0) key += bytes;
    });
    return key;
}

}  // namespace jooya
