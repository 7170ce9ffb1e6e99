// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "bounded_queue.hpp"

namespace jooya {

/// Documents on their way into a generation, written by threads of its own into many small databases side by side,
/// which are merged at last. One large database is written five times as slowly: Xapian keeps what is not yet
/// committed in ordered trees, and those of a thousand articles fit a processor's cache.
///
/// Nothing here is durable or visible before `merge`; a folder that a killed run has left can be removed.
class BulkParts {
  public:
    /// The parts go to `folder`, which is made; `threads` write them.
    BulkParts(std::string folder, unsigned threads);
    /// Removes what was not merged.
    ~BulkParts();
    BulkParts(const BulkParts&) = delete;
    BulkParts& operator=(const BulkParts&) = delete;

    /// Has the documents written as one part; the parts keep their order. Waits where all threads are busy. Throws
    /// what a part before it has failed by.
    void write(std::vector<Xapian::Document> documents);

    /// Merges the database at `before`, where it holds something, and all parts into a new one at `target`, and
    /// removes the parts. Throws what Xapian throws.
    void merge(const std::string& before, const std::string& target);

  private:
    struct Job {
        std::string folder;
        std::vector<Xapian::Document> documents;
    };

    void work();
    void start();
    /// Waits for what is being written.
    void stop();
    /// Merges `sources` into `target` and removes the parts.
    void gather(const std::vector<std::string>& sources, const std::string& target);
    void fail(std::exception_ptr failure);
    void throw_failure();

    std::string folder_;
    std::vector<std::string> parts_;
    std::size_t made_ = 0;  ///< parts so far
    unsigned workers_;
    std::unique_ptr<BoundedQueue<Job>> jobs_;
    std::vector<std::thread> threads_;
    std::mutex mutex_;  ///< of failure_
    std::exception_ptr failure_;
};

}  // namespace jooya
