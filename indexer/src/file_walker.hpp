// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// What tells a changed file from an unchanged one.
struct FileStamp {
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of the file at `path`; nothing where there is none.
std::optional<FileStamp> stamp_of_file(const std::string& path);

struct FoundFile {
    std::string path;
    FileStamp stamp;
};

struct IgnoredFile {
    std::string path;
};

using WalkItem = std::variant<FoundFile, IgnoredFile, Reject>;

/// Gives every file at or under `path`, in the order of their names, whatever order the disk has. Symbolic
/// links are followed, each folder is entered once; pipes, sockets and devices, folders that cannot be read
/// and trees deeper than `max_folder_depth` arrive as rejects. A file that was named itself is never ignored.
/// The visitor returns false to end the walk.
void walk(const std::string& path, const std::function<bool(WalkItem&&)>& visit);

inline constexpr int max_folder_depth = 64;

/// True for the names of what folders and archives hold beside news: dot files, README*, LICENSE*, *.md.
bool is_no_news(const std::string& name);

/// A regular file's bytes. Throws Error: storage, where it cannot be opened or read.
class FileSource final : public ByteSource {
  public:
    explicit FileSource(const std::string& path);
    ~FileSource() override;
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::size_t read(char* into, std::size_t size) override;
    /// Waits until `read` would not wait; false where `patience` ended first. Only pipes and terminals make one wait.
    [[nodiscard]] bool wait_for(std::chrono::milliseconds patience) const;

    [[nodiscard]] FileStamp stamp() const;
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

    /// Standard input.
    static FileSource standard_input();

  private:
    FileSource(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

    int descriptor_ = -1;
    std::string path_;
    std::uint64_t bytes_read_ = 0;
};

}  // namespace jooya
