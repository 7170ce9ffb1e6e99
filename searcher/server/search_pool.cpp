// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search_pool.hpp"

#include <exception>
#include <utility>

namespace jooya::server {

SearchPool::SearchPool(const std::vector<std::string>& databases, std::size_t threads, std::size_t max_queue,
                       const IndexWatch& index)
    : max_queue_(max_queue), index_(index) {
    // All are opened before any thread starts: one that cannot be opened leaves nothing to join.
    for (std::size_t i = 0; i < threads; ++i) searchers_.emplace_back(databases);
    for (Searcher& searcher : searchers_) {
        threads_.emplace_back([this, &searcher] { work(searcher); });
    }
}

SearchPool::~SearchPool() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool SearchPool::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= max_queue_) return false;
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

std::size_t SearchPool::queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void SearchPool::work(Searcher& searcher) {
    std::uint64_t generation = 0;
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return is_over_ || !queue_.empty(); });
        if (is_over_) return;
        const Job job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        if (const std::uint64_t newest = index_.generation(); newest != generation) {
            try {
                searcher.reopen();
                generation = newest;
            } catch (const std::exception&) {
                // The job meets the same trouble and tells its client; the next one tries again.
            }
        }
        job(searcher);
        lock.lock();
    }
}

}  // namespace jooya::server
