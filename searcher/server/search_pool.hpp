// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "jooya/searcher/searcher.hpp"
#include "server/index_watch.hpp"

namespace jooya::server {

/// Threads that search, each with its own Searcher, and the bounded queue in front of them. May be asked from
/// any thread.
class SearchPool {
  public:
    /// Runs on one of the threads; must not throw.
    using Job = std::function<void(Searcher&)>;

    /// Opens `databases` once for each of `threads`; `index` must outlive the pool.
    /// Throws what Searcher's constructor throws.
    SearchPool(const std::vector<std::string>& databases, std::size_t threads, std::size_t max_queue,
               const IndexWatch& index);

    /// Ends the jobs at hand and drops those that wait.
    ~SearchPool();
    SearchPool(const SearchPool&) = delete;
    SearchPool& operator=(const SearchPool&) = delete;

    /// False, and nothing is done, where the queue is full.
    [[nodiscard]] bool submit(Job job);

    [[nodiscard]] std::size_t queued() const;

  private:
    void work(Searcher& searcher);

    const std::size_t max_queue_;
    const IndexWatch& index_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool is_over_ = false;
    std::vector<Searcher> searchers_;
    std::vector<std::thread> threads_;
};

}  // namespace jooya::server
