// SPDX-License-Identifier: GPL-3.0-or-later
// How the compiled lexicon lies in memory: written by compile_lexicon, read by lexicon.cpp, both on the same
// machine, so numbers are in its byte order.
//
//     lexicon := Header Filters Slot{slot_count} Lexeme{lexeme_count} LinkRecord{link_count} byte{string_bytes}
//
// Slots are an open-addressing hash table over the words: 0 for none, else a lexeme's index + 1 with a tag above
// it, bits of the word's hash that tell most other words without looking at the lexeme. Link records are sorted
// by lexeme and link. Strings are UTF-8, not terminated.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
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

/// A set of hashes that may say yes where the answer is no, never no where it is yes: a Bloom filter of two bits, which
/// the two halves of a hash choose.
template <std::size_t Bits>
struct Filter {
    std::array<std::uint64_t, Bits / 64> words;

    void set(std::uint64_t hash) {
        for (const std::uint64_t half : {hash, hash >> 32}) words[half % Bits / 64] |= 1ULL << half % 64;
    }
    [[nodiscard]] bool may_have(std::uint64_t hash) const { return has_bit(hash) && has_bit(hash >> 32); }

  private:
    [[nodiscard]] bool has_bit(std::uint64_t half) const {
        return (words[half % Bits / 64] >> half % 64 & 1) != 0;
    }
};

/// The shortest second part of a compound, in bytes: two letters.
constexpr std::size_t shortest_tail = 4;

/// Of the seam between two words, the first by its hash, the second by its first two letters.
inline std::uint64_t seam_hash(std::uint64_t hash_of_head, std::string_view tail) {
    std::uint32_t letters = 0;
    std::memcpy(&letters, tail.data(), sizeof letters);
    static_assert(sizeof letters == shortest_tail);
    return (hash_of_head ^ letters) * 0x9E3779B97F4A7C15;  // Fibonacci hashing
}

/// What spares most look-ups. Sizes keep wrong answers to one in a hundred.
struct Filters {
    Filter<1 << 15> verb_stems;      ///< hashes of the past and present stems
    Filter<1 << 13> spelling_roots;  ///< hashes of the roots that have another spelling
    Filter<1 << 19> seams;  ///< seam_hash of each place where a compound that is written joined may be parted

    /// False where no compound that is written joined begins with a word of this hash and goes on as `tail` does,
    /// true where one may.
    [[nodiscard]] bool may_be_seam(std::uint64_t hash_of_head, std::string_view tail) const {
        return tail.size() >= shortest_tail && seams.may_have(seam_hash(hash_of_head, tail));
    }
};

/// Those of the compiled lexicon.
const Filters& filters();

/// Bits of a slot that hold the index; the tag has the others.
constexpr unsigned slot_index_bits = 20;
constexpr std::uint32_t slot_index_mask = (1U << slot_index_bits) - 1;

/// The tag of a word with this hash, in its place above the index.
constexpr std::uint32_t slot_tag(std::uint64_t hash_of_word) {
    return static_cast<std::uint32_t>(hash_of_word >> 32) & ~slot_index_mask;
}

}  // namespace jooya::lexicon
