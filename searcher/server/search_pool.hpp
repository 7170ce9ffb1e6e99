// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
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

    /// Opens `databases` once for each of `threads`, each search bounded by `patience` and with the site's own
    /// `synonyms`; `index` must outlive the pool. Throws what Searcher's constructor throws.
    SearchPool(const std::vector<std::string>& databases, std::size_t threads, std::size_t max_queue,
               std::chrono::milliseconds patience, const IndexWatch& index,
               std::shared_ptr<const Synonyms> synonyms = nullptr);

    /// Ends the jobs at hand and drops those that wait. Threads that were given up are left to themselves.
    ~SearchPool();
    SearchPool(const SearchPool&) = delete;
    SearchPool& operator=(const SearchPool&) = delete;

    /// False, and nothing is done, where the queue is full.
    [[nodiscard]] bool submit(Job job);

    [[nodiscard]] std::size_t queued() const;

    /// Gives up the threads whose job goes on for longer than `longest` and starts others in their place: a
    /// search that no deadline stops costs one thread, not the service. No more are given up at a time than
    /// there are threads, so that a flood of such searches cannot take the machine. The watchdog's part: call
    /// it now and then. Returns how many were given up.
    std::size_t replace_stuck(std::chrono::steady_clock::duration longest);

    /// Threads that were given up and still run.
    [[nodiscard]] std::size_t stuck() const;

  private:
    struct Worker;
    struct State;

    void start(std::shared_ptr<Worker> worker);

    std::shared_ptr<State> state_;
    std::size_t threads_;
    std::vector<std::shared_ptr<Worker>> workers_;
};

}  // namespace jooya::server
