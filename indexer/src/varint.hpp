// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jooya {

/// Appends a number in 7 bits a byte, the lowest first, the high bit set where another byte follows (LEB128).
inline void put_number(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U) out += static_cast<char>(number | 0x80U);
    out += static_cast<char>(number);
}

/// Takes the number that `bytes` begin with off them; nothing where they end within it, or it has more than 64 bits.
inline std::optional<std::uint64_t> take_number(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if ((byte & 0x80U) == 0) return number;
    }
    return std::nullopt;
}

}  // namespace jooya
