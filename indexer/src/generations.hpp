// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// The file by which Xapian, and with it every searcher, finds the generation that is served.
inline constexpr std::string_view stub_name = "XAPIANDB";

/// The folder of a database on disk.
///
///     news.db/XAPIANDB                   "auto generation-0002": what searchers open
///     news.db/generation-0001/           a complete Xapian database, the one before
///     news.db/generation-0002/           the one that is served
///     news.db/generation-0003.building/  not complete: a rebuild at work, or one that was killed
///     news.db/jooya.lock                 held by whoever writes (database_lock.hpp)
///
/// A new generation is begun, filled, finished and then served, each step durable before the next one. Whoever
/// calls anything but the questions holds the database's lock. Throws Error: storage, where the disk fails.
class Generations {
  public:
    explicit Generations(std::string database) : database_(std::move(database)) {}

    /// The name of the generation that the stub leads to; nothing where there is no stub. Throws Error: damaged,
    /// where the stub is not ours to read.
    [[nodiscard]] std::optional<std::string> current() const;

    /// The names of all complete generations, the oldest first.
    [[nodiscard]] std::vector<std::string> all() const;

    [[nodiscard]] std::string path_of(const std::string& name) const;

    /// A name for a generation that does not exist yet, later than all others; its folder is to be made at
    /// `path_of` by whoever fills it.
    [[nodiscard]] std::string begin() const;

    /// Declares the generation `begun` complete; returns its name from now on. No handle on it may be open.
    [[nodiscard]] std::string finish(const std::string& begun) const;

    /// Makes `name` the generation that is served, at once for all who open the database from now on.
    void serve(const std::string& name) const;

    void remove(const std::string& name) const;

    /// Removes what killed runs have left.
    void remove_unfinished() const;

  private:
    std::string database_;
};

/// True for a folder that holds nothing but what Jooya itself puts into a database's folder.
bool is_database_folder(const std::string& path);

/// Makes the folder of a database where there is nothing (its parent folder must exist). Throws Error: damaged, where
/// something else stands there, for Xapian would create its files in any folder; incompatible, where it is a database
/// without generations; missing; storage.
void make_database_folder(const std::string& path);

/// The folder of the generation that the database at `path` serves; `path` itself where it is no database of
/// generations but one that Xapian opens by itself.
std::string served_folder(const std::string& path);

}  // namespace jooya
