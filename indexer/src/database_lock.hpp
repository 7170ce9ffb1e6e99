// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya {

/// The file in a database's folder that whoever writes holds locked.
inline constexpr std::string_view lock_name = "jooya.lock";

/// The right to write to a database, to begin a generation of it and to decide which one is served. One process
/// holds it at a time; it ends with the object or the process. Readers never need it.
class DatabaseLock {
  public:
    /// Takes the lock of the database at `path`, a folder that is there. Throws Error: locked, naming the process
    /// that holds it; storage.
    explicit DatabaseLock(const std::string& path);
    ~DatabaseLock();
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;

  private:
    int file_ = -1;
};

}  // namespace jooya
