// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya::server {

/// A file that lines are added to. Each line is written at once and whole, so that several processes may share
/// it and a rotated file loses nothing. Belongs to one thread at a time.
class LogFile {
  public:
    /// Opens `path` for appending, creating it readable for owner and group. Throws Error (storage).
    explicit LogFile(std::string path);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    /// Adds `line` and a newline. A line that the disk has no room for is lost, and nothing else.
    void write(std::string_view line);

    /// Goes on in the file that now stands at the path, as after a rotation. Throws Error (storage) and goes on
    /// in the old one where there is none to be had.
    void reopen();

  private:
    [[nodiscard]] int opened() const;

    std::string path_;
    int file_;
};

}  // namespace jooya::server
