// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jooya/indexer/article_reader.hpp"
#include "jooya/indexer/index_manifest.hpp"
#include "jooya/indexer/index_writer.hpp"

namespace jooya {

struct UpdateOptions {
    std::vector<std::string> paths;  ///< files, folders, or "-" for standard input
    ReaderOptions reader;
    unsigned jobs = 1;  ///< threads that analyze, beside one that reads and one that writes
    std::size_t memory = std::size_t{512} << 20;  ///< bytes that the run may take, roughly
    bool measure = false;  ///< count the bytes that lie before the run, for `RunProgress::bytes_total`
    bool prune = false;    ///< remove the articles of this run's paths that no file there holds any more
    bool force = false;    ///< prune even where more than `most_pruned_percent` would go
    const std::atomic<int>* stop = nullptr;  ///< a run ends early, whole, once this is not 0
};

/// A sudden disappearance is not a mass deletion: a pruning run that would remove a greater part of the
/// database removes nothing, unless it is forced.
inline constexpr std::uint64_t most_pruned_percent = 5;

/// Two different articles with one code in one run; the later one won.
struct Duplicate {
    std::string code;
    std::string dropped_source;
    Position dropped_position;
    std::string kept_source;
    Position kept_position;
};

struct PathReport {
    std::string path;  ///< as it was given
    RunCounts counts;
    std::uint64_t future_dates = 0;  ///< articles that were read, dated more than a day ahead
};

/// Of many findings the first `most_listed`, so that an archive of nothing but faults takes no more memory than another
/// one, and how many there were in all.
template <class Finding>
class Findings {
  public:
    static constexpr std::uint64_t most_listed = 100'000;

    void add(Finding finding) {
        if (++total_ <= most_listed) listed_.push_back(std::move(finding));
    }
    [[nodiscard]] std::uint64_t total() const { return total_; }
    [[nodiscard]] const std::vector<Finding>& listed() const { return listed_; }

  private:
    std::vector<Finding> listed_;
    std::uint64_t total_ = 0;
};

/// A run that was cut short, as it was at its last commit.
struct UnfinishedRun {
    std::int64_t started = 0;  ///< seconds since the epoch
    RunCounts counts;
};

/// What a run did; it adds up: read = added + replaced + unchanged + deleted + rejected. Articles of files
/// that were passed over because they had not changed count as read and unchanged, and so do articles that are kept out
/// because they were deleted on request. What holds for all holds for each path.
struct RunReport {
    std::int64_t started = 0;   ///< seconds since the epoch
    std::int64_t finished = 0;  ///< seconds since the epoch
    double seconds = 0;
    RunCounts counts;
    std::uint64_t files = 0;          ///< files that were looked at
    std::uint64_t skipped_files = 0;  ///< of these, the ones that had not changed since the last run
    std::uint64_t ignored = 0;   ///< files in folders that are no news: dot files, README*, LICENSE*, *.md
    std::uint64_t bytes = 0;     ///< bytes read
    std::uint64_t articles = 0;  ///< in the database afterwards
    std::uint64_t withheld = 0;  ///< of the unchanged ones, those that were deleted on request and stay out
    bool is_interrupted = false;
    std::optional<UnfinishedRun> resumed;  ///< the run before, where this one carries it on
    std::uint64_t prune_refused = 0;  ///< articles that pruning would have removed, had it not been too many
    std::vector<PathReport> paths;
    std::map<RejectReason, std::uint64_t> reasons;  ///< how many rejects there were of each, all of them
    Findings<Reject> rejects;
    Findings<Duplicate> duplicates;
    Findings<ReadWarning> warnings;      ///< of dates that no calendar has
    Findings<ReadWarning> future_dates;  ///< of articles that were read, dated more than a day ahead
};

/// The report as JSON, `"schema": 1`, indented.
std::string to_json(const RunReport& report, std::string_view command, std::string_view database);

/// How far a run has come.
struct RunProgress {
    const RunReport& report;
    std::uint64_t bytes_done = 0;              ///< read or passed over, before they are unpacked
    std::optional<std::uint64_t> bytes_total;  ///< nothing until `UpdateOptions::measure` has counted them
};

/// Told how far a run has come, several times a second; called on the caller's thread.
using Progress = std::function<void(const RunProgress&)>;

/// Brings the database behind `writer` up to date with `options.paths`: articles are added or replaced by
/// their code, unchanged ones cost a lookup, files that have not changed since they were last read without
/// a reject cost nothing. Commits whenever a batch of text is full, and at the end; a run that is cut short is
/// carried on by the next one, which passes over the files that were finished.
///
/// Throws Error as IndexWriter does; after a storage error the writer must not be touched again.
RunReport update(IndexWriter& writer, const UpdateOptions& options, const Progress& progress = {});

}  // namespace jooya
