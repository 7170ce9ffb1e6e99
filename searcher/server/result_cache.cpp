// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/result_cache.hpp"

#include <utility>

namespace jooya::server {

namespace {

// What an entry takes beside its texts: two nodes, a bucket, a counted pointer.
constexpr std::size_t bytes_of_nodes = 256;

// One answer may not push all others out.
constexpr std::size_t largest_share = 16;

}  // namespace

std::size_t ResultCache::Entry::bytes() const {
    return bytes_of_nodes + key.size() + reply->body.size();
}

std::shared_ptr<const Reply> ResultCache::find(const std::string& key, std::string_view etag) {
    if (etag != etag_) {
        by_key_.clear();
        entries_.clear();
        bytes_ = 0;
        etag_ = etag;
    }
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        ++misses_;
        return nullptr;
    }
    ++hits_;
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front().reply;
}

void ResultCache::put(const std::string& key, std::shared_ptr<const Reply> reply) {
    if (reply->etag != etag_ || by_key_.contains(key)) return;
    Entry entry{key, std::move(reply)};
    if (entry.bytes() > max_bytes_ / largest_share) return;
    bytes_ += entry.bytes();
    entries_.push_front(std::move(entry));
    by_key_.emplace(entries_.front().key, entries_.begin());
    while (bytes_ > max_bytes_) forget_oldest();
}

void ResultCache::forget_oldest() {
    bytes_ -= entries_.back().bytes();
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
}

}  // namespace jooya::server
