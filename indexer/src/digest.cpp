// SPDX-License-Identifier: GPL-3.0-or-later
#include "digest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace jooya {

Digest digest_of(std::string_view bytes) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    Digest digest;
    static_assert(sizeof(canonical.digest) == sizeof(digest.bytes));
    std::memcpy(digest.bytes.data(), canonical.digest, sizeof(canonical.digest));
    return digest;
}

std::uint64_t hash64(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::size_t DigestHash::operator()(const Digest& digest) const {
    std::size_t hash = 0;
    std::memcpy(&hash, digest.bytes.data(), sizeof(hash));
    return hash;
}

}  // namespace jooya
