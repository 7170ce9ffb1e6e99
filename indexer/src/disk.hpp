// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jooya {

/// Makes the names in a folder durable: what was created, renamed or removed in it survives a power cut. Throws
/// Error: storage.
void sync_directory(const std::string& path);

/// Makes the files in a folder durable, and their names with them. Throws Error: storage.
void sync_files(const std::string& folder);

/// Of the files in a folder. Throws std::filesystem::filesystem_error.
std::uint64_t bytes_in(const std::string& folder);

/// What an ordinary user may still write where `path` is; nothing is known of it where the file system does not tell:
/// then all that can be.
std::uint64_t free_bytes(const std::string& path);

/// Puts `text` in the place of the file at `path`, whole or not at all, and makes it durable: written aside, synced,
/// renamed, the folder synced. Throws Error: storage.
void replace_file(const std::string& path, std::string_view text);

}  // namespace jooya
