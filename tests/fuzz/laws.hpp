// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzzers share: how a broken law ends the run, and where characters begin.
#pragma once

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace jooya::fuzz {

/// Ends the process by SIGABRT, naming the law, unless it `holds`.
inline void require(bool holds, std::string_view law) {
    if (holds) return;
    fmt::print(stderr, "broken law: {}\n", law);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// For each byte of `text`, and for its end, whether a character, or a run of bytes that is none, begins
/// there.
inline std::vector<bool> utf8_boundaries(std::string_view text) {
    std::vector<bool> boundaries(text.size() + 1);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t next = 0; next < text.size();) {
        boundaries[next] = true;
        U8_FWD_1(bytes, next, text.size());
    }
    boundaries[text.size()] = true;
    return boundaries;
}

inline bool is_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t next = 0; next < text.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, text.size(), c);
        if (c < 0) return false;
    }
    return true;
}

}  // namespace jooya::fuzz
