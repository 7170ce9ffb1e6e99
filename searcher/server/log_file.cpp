// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "jooya/error.hpp"

namespace jooya::server {

LogFile::LogFile(std::string path) : path_(std::move(path)), file_(opened()) {}

LogFile::~LogFile() {
    ::close(file_);
}

int LogFile::opened() const {
    constexpr mode_t owner_and_group = 0640;
    const int file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, owner_and_group);
    if (file >= 0) return file;
    const std::string cause = std::generic_category().message(errno);
    throw Error(
        ErrorCode::storage,
        {fmt::format("{}: the log cannot be opened: {}", path_, cause),
         fmt::format("{}: گزارش باز نمی‌شود: {}", path_, cause)},
        {"give a path in a folder that this program may write to",
         "مسیری در پوشه‌ای بدهید که این برنامه اجازهٔ نوشتن در آن دارد"});
}

void LogFile::write(std::string_view line) {
    std::string text(line);
    text += '\n';
    const char* rest = text.data();
    std::size_t left = text.size();
    while (left > 0) {
        const ssize_t written = ::write(file_, rest, left);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        rest += written;
        left -= static_cast<std::size_t>(written);
    }
}

void LogFile::reopen() {
    const int file = opened();
    ::close(file_);
    file_ = file;
}

}  // namespace jooya::server
