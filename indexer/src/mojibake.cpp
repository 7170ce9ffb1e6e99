// SPDX-License-Identifier: GPL-3.0-or-later
#include "mojibake.hpp"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>

namespace jooya {
namespace {

constexpr std::size_t looked_at = 2000;
constexpr int fewest_pairs = 6;

/// Letters of Arabic script that a UTF-8 reader finds in `bytes`, and bytes that he cannot read.
struct Reading {
    int letters = 0;
    int broken = 0;
};

Reading read_as_utf8(const std::string& bytes) {
    Reading reading;
    const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(text, next, size, c);
        if (c < 0) ++reading.broken;
        if (c >= 0x0600 && c <= 0x06FF) ++reading.letters;
    }
    return reading;
}

}  // namespace

Mojibake find_mojibake(std::string_view text) {
    const auto size = static_cast<std::int32_t>(std::min(text.size(), looked_at));
    const icu::UnicodeString characters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), size));
    // The lead bytes D8 to DB of Arabic script are Ø Ù Ú Û in Latin encodings, half of all letters there. Their
    // trail bytes may be lost as control characters, so that nothing is left to decode.
    int lead_bytes = 0;
    int others = 0;
    for (std::int32_t i = 0; i < characters.length(); ++i) {
        const char16_t c = characters.charAt(i);
        if (c >= 0xD8 && c <= 0xDB) {
            ++lead_bytes;
        } else if (c >= 0x80) {
            ++others;
        }
    }
    if (lead_bytes >= fewest_pairs && lead_bytes * 3 >= others) return Mojibake::utf8_as_windows_1252;

    std::string bytes(static_cast<std::size_t>(characters.length()) * 2, '\0');
    bytes.resize(static_cast<std::size_t>(characters.extract(
        0, characters.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), "windows-1256")));
    const Reading reading = read_as_utf8(bytes);
    const bool is_misread = reading.letters >= fewest_pairs && reading.letters > reading.broken * 2;
    return is_misread ? Mojibake::utf8_as_windows_1256 : Mojibake::none;
}

}  // namespace jooya
