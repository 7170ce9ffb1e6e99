// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon.hpp"

#include <algorithm>
#include <cstring>

#include "lexicon_format.hpp"
#include "word_hash.hpp"

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

const Header& header() {
    return *reinterpret_cast<const Header*>(jooya_lexicon_image);
}

const std::uint32_t* slots() {
    return reinterpret_cast<const std::uint32_t*>(jooya_lexicon_image + sizeof(Header) + sizeof(Filters));
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

const Filters& filters() {
    return *reinterpret_cast<const Filters*>(jooya_lexicon_image + sizeof(Header));
}

const Lexeme* find(std::string_view word) {
    return find(word, word_hash(word));
}

const Lexeme* find(std::string_view word, std::uint64_t hash) {
    const std::uint32_t mask = header().slot_count - 1;
    const std::uint32_t tag = slot_tag(hash);
    for (std::uint64_t at = hash;; ++at) {
        const std::uint32_t slot = slots()[at & mask];
        if (slot == 0) return nullptr;
        if ((slot & ~slot_index_mask) != tag) continue;
        const Lexeme& lexeme = lexemes()[(slot & slot_index_mask) - 1];
        if (std::string_view(strings() + lexeme.offset, lexeme.size) == word) return &lexeme;
    }
}

const Lexeme* find_verb_stem(std::string_view word) {
    const std::uint64_t hash = word_hash(word);
    return filters().verb_stems.may_have(hash) ? find(word, hash) : nullptr;
}

const Lexeme* find_spelling_root(std::string_view word) {
    const std::uint64_t hash = word_hash(word);
    return filters().spelling_roots.may_have(hash) ? find(word, hash) : nullptr;
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
