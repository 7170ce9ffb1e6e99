// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/reply.hpp"

namespace jooya::server {

/// Answers of one revision of the index, the least recently used forgotten first; all of them at once when the
/// indexer commits. Belongs to the thread that does input and output.
class ResultCache {
  public:
    /// Holds up to `max_bytes` of addresses and bodies; 0 holds nothing.
    explicit ResultCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    /// The answer kept for `key` and the revision whose ETag is `etag`; null where there is none. Another
    /// revision than before empties the cache.
    std::shared_ptr<const Reply> find(const std::string& key, std::string_view etag);

    /// Keeps `reply` where it is an answer of the revision that was asked for last.
    void put(const std::string& key, std::shared_ptr<const Reply> reply);

    [[nodiscard]] std::uint64_t hits() const { return hits_; }
    [[nodiscard]] std::uint64_t misses() const { return misses_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Reply> reply;
        [[nodiscard]] std::size_t bytes() const;
    };

    void forget_oldest();

    std::size_t max_bytes_;
    std::string etag_;
    std::list<Entry> entries_;  ///< the most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
    std::size_t bytes_ = 0;
    std::uint64_t hits_ = 0;
    std::uint64_t misses_ = 0;
};

}  // namespace jooya::server
