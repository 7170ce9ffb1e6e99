// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace jooya {

/// XXH3-128 of some bytes, in canonical (big-endian) order: tells contents apart, no protection from forgery.
struct Digest {
    std::array<char, 16> bytes{};

    [[nodiscard]] std::string_view view() const { return {bytes.data(), bytes.size()}; }
    friend bool operator==(const Digest&, const Digest&) = default;
};

Digest digest_of(std::string_view bytes);

/// XXH3-64.
std::uint64_t hash64(std::string_view bytes);

/// For hash tables: a digest's bytes are evenly spread already.
struct DigestHash {
    std::size_t operator()(const Digest& digest) const;
};

}  // namespace jooya
