// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "jooya/searcher/searcher.hpp"

namespace jooya::server {

/// What the index was when it was looked at last.
struct IndexState {
    std::uint64_t articles = 0;
    std::string revision{};                  ///< as Searcher::revision
    std::optional<std::int64_t> last_run{};  ///< as Searcher::last_run
    std::string trouble{};                   ///< why it could not be looked at; empty where it could
};

/// Looks once a second whether the indexer has committed, on a thread of its own, so that neither searches
/// nor health checks wait for it. May be asked from any thread.
class IndexWatch {
  public:
    /// Throws what Searcher's constructor throws.
    explicit IndexWatch(const std::vector<std::string>& databases);
    ~IndexWatch();
    IndexWatch(const IndexWatch&) = delete;
    IndexWatch& operator=(const IndexWatch&) = delete;

    [[nodiscard]] IndexState state() const;

    /// Grows with every commit that was seen; whoever saw another number before reopens.
    [[nodiscard]] std::uint64_t generation() const { return generation_; }

  private:
    [[nodiscard]] IndexState seen();
    void look();

    Searcher searcher_;
    IndexState state_;
    std::atomic<std::uint64_t> generation_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool is_over_ = false;
    std::thread thread_;
};

}  // namespace jooya::server
