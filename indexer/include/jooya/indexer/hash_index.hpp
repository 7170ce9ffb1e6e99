// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace jooya {

/// Numbers words from 0 on in the order in which they are first met, told apart by 64-bit hashes alone: of a million
/// words two share one in 37 million collections. The words that an article is made of pass through here several
/// hundred times each, where the nodes of std::unordered_map were a tenth of the time of a build. Emptied at once,
/// whatever its size. Belongs to one thread.
class HashIndex {
  public:
    struct Place {
        std::uint32_t number = 0;
        bool is_new = false;
    };

    /// The number of the word with this hash (jooya/analyzers/token.hpp, hash_of_word).
    Place insert(std::uint64_t hash) {
        if (std::size_t{2} * (size_ + 1) > slots_.size()) grow();
        Slot* slot = find(hash);
        if (slot->generation == generation_) return {slot->number, false};
        *slot = {hash, size_++, generation_};
        return {slot->number, true};
    }

    /// Has the processor bring what `insert` of this hash will look at.
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
    }

    [[nodiscard]] std::uint32_t size() const { return size_; }

    void clear() {
        size_ = 0;
        if (++generation_ != 0) return;
        slots_.assign(slots_.size(), {});
        generation_ = 1;
    }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = 0;
        std::uint32_t generation = 0;  ///< in use where it is the index's
    };

    Slot* find(std::uint64_t hash) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].generation == generation_ && slots_[at].hash != hash) at = (at + 1) & mask;
        return &slots_[at];
    }

    void grow() {
        constexpr std::size_t fewest = 1024;
        const std::vector<Slot> before =
            std::exchange(slots_, std::vector<Slot>(slots_.empty() ? fewest : 2 * slots_.size()));
        for (const Slot& slot : before) {
            if (slot.generation == generation_) *find(slot.hash) = slot;
        }
    }

    std::vector<Slot> slots_;  ///< a power of two of them, at most half in use
    std::uint32_t size_ = 0;
    std::uint32_t generation_ = 1;
};

}  // namespace jooya
