// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "jooya/error.hpp"

namespace jooya {

/// Several databases searched as one, each checked against its manifest when it is opened.
class Databases {
  public:
    /// Opens `names`: paths, stub files, tcp:HOST:PORT. A remote shard that does not answer is left out as
    /// long as another one does. Throws Error: missing, damaged, incompatible, storage, network.
    explicit Databases(std::vector<std::string> names);

    [[nodiscard]] const Xapian::Database& all() const { return all_; }

    /// The remote shards that were left out.
    [[nodiscard]] const std::vector<std::string>& silent() const { return silent_; }

    /// Is one of them, perhaps through a stub file, on another machine? Every look-up is a journey there, and
    /// what Jooya adds to a match cannot be sent along.
    [[nodiscard]] bool has_remote() const;

    /// Is it a single one, not several searched as one?
    [[nodiscard]] bool is_one() const;

    /// The names as one, for messages.
    [[nodiscard]] std::string name() const;

    /// Moves to the newest revision; also where a path leads to another database than before.
    void refresh();

    /// Opens everything anew.
    void open();

    [[nodiscard]] std::string revision() const;
    [[nodiscard]] std::optional<std::int64_t> last_run() const;

  private:
    /// What stands behind a name: a database that was moved away or a stub that was replaced is another place.
    struct Place {
        std::filesystem::path path;
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    static Place place_of(const std::string& name);

    std::vector<std::string> names_;
    std::vector<std::string> silent_;
    std::vector<Xapian::Database> parts_;
    std::vector<Place> places_;  ///< where each name led when it was opened
    Xapian::Database all_;
    bool has_remote_ = false;
};

}  // namespace jooya
