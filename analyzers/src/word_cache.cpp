// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_cache.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "lexicon_format.hpp"

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
    const std::uint64_t surface = hash_of_word(part.surface);
    return {surface, part.stem == part.surface ? surface : hash_of_word(part.stem)};
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

const WordCache::Record* WordCache::Generation::find(std::uint64_t hash, const Word& word) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.record == nullptr) return nullptr;
        if (slot.hash == hash && slot.record->kind == word.kind && slot.record->key == word.text)
            return slot.record;
    }
}

void WordCache::Generation::prefetch_slot(std::uint64_t begun_hash) const {
    __builtin_prefetch(&slots_[lexicon::hash_end(begun_hash) & (slots_.size() - 1)]);
}

void WordCache::Generation::prefetch_record(std::uint64_t begun_hash) const {
    __builtin_prefetch(slots_[lexicon::hash_end(begun_hash) & (slots_.size() - 1)].record);
}

template <class Part>
const WordCache::Record& WordCache::Generation::put(std::uint64_t hash, std::string_view key, TokenKind kind,
                                                    std::span<const Part> parts) {
    auto* place = static_cast<std::byte*>(
        arena_.allocate(sizeof(Record) + sizeof(CachedPart) * parts.size(), alignof(Record)));
    auto* record = new (place) Record{arena_.copy(key), kind, static_cast<std::uint32_t>(parts.size())};
    auto* copies = reinterpret_cast<CachedPart*>(place + sizeof(Record));
    // Most words are their own surface, and many their own stem.
    const auto copied = [&](std::string_view text) { return text == key ? record->key : arena_.copy(text); };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const auto [surface_hash, stem_hash] = hashes_of(part);
        new (copies + i) CachedPart{copied(part.surface), copied(part.stem), surface_hash, stem_hash,
                                    part.first_atom,      part.last_atom,    part.is_stop};
    }
    free_slot(hash) = {hash, record};
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

std::span<const CachedPart> WordCache::find_or_make(const Word& word, Analyze analyze) {
    const std::uint64_t hash = lexicon::hash_end(word.hash);
    if (const Record* known = younger_.find(hash, word)) return known->parts();
    if (const Record* older = older_.find(hash, word))
        return younger_.put(hash, older->key, older->kind, older->parts()).parts();
    analyze(word, scratch_);
    return younger_.put(hash, word.text, word.kind, std::span<const WordPart>(scratch_)).parts();
}

}  // namespace jooya
