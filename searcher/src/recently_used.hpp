// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

namespace jooya {

/// What was read lately, up to a number of bytes, in two generations: what is found moves into the younger one, and where
/// that has grown to half of the bytes, `forget` drops the older one. Nothing moves or goes before `forget` is called, so
/// pointers to values last until then. Belongs to one thread.
template <typename Key, typename Value, typename Hash = std::hash<Key>>
class RecentlyUsed {
  public:
    explicit RecentlyUsed(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// The value of `key`; null where it is not known.
    Value* find(const Key& key) {
        if (const auto known = young_.find(key); known != young_.end()) return &known->second.value;
        const auto known = old_.find(key);
        if (known == old_.end()) return nullptr;
        young_bytes_ += known->second.bytes;
        return &young_.insert(old_.extract(known)).position->second.value;
    }

    /// Keeps what was not known; `bytes` is about what it takes.
    Value& add(const Key& key, Value value, std::size_t bytes) {
        young_bytes_ += bytes;
        return young_.insert_or_assign(key, Kept{std::move(value), bytes}).first->second.value;
    }

    /// Between two requests: drops what was not asked for lately, where there is more than this `share` of the bytes.
    void forget(double share = 1) {
        if (static_cast<double>(young_bytes_) < share * static_cast<double>(most_bytes_) / 2) return;
        old_ = std::exchange(young_, {});
        young_bytes_ = 0;
    }

  private:
    struct Kept {
        Value value;
        std::size_t bytes;
    };
    using Generation = std::unordered_map<Key, Kept, Hash>;

    std::size_t most_bytes_;
    std::size_t young_bytes_ = 0;
    Generation young_;
    Generation old_;
};

}  // namespace jooya
