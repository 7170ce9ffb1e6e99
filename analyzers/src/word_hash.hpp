// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace jooya {

/// The hash of a word that everything here goes by, from the lexicon to the tokens: hash_of_word without the call.
inline std::uint64_t word_hash(std::string_view word) {
    return XXH3_64bits(word.data(), word.size());
}

}  // namespace jooya
