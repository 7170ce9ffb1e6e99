// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "segment.hpp"
#include "word.hpp"

namespace jooya {

/// A WordPart whose strings live in the cache.
struct CachedPart {
    std::string_view surface;
    std::string_view stem;
    std::uint64_t surface_hash;
    std::uint64_t stem_hash;
    std::uint16_t first_atom;
    std::uint16_t last_atom;
    bool is_stop;
};

/// Remembers what the word stages made of each word, because words repeat: in news, the 20,000 most frequent
/// ones are 95 % of the text. Belongs to one thread. Entries stay where they are until `begin_text`. A cache that
/// has grown over its bound there becomes the older of two generations: words met again move on to the younger
/// one, the others are forgotten with the next.
class WordCache {
  public:
    using Analyze = void (*)(const Word&, std::vector<WordPart>&);

    /// Call before each text; what was returned for the text before is no longer valid.
    void begin_text();

    std::span<const CachedPart> find_or_make(const Word& word, Analyze analyze) {
        const Record* known = younger_.find(word);
        return known != nullptr ? known->parts() : make(word, analyze);
    }

    /// Fetch what `find_or_make` will look at first and then, once that is here, what it leads to.
    void prefetch_slot(const Word& word) const { younger_.prefetch_slot(word.hash); }
    void prefetch_record(const Word& word) const { younger_.prefetch_record(word.hash); }

  private:
    /// A word and what became of it; its bytes follow it in memory, then its parts, so that a hit touches few cache
    /// lines.
    struct Record {
        std::uint32_t key_size;
        std::uint16_t count;
        TokenKind kind;

        [[nodiscard]] std::string_view key() const {
            return {reinterpret_cast<const char*>(this + 1), key_size};
        }
        [[nodiscard]] std::span<const CachedPart> parts() const {
            const auto* bytes = reinterpret_cast<const std::byte*>(this);
            return {reinterpret_cast<const CachedPart*>(bytes + parts_at(key_size)), count};
        }
        static constexpr std::size_t parts_at(std::size_t key_size) {
            return (sizeof(Record) + key_size + alignof(CachedPart) - 1) / alignof(CachedPart) *
                   alignof(CachedPart);
        }
    };
    static_assert(sizeof(Record) % alignof(CachedPart) == 0);

    struct Slot {
        std::uint64_t hash = 0;
        const Record* record = nullptr;  ///< nullptr marks a free slot
    };

    /// Memory that is given out piece by piece and taken back all at once.
    class Arena {
      public:
        void* allocate(std::size_t bytes, std::size_t alignment);
        std::string_view copy(std::string_view text);
        void clear();

      private:
        std::vector<std::unique_ptr<std::byte[]>> chunks_;
        std::size_t used_ = 0;
        std::size_t chunk_size_ = 0;
    };

    /// Words and what became of them, in an open-addressing hash table.
    class Generation {
      public:
        Generation();

        /// nullptr where the word is not here.
        [[nodiscard]] const Record* find(const Word& word) const {
            const std::size_t mask = slots_.size() - 1;
            for (std::size_t at = word.hash & mask;; at = (at + 1) & mask) {
                const Slot& slot = slots_[at];
                if (slot.record == nullptr) return nullptr;
                if (slot.hash == word.hash && slot.record->kind == word.kind &&
                    slot.record->key() == word.text)
                    return slot.record;
            }
        }
        /// Keeps copies of all that it is given; the word is not here yet.
        template <class Part>
        const Record& put(const Word& word, std::span<const Part> parts);
        void prefetch_slot(std::uint64_t hash) const { __builtin_prefetch(&first_slot(hash)); }
        void prefetch_record(std::uint64_t hash) const {
            // As a number, because there may be no record.
            const auto record = reinterpret_cast<std::uintptr_t>(first_slot(hash).record);
            __builtin_prefetch(reinterpret_cast<const void*>(record));
            __builtin_prefetch(reinterpret_cast<const void*>(record + cache_line));
        }
        [[nodiscard]] std::size_t count() const { return count_; }
        void clear();

      private:
        static constexpr std::size_t cache_line = 64;

        [[nodiscard]] const Slot& first_slot(std::uint64_t hash) const {
            return slots_[hash & (slots_.size() - 1)];
        }
        Slot& free_slot(std::uint64_t hash);
        void grow();

        std::vector<Slot> slots_;
        std::size_t count_ = 0;
        Arena arena_;
    };

    std::span<const CachedPart> make(const Word& word, Analyze analyze);

    Generation younger_;
    Generation older_;
    std::vector<WordPart> scratch_;
};

}  // namespace jooya
