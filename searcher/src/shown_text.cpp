// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace jooya {

namespace {

std::string cleaned(std::string_view text, bool keeps_lines) {
    std::string clean;
    clean.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        const std::int32_t begin = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c == '\n' && keeps_lines) {
            clean += '\n';
        } else if (c == '\n' || c == '\t' || c == '\r') {
            clean += ' ';
        } else if (c >= 0 && u_charType(c) != U_CONTROL_CHAR &&
                   u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) == 0) {
            clean.append(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(next - begin));
        }
    }
    return clean;
}

}  // namespace

std::string shown(std::string_view text) {
    return cleaned(text, false);
}

std::string shown_lines(std::string_view text) {
    return cleaned(text, true);
}

std::string plain(const std::vector<Fragment>& fragments) {
    std::string text;
    for (const Fragment& fragment : fragments) text += fragment.text;
    return text;
}

}  // namespace jooya
