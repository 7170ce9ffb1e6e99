// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jooya {

/// How a Persian text in UTF-8 was once misread and written down.
enum class Mojibake : std::uint8_t { none, utf8_as_windows_1256, utf8_as_windows_1252 };

/// Tells it from the beginning of `text` (UTF-8). Thread-safe.
Mojibake find_mojibake(std::string_view text);

}  // namespace jooya
