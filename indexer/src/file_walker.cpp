// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_walker.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "jooya/error.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;

std::string reason_of(int error_number) {
    return std::generic_category().message(error_number);
}

FileStamp stamp_of(const struct stat& status) {
    return {static_cast<std::uint64_t>(status.st_size),
            std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

[[noreturn]] void throw_unreadable(const std::string& path, int error_number) {
    throw Error(ErrorCode::storage, {fmt::format("{}: {}", path, reason_of(error_number)),
                                     fmt::format("{}: {}", path, reason_of(error_number))});
}

class Walk {
  public:
    explicit Walk(const std::function<bool(WalkItem&&)>& visit) : visit_(&visit) {}

    /// False once the visitor has had enough.
    bool enter(const std::string& path, int depth) {
        struct stat status {};
        if (stat(path.c_str(), &status) != 0) {
            const int cause = errno;
            const bool is_loop = cause == ELOOP;
            // The reason of a path that is not there says no more than its absence.
            return reject(path, is_loop ? RejectReason::too_deep : RejectReason::missing_path,
                          cause == ENOENT ? std::string() : reason_of(cause));
        }
        if (S_ISREG(status.st_mode)) return (*visit_)(FoundFile{path, stamp_of(status)});
        if (!S_ISDIR(status.st_mode)) return reject(path, RejectReason::not_a_file);
        if (depth > max_folder_depth) return reject(path, RejectReason::too_deep);
        // A link back to a folder on the way, or a second link to one, shows nothing new.
        if (!seen_.emplace(status.st_dev, status.st_ino).second) return true;
        return folder(path, depth);
    }

  private:
    bool folder(const std::string& path, int depth) {
        std::error_code failure;
        std::vector<std::string> names;
        for (fs::directory_iterator entry(path, failure), end; !failure && entry != end;
             entry.increment(failure)) {
            names.push_back(entry->path().filename().string());
        }
        if (failure && !reject(path, RejectReason::unreadable_folder, failure.message())) return false;
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            const std::string child = (fs::path(path) / name).string();
            const bool goes_on = is_no_news(name) ? (*visit_)(IgnoredFile{child}) : enter(child, depth + 1);
            if (!goes_on) return false;
        }
        return true;
    }

    bool reject(const std::string& path, RejectReason reason, std::string detail = {}) {
        return (*visit_)(Reject{path, {}, reason, std::move(detail)});
    }

    const std::function<bool(WalkItem&&)>* visit_;
    std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

std::optional<FileStamp> stamp_of_file(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return std::nullopt;
    return stamp_of(status);
}

bool is_no_news(const std::string& name) {
    return name.starts_with('.') || name.starts_with("README") || name.starts_with("LICENSE") ||
           name.ends_with(".md");
}

void walk(const std::string& path, const std::function<bool(WalkItem&&)>& visit) {
    Walk(visit).enter(path, 0);
}

FileSource::FileSource(const std::string& path) : path_(path) {
    // O_NONBLOCK: should a pipe have taken the file's place, opening it must not wait for a writer.
    descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor_ < 0) throw_unreadable(path_, errno);
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor_);
        throw_unreadable(path_, EINVAL);
    }
}

FileSource FileSource::standard_input() {
    return {dup(STDIN_FILENO), "-"};
}

FileSource::~FileSource() {
    if (descriptor_ >= 0) close(descriptor_);
}

std::size_t FileSource::read(char* into, std::size_t size) {
    for (;;) {
        const ssize_t got = ::read(descriptor_, into, size);
        if (got >= 0) {
            bytes_read_ += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) throw_unreadable(path_, errno);
    }
}

bool FileSource::wait_for(std::chrono::milliseconds patience) const {
    pollfd watched{descriptor_, POLLIN, 0};
    return poll(&watched, 1, static_cast<int>(patience.count())) != 0;
}

FileStamp FileSource::stamp() const {
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) return {};
    return stamp_of(status);
}

}  // namespace jooya
