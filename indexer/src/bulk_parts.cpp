// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace jooya {
namespace {

namespace fs = std::filesystem;

// Each source of a merge takes three file handles, of the 1,024 that a process may commonly have; two threads may merge
// groups at once.
constexpr std::size_t group_size = 48;

// A part that is lost is built again, so nothing waits for the disk.
constexpr int part_flags = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

void merge_databases(const std::vector<std::string>& folders, const std::string& target,
                     Xapian::Compactor::compaction_level level) {
    Xapian::Database all;
    for (const std::string& folder : folders) all.add_database(Xapian::Database(folder));
    all.compact(target, level);
}

}  // namespace

BulkParts::BulkParts(std::string folder, unsigned threads) : folder_(std::move(folder)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    for (unsigned i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

BulkParts::~BulkParts() {
    stop();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string BulkParts::path_of_part(std::size_t part) const {
    return fmt::format("{}/part-{:06}", folder_, part);
}

std::string BulkParts::path_of_group(std::size_t group) const {
    return fmt::format("{}/group-{:06}", folder_, group);
}

void BulkParts::stop() {
    jobs_.close();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void BulkParts::fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
}

void BulkParts::throw_failure() {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(failure_);
}

void BulkParts::work() {
    while (std::optional<Job> job = jobs_.pop()) {
        try {
            write_part(*job);
            const std::size_t group = job->part / group_size;
            bool is_whole = false;
            {
                const std::lock_guard lock(mutex_);
                groups_.resize(std::max(groups_.size(), group + 1));
                is_whole = ++groups_[group].written == group_size;
            }
            if (is_whole) merge_group(group);
        } catch (...) {
            fail(std::current_exception());
        }
    }
}

void BulkParts::write_part(Job& job) {
    Xapian::WritableDatabase part(path_of_part(job.part), part_flags);
    part.begin_transaction(false);
    for (Xapian::Document& document : job.documents) {
        part.add_document(document);
        document = Xapian::Document();
    }
    part.commit_transaction();
    part.commit();
    part.close();
}

void BulkParts::merge_group(std::size_t group) {
    std::vector<std::string> folders;
    for (std::size_t i = 0; i < group_size; ++i) folders.push_back(path_of_part(group * group_size + i));
    merge_databases(folders, path_of_group(group), Xapian::Compactor::STANDARD);
    for (const std::string& folder : folders) fs::remove_all(folder);
    const std::lock_guard lock(mutex_);
    groups_[group].is_merged = true;
}

void BulkParts::write(std::vector<Xapian::Document> documents) {
    throw_failure();
    jobs_.push({parts_++, std::move(documents)}, 1);
}

void BulkParts::merge(const std::string& before, const std::string& target) {
    stop();
    throw_failure();
    std::vector<std::string> sources;
    if (!before.empty()) sources.push_back(before);
    for (std::size_t part = 0; part < parts_;) {
        const std::size_t group = part / group_size;
        const bool is_merged = groups_[group].is_merged;
        sources.push_back(is_merged ? path_of_group(group) : path_of_part(part));
        part += is_merged ? group_size : 1;
    }
    merge_databases(sources, target, Xapian::Compactor::FULL);
}

}  // namespace jooya
