// SPDX-License-Identifier: GPL-3.0-or-later
// How the compiled lexicon lies in memory: written by compile_lexicon, read by lexicon.cpp, both on the same
// machine, so numbers are in its byte order.
//
//     lexicon := Header Slot{slot_count} Lexeme{lexeme_count} LinkRecord{link_count} byte{string_bytes}
//
// Slots are an open-addressing hash table over the words: 0 for none, else a lexeme's index + 1 with a tag above
// it, bits of the word's hash that tell most other words without looking at the lexeme. Link records are sorted
// by lexeme and link. Strings are UTF-8, not terminated.
#pragma once

#include <cstdint>
#include <string_view>

#include "lexicon.hpp"

namespace jooya::lexicon {

struct Header {
    std::uint32_t slot_count;  ///< a power of two
    std::uint32_t lexeme_count;
    std::uint32_t link_count;
    std::uint32_t string_bytes;
    std::uint64_t fingerprint;
};

struct LinkRecord {
    std::uint32_t lexeme;
    std::uint32_t offset;
    std::uint16_t size;
    Link link;
    std::uint8_t unused;
};

/// FNV-1a (Fowler, Noll, Vo), byte by byte, so that the hash of two pieces is that of the second begun with
/// that of the first.
constexpr std::uint64_t hash_seed = 0xcbf29ce484222325;

constexpr std::uint64_t hash_on(std::uint64_t begun, std::string_view bytes) {
    for (const char c : bytes) begun = (begun ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
    return begun;
}

/// Mixes high bits into the low ones, which slots are taken from.
constexpr std::uint64_t hash_end(std::uint64_t begun) {
    return begun ^ (begun >> 29);
}

constexpr std::uint64_t hash(std::string_view word) {
    return hash_end(hash_on(hash_seed, word));
}

/// Bits of a slot that hold the index; the tag has the others.
constexpr unsigned slot_index_bits = 20;
constexpr std::uint32_t slot_index_mask = (1U << slot_index_bits) - 1;

/// The tag of a word with this hash, in its place above the index.
constexpr std::uint32_t slot_tag(std::uint64_t hash_of_word) {
    return static_cast<std::uint32_t>(hash_of_word >> 32) & ~slot_index_mask;
}

}  // namespace jooya::lexicon
