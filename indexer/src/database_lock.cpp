// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include "jooya/error.hpp"

namespace jooya {
namespace {

/// What the holder wrote into the file; "?" where it has not come to it yet.
std::string holder_of(int file) {
    std::array<char, 24> text{};
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    std::string_view holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    holder = holder.substr(0, holder.find('\n'));
    return holder.empty() ? "?" : std::string(holder);
}

}  // namespace

DatabaseLock::DatabaseLock(const std::string& path) {
    const std::string name = (std::filesystem::path(path) / lock_name).string();
    constexpr mode_t readable_by_all = 0666;  // less the umask
    // Close-on-exec: a program that is started meanwhile must not hold the lock on.
    file_ = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, readable_by_all);
    if (file_ < 0) {
        const std::string reason = std::generic_category().message(errno);
        throw Error(ErrorCode::storage,
                    {fmt::format("{}: the lock cannot be opened: {}", name, reason),
                     fmt::format("{}: فایل قفل باز نمی‌شود: {}", name, reason)},
                    {"check that you may write to the database's folder",
                     "بررسی کنید که اجازهٔ نوشتن در پوشهٔ پایگاه را دارید"});
    }
    // A run that has just been killed may still be dying, and its lock with it; on a busy machine that takes a while.
    constexpr int most_tries = 16;
    constexpr std::chrono::milliseconds pause{50};
    bool is_held = false;
    for (int tries = 1; !is_held && tries <= most_tries; ++tries) {
        if (tries > 1) std::this_thread::sleep_for(pause);
        is_held = flock(file_, LOCK_EX | LOCK_NB) == 0;
    }
    if (!is_held) {
        const std::string holder = holder_of(file_);
        close(file_);
        throw Error(
            ErrorCode::locked,
            {fmt::format("{}: another indexer holds this database (process {})", path, holder),
             fmt::format(
                 "{}: نمایه‌ساز دیگری این پایگاه را در دست دارد (فرایند {})",
                 path, holder)},
            {"wait for the other run to end, then repeat the command",
             "صبر کنید تا اجرای دیگر تمام شود و فرمان را دوباره بدهید"});
    }
    // For the message alone: where it cannot be written, the lock holds all the same.
    const std::string holder = fmt::format("{}\n", getpid());
    if (ftruncate(file_, 0) == 0) static_cast<void>(!pwrite(file_, holder.data(), holder.size(), 0));
}

DatabaseLock::~DatabaseLock() {
    close(file_);
}

}  // namespace jooya
