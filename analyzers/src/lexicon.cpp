// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon.hpp"

#include <algorithm>
#include <bitset>
#include <cstring>

#include "lexicon_format.hpp"

// The assembler takes the file in as it is: no load time, no memory of its own, seconds less to compile.
__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    ".local jooya_lexicon_image\n"
    "jooya_lexicon_image:\n"
    ".incbin \"" JOOYA_LEXICON_IMAGE
    "\"\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const unsigned char jooya_lexicon_image[] __attribute__((visibility("hidden")));
}

namespace jooya::lexicon {
namespace {

constexpr std::size_t filter_bits = 1 << 18;

const Header& header() {
    return *reinterpret_cast<const Header*>(jooya_lexicon_image);
}

const std::uint32_t* slots() {
    return reinterpret_cast<const std::uint32_t*>(jooya_lexicon_image + sizeof(Header));
}

const Lexeme* lexemes() {
    return reinterpret_cast<const Lexeme*>(slots() + header().slot_count);
}

const LinkRecord* links() {
    return reinterpret_cast<const LinkRecord*>(lexemes() + header().lexeme_count);
}

const char* strings() {
    return reinterpret_cast<const char*>(links() + header().link_count);
}

}  // namespace

const Lexeme* find(std::string_view word) {
    const std::uint32_t mask = header().slot_count - 1;
    const std::uint64_t hash_of_word = hash(word);
    const std::uint32_t tag = slot_tag(hash_of_word);
    for (std::uint64_t at = hash_of_word;; ++at) {
        const std::uint32_t slot = slots()[at & mask];
        if (slot == 0) return nullptr;
        if ((slot & ~slot_index_mask) != tag) continue;
        const Lexeme& lexeme = lexemes()[(slot & slot_index_mask) - 1];
        if (std::string_view(strings() + lexeme.offset, lexeme.size) == word) return &lexeme;
    }
}

namespace {

/// Of the compounds that are written joined: which hashes they have, and which the words that begin them.
struct CompoundFilters {
    std::bitset<filter_bits> wholes;
    std::bitset<filter_bits> heads;

    CompoundFilters() {
        for (const Lexeme* lexeme = lexemes(); lexeme != lexemes() + header().lexeme_count; ++lexeme) {
            if (!lexeme->has(lexeme_whole)) continue;
            const std::string_view word(strings() + lexeme->offset, lexeme->size);
            wholes.set(hash(word) % filter_bits);
            for (std::size_t size = 1; size < word.size(); ++size) {
                heads.set(hash(word.substr(0, size)) % filter_bits);
            }
        }
    }
};

const CompoundFilters& compound_filters() {
    static const CompoundFilters filters;
    return filters;
}

}  // namespace

bool may_be_whole(std::uint64_t hash_of_word) {
    return compound_filters().wholes[hash_of_word % filter_bits];
}

bool may_begin_whole(std::uint64_t hash_of_word) {
    return compound_filters().heads[hash_of_word % filter_bits];
}

std::string_view linked(const Lexeme& lexeme, Link link) {
    if (!lexeme.has(lexeme_linked)) return {};
    const auto index = static_cast<std::uint32_t>(&lexeme - lexemes());
    const LinkRecord* end = links() + header().link_count;
    const LinkRecord* found = std::lower_bound(
        links(), end, index,
        [](const LinkRecord& record, std::uint32_t wanted) { return record.lexeme < wanted; });
    for (; found != end && found->lexeme == index; ++found) {
        if (found->link == link) return {strings() + found->offset, found->size};
    }
    return {};
}

std::uint64_t fingerprint() {
    return header().fingerprint;
}

}  // namespace jooya::lexicon
