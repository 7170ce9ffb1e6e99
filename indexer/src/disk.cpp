// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <system_error>

#include "jooya/error.hpp"

namespace jooya {
namespace {

Error failed(const std::string& path, const Message& what, int error_number) {
    const std::string reason = std::generic_category().message(error_number);
    return {
        ErrorCode::storage,
        {fmt::format("{}: {}: {}", path, what.en, reason), fmt::format("{}: {}: {}", path, what.fa, reason)},
        {"check the disk and its free space, then run the command again",
         "دیسک و فضای خالی آن را بررسی کنید و فرمان را دوباره بدهید"}};
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void sync_directory(const std::string& path) {
    const int directory = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_synced = directory >= 0 && fsync(directory) == 0;
    const int cause = errno;
    if (directory >= 0) close(directory);
    if (!is_synced)
        throw failed(path, {"the folder cannot be synced", "پوشه روی دیسک ثبت نمی‌شود"},
                     cause);
}

void sync_files(const std::string& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const int file = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        const bool is_synced = file >= 0 && fsync(file) == 0;
        const int cause = errno;
        if (file >= 0) close(file);
        if (!is_synced) {
            throw failed(entry.path().string(),
                         {"the file cannot be synced", "فایل روی دیسک ثبت نمی‌شود"},
                         cause);
        }
    }
    sync_directory(folder);
}

void replace_file(const std::string& path, std::string_view text) {
    const Message what = {"the file cannot be written", "فایل نوشته نمی‌شود"};
    const std::string aside = path + ".new";
    constexpr mode_t readable_by_all = 0666;  // less the umask
    const int file = open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable_by_all);
    if (file < 0) throw failed(path, what, errno);
    const bool is_written = write_all(file, text) && fsync(file) == 0;
    const int cause = errno;
    close(file);
    if (!is_written) throw failed(path, what, cause);
    if (std::rename(aside.c_str(), path.c_str()) != 0) throw failed(path, what, errno);
    const std::string folder = std::filesystem::path(path).parent_path().string();
    sync_directory(folder.empty() ? "." : folder);
}

std::uint64_t bytes_in(const std::string& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
}

std::uint64_t free_bytes(const std::string& path) {
    std::error_code failure;
    const std::filesystem::space_info space = std::filesystem::space(path, failure);
    return failure ? std::numeric_limits<std::uint64_t>::max() : space.available;
}

}  // namespace jooya
