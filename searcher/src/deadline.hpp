// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <chrono>
#include <optional>

namespace jooya {

/// The moment at which a search gives up. Xapian's own time limit does not bound a match: it is looked at only
/// once enough articles were found.
class Deadline {
  public:
    using Clock = std::chrono::steady_clock;

    Deadline() = default;  ///< never
    explicit Deadline(Clock::time_point moment) : moment_(moment) {}

    /// Throws Error (timeout) where the moment has come.
    void check() const;

    /// `query` as it is, for a match that throws Error (timeout) once the moment has come. Works on databases
    /// of this machine only: what it adds cannot be sent to a remote shard.
    [[nodiscard]] Xapian::Query bounded(const Xapian::Query& query) const;

  private:
    std::optional<Clock::time_point> moment_;
};

}  // namespace jooya
