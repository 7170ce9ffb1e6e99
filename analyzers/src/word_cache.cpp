// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_cache.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "lexicon_format.hpp"

namespace jooya {
namespace {

/// Words kept from one text to the next; some 10 MB.
constexpr std::size_t bound = 65536;
constexpr std::size_t first_slots = 4096;
constexpr std::size_t chunk_bytes = 65536;

}  // namespace

void* WordCache::Arena::allocate(std::size_t bytes, std::size_t alignment) {
    used_ = (used_ + alignment - 1) / alignment * alignment;
    if (used_ + bytes > chunk_size_) {
        chunk_size_ = std::max(bytes, chunk_bytes);
        chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk_size_));
        used_ = 0;
    }
    void* piece = chunks_.back().get() + used_;
    used_ += bytes;
    return piece;
}

std::string_view WordCache::Arena::copy(std::string_view text) {
    if (text.empty()) return {};
    auto* bytes = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
}

void WordCache::Arena::clear() {
    chunks_.clear();
    used_ = 0;
    chunk_size_ = 0;
}

WordCache::WordCache() : slots_(first_slots) {}

void WordCache::begin_text() {
    if (count_ <= bound) return;
    slots_.assign(first_slots, Entry{});
    count_ = 0;
    arena_.clear();
}

std::span<const CachedPart> WordCache::find_or_make(const Word& word, Analyze analyze) {
    const std::uint64_t hash = lexicon::hash_end(word.hash);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    for (; slots_[slot].parts != nullptr; slot = (slot + 1) & mask) {
        const Entry& entry = slots_[slot];
        if (entry.hash == hash && entry.kind == word.kind && entry.key == word.text)
            return {entry.parts, entry.count};
    }
    const Entry& entry = insert(slot, hash, word, analyze);
    return {entry.parts, entry.count};
}

const WordCache::Entry& WordCache::insert(std::size_t slot, std::uint64_t hash, const Word& word,
                                          Analyze analyze) {
    if (count_ * 2 >= slots_.size()) {
        grow();
        slot = hash & (slots_.size() - 1);
        while (slots_[slot].parts != nullptr) slot = (slot + 1) & (slots_.size() - 1);
    }
    analyze(word, scratch_);
    auto* parts =
        static_cast<CachedPart*>(arena_.allocate(sizeof(CachedPart) * scratch_.size(), alignof(CachedPart)));
    for (std::size_t i = 0; i < scratch_.size(); ++i) {
        const WordPart& part = scratch_[i];
        new (parts + i) CachedPart{arena_.copy(part.surface), arena_.copy(part.stem), part.first_atom,
                                   part.last_atom, part.is_stop};
    }
    ++count_;
    slots_[slot] = {hash, arena_.copy(word.text), parts, static_cast<std::uint32_t>(scratch_.size()),
                    word.kind};
    return slots_[slot];
}

void WordCache::grow() {
    std::vector<Entry> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Entry& entry : slots_) {
        if (entry.parts == nullptr) continue;
        std::size_t slot = entry.hash & mask;
        while (larger[slot].parts != nullptr) slot = (slot + 1) & mask;
        larger[slot] = entry;
    }
    slots_ = std::move(larger);
}

}  // namespace jooya
