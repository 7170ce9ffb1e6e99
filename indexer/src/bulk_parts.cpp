// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk_parts.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace jooya {
namespace {

namespace fs = std::filesystem;

// Each source of a merge takes three file handles, of the 1,024 that a process may commonly have.
constexpr std::size_t most_merged = 224;

// A part that is lost is built again, so nothing waits for the disk.
constexpr int part_flags = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

Xapian::Database all_of(const std::vector<std::string>& folders) {
    Xapian::Database all;
    for (const std::string& folder : folders) all.add_database(Xapian::Database(folder));
    return all;
}

}  // namespace

BulkParts::BulkParts(std::string folder, unsigned threads) : folder_(std::move(folder)), workers_(threads) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    start();
}

BulkParts::~BulkParts() {
    stop();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void BulkParts::start() {
    jobs_ = std::make_unique<BoundedQueue<Job>>(1);
    for (unsigned i = 0; i < workers_; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

void BulkParts::stop() {
    jobs_->close();
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
    while (std::optional<Job> job = jobs_->pop()) {
        try {
            Xapian::WritableDatabase part(job->folder, part_flags);
            part.begin_transaction(false);
            for (Xapian::Document& document : job->documents) {
                part.add_document(document);
                document = Xapian::Document();
            }
            part.commit_transaction();
            part.commit();
            part.close();
        } catch (...) {
            fail(std::current_exception());
        }
    }
}

void BulkParts::write(std::vector<Xapian::Document> documents) {
    throw_failure();
    if (parts_.size() == most_merged) {
        const std::string merged = fmt::format("{}/merged-{:06}", folder_, made_);
        gather(parts_, merged);
        parts_ = {merged};
    }
    parts_.push_back(fmt::format("{}/{:06}", folder_, made_++));
    jobs_->push({parts_.back(), std::move(documents)}, 1);
}

void BulkParts::gather(const std::vector<std::string>& sources, const std::string& target) {
    stop();
    throw_failure();
    all_of(sources).compact(target, Xapian::Compactor::FULL);
    for (const std::string& part : parts_) fs::remove_all(part);
    start();
}

void BulkParts::merge(const std::string& before, const std::string& target) {
    std::vector<std::string> sources;
    if (!before.empty() && Xapian::Database(before).get_doccount() > 0) sources.push_back(before);
    sources.insert(sources.end(), parts_.begin(), parts_.end());
    gather(sources, target);
    parts_.clear();
}

}  // namespace jooya
