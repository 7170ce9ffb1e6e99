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
/// which are merged in groups as they get ready, and all together at last. One large database is written five times as
/// slowly: Xapian keeps what is not yet committed in ordered trees, and those of some hundred articles fit a processor's
/// cache.
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

    /// Has the documents written as one part, on another thread, so that nobody else may hold one; the parts keep their
    /// order. Waits where all threads are busy. Throws what a part before it has failed by.
    void write(std::vector<Xapian::Document> documents);

    /// Merges the database at `before`, with all that its metadata remembers, and all parts into a new one at `target`, and
    /// removes the parts; nothing can be written afterwards. Throws what Xapian throws.
    void merge(const std::string& before, const std::string& target);

  private:
    struct Job {
        std::size_t part;
        std::vector<Xapian::Document> documents;
    };
    /// Parts that stand one behind the other and are merged once all of them are written.
    struct Group {
        std::size_t written = 0;
        bool is_merged = false;
    };

    void work();
    void write_part(Job& job);
    void merge_group(std::size_t group);
    [[nodiscard]] std::string path_of_part(std::size_t part) const;
    [[nodiscard]] std::string path_of_group(std::size_t group) const;
    /// Waits for what is being written.
    void stop();
    void fail(std::exception_ptr failure);
    void throw_failure();

    std::string folder_;
    std::size_t parts_ = 0;  ///< so far
    BoundedQueue<Job> jobs_{1};
    std::vector<std::thread> threads_;
    std::mutex mutex_;  ///< of what stands below
    std::vector<Group> groups_;
    std::exception_ptr failure_;
};

}  // namespace jooya
