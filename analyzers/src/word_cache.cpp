// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_cache.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "word_hash.hpp"

namespace jooya {
namespace {

/// Words of a generation, beside those of one text; two are some 40 MB.
constexpr std::size_t bound = 131072;
constexpr std::size_t first_slots = 64;
constexpr std::size_t chunk_bytes = 65536;

struct Hashes {
    std::uint64_t surface;
    std::uint64_t stem;
};

Hashes hashes_of(const WordPart& part) {
    const std::uint64_t surface = word_hash(part.surface);
    return {surface, part.stem == part.surface ? surface : word_hash(part.stem)};
}

Hashes hashes_of(const CachedPart& part) {
    return {part.surface_hash, part.stem_hash};
}

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

WordCache::Generation::Generation() : slots_(first_slots) {}

template <class Part>
const WordCache::Record& WordCache::Generation::put(const Word& word, std::span<const Part> parts) {
    const std::size_t parts_at = Record::parts_at(word.text.size());
    auto* place = static_cast<std::byte*>(
        arena_.allocate(parts_at + sizeof(CachedPart) * parts.size(), alignof(CachedPart)));
    auto* record = new (place) Record{static_cast<std::uint32_t>(word.text.size()),
                                      static_cast<std::uint16_t>(parts.size()), word.kind};
    std::memcpy(place + sizeof(Record), word.text.data(), word.text.size());
    auto* copies = reinterpret_cast<CachedPart*>(place + parts_at);
    // Most words are their own surface, and many their own stem.
    const auto copied = [&](std::string_view text) {
        return text == record->key() ? record->key() : arena_.copy(text);
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const auto [surface_hash, stem_hash] = hashes_of(part);
        new (copies + i) CachedPart{.surface = copied(part.surface),
                                    .stem = copied(part.stem),
                                    .surface_hash = surface_hash,
                                    .stem_hash = stem_hash,
                                    .first_atom = static_cast<std::uint16_t>(part.first_atom),
                                    .last_atom = static_cast<std::uint16_t>(part.last_atom),
                                    .is_stop = part.is_stop};
    }
    free_slot(word.hash) = {word.hash, record};
    return *record;
}

WordCache::Slot& WordCache::Generation::free_slot(std::uint64_t hash) {
    if (count_ * 2 >= slots_.size()) grow();
    ++count_;
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].record != nullptr) at = (at + 1) & mask;
    return slots_[at];
}

void WordCache::Generation::grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
        if (slot.record == nullptr) continue;
        std::size_t at = slot.hash & mask;
        while (larger[at].record != nullptr) at = (at + 1) & mask;
        larger[at] = slot;
    }
    slots_ = std::move(larger);
}

void WordCache::Generation::clear() {
    slots_.assign(slots_.size(), Slot{});
    count_ = 0;
    arena_.clear();
}

void WordCache::begin_text() {
    if (younger_.count() <= bound) return;
    std::swap(younger_, older_);
    younger_.clear();
}

std::span<const CachedPart> WordCache::make(const Word& word, Analyze analyze) {
    if (const Record* older = older_.find(word)) return younger_.put(word, older->parts()).parts();
    analyze(word, scratch_);
    return younger_.put(word, std::span<const WordPart>(scratch_)).parts();
}

}  // namespace jooya
