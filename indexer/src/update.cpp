// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <chrono>
#include <deque>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>

#include "bounded_queue.hpp"
#include "document_builder.hpp"
#include "file_walker.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/stored_article.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// What the database remembers of a file that it has read whole and without a reject.
struct SourceRecord {
    FileStamp stamp;
    std::uint64_t articles = 0;
    std::uint64_t options = 0;  ///< hash of the reader's options: others would read the file otherwise
};

constexpr std::string_view record_prefix = "jooya.source.";

std::string record_key(const std::string& source) {
    return fmt::format("{}{:016x}", record_prefix, hash64(source));
}

std::string to_text(const SourceRecord& record, const std::string& source) {
    return fmt::format("{} {} {} {} {}", record.stamp.size, record.stamp.mtime_ns, record.articles,
                       record.options, source);
}

SourceRecord parse_record(std::string_view text) {
    SourceRecord record;
    std::istringstream in{std::string(text)};
    in >> record.stamp.size >> record.stamp.mtime_ns >> record.articles >> record.options;
    return record;
}

/// The records of a database by the hash of their source.
using SourceRecords = std::unordered_map<std::string, SourceRecord>;

SourceRecords load_records(const IndexWriter& writer) {
    SourceRecords records;
    writer.for_each_metadata(record_prefix, [&](std::string_view key, std::string_view value) {
        records.emplace(key, parse_record(value));
    });
    return records;
}

std::uint64_t hash_of(const ReaderOptions& options) {
    std::string text = fmt::format("{}\n{}\n", static_cast<int>(options.derive_code), options.source_name);
    for (const auto& [from, to] : options.field_map) text += from + '=' + to + '\n';
    return hash64(text);
}

// What goes from the reading thread to the writing one, in the order of the sources.
struct FileBegin {
    std::size_t path_index = 0;  ///< which of the paths that were given
    std::string source;          ///< absolute, what the database remembers
};
struct FileEnd {
    std::optional<FileStamp> stamp;  ///< nothing where the file changed while it was read, or is no file
    std::uint64_t bytes = 0;
};
struct FileSkipped {
    std::size_t path_index = 0;
    std::uint64_t articles = 0;
};
struct DigestedArticle {
    Article article;
    Position position;
    std::string canonical;
    Digest digest;
    std::string path;
};
struct Ignored {};
struct PathReject {
    std::size_t path_index = 0;
    Reject reject;
};
struct Failure {
    std::exception_ptr error;
};
using Event = std::variant<FileBegin, FileEnd, FileSkipped, DigestedArticle, Reject, ReadWarning, Ignored,
                           PathReject, Failure>;

/// Analyzes articles on threads of its own.
class Builders {
  public:
    Builders(unsigned count, std::size_t queue_bytes) : jobs_(queue_bytes) {
        for (unsigned i = 0; i < count; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }
    ~Builders() {
        jobs_.close();
        for (std::thread& thread : threads_) thread.join();
    }
    Builders(const Builders&) = delete;
    Builders& operator=(const Builders&) = delete;

    std::future<PreparedArticle> build(DigestedArticle article, std::string source) {
        Job job{std::move(article), std::move(source), {}};
        std::future<PreparedArticle> result = job.result.get_future();
        const std::size_t weight = job.article.canonical.size();
        jobs_.push(std::move(job), weight);
        return result;
    }

  private:
    struct Job {
        DigestedArticle article;
        std::string source;
        std::promise<PreparedArticle> result;
    };

    void work() {
        DocumentBuilder builder;
        while (std::optional<Job> job = jobs_.pop()) {
            try {
                const DigestedArticle& article = job->article;
                job->result.set_value(
                    builder.build(article.article, article.canonical, article.digest, job->source));
            } catch (...) {
                job->result.set_exception(std::current_exception());
            }
        }
    }

    BoundedQueue<Job> jobs_;
    std::vector<std::thread> threads_;
};

/// Walks the paths and reads their files on a thread of its own.
class SourceReader {
  public:
    SourceReader(const UpdateOptions& options, SourceRecords records, std::size_t queue_bytes)
        : options_(&options),
          records_(std::move(records)),
          reader_options_hash_(hash_of(options.reader)),
          events_(queue_bytes),
          thread_([this] { work(); }) {}
    ~SourceReader() {
        events_.close();
        thread_.join();
    }
    SourceReader(const SourceReader&) = delete;
    SourceReader& operator=(const SourceReader&) = delete;

    std::optional<Event> next() { return events_.pop(); }

  private:
    bool push(Event event, std::size_t weight = 64) { return events_.push(std::move(event), weight); }

    void work() {
        try {
            for (std::size_t i = 0; i < options_->paths.size(); ++i) {
                if (!path(options_->paths[i], i)) break;
            }
        } catch (...) {
            push(Failure{std::current_exception()});
        }
        events_.close();
    }

    bool path(const std::string& given, std::size_t index);
    bool file(const FoundFile& found, std::size_t index);
    bool read(ByteSource& bytes, const std::string& name);

    const UpdateOptions* options_;
    SourceRecords records_;
    std::uint64_t reader_options_hash_;
    BoundedQueue<Event> events_;
    std::thread thread_;
};

bool SourceReader::path(const std::string& given, std::size_t index) {
    if (given == "-") {
        if (!push(FileBegin{index, given})) return false;
        FileSource input = FileSource::standard_input();
        return read(input, given) && push(FileEnd{std::nullopt, input.bytes_read()});
    }
    bool goes_on = true;
    walk(given, [&](WalkItem&& item) {
        if (const auto* found = std::get_if<FoundFile>(&item)) {
            goes_on = file(*found, index);
        } else if (auto* rejected = std::get_if<Reject>(&item)) {
            goes_on = push(PathReject{index, std::move(*rejected)});
        } else {
            goes_on = push(Ignored{});
        }
        return goes_on;
    });
    return goes_on;
}

bool SourceReader::file(const FoundFile& found, std::size_t index) {
    const std::string source = fs::absolute(found.path).lexically_normal().string();
    const auto record = records_.find(record_key(source));
    if (record != records_.end() && record->second.stamp == found.stamp &&
        record->second.options == reader_options_hash_) {
        return push(FileSkipped{index, record->second.articles});
    }
    if (!push(FileBegin{index, source})) return false;
    std::optional<FileStamp> stamp;
    std::uint64_t bytes = 0;
    try {
        FileSource input(found.path);
        if (!read(input, found.path)) return false;
        // A file that grew meanwhile was perhaps read in half: it is read again next time.
        if (input.stamp() == found.stamp) stamp = found.stamp;
        bytes = input.bytes_read();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::storage) throw;
        push(Reject{found.path, {}, RejectReason::unreadable_file, error.message().en});
    }
    return push(FileEnd{stamp, bytes});
}

bool SourceReader::read(ByteSource& bytes, const std::string& name) {
    bool goes_on = true;
    read_articles(bytes, name, options_->reader, [&](ReadItem&& item) {
        if (auto* read = std::get_if<ReadArticle>(&item)) {
            DigestedArticle article{std::move(read->article), read->position, {}, {}, name};
            article.canonical = canonical_fields(article.article);
            article.digest = digest_of(article.canonical);
            const std::size_t weight = 2 * article.canonical.size();
            goes_on = push(std::move(article), weight);
        } else if (auto* rejected = std::get_if<Reject>(&item)) {
            goes_on = push(std::move(*rejected));
        } else {
            goes_on = push(std::get<ReadWarning>(std::move(item)));
        }
        return goes_on;
    });
    return goes_on;
}

/// The writing side of a run.
class Update {
  public:
    Update(IndexWriter& writer, const UpdateOptions& options, const Progress& progress)
        : writer_(&writer), options_(&options), progress_(&progress), options_hash_(hash_of(options.reader)) {
        report_.started = now();
        for (const std::string& path : options.paths) report_.paths.push_back({path, {}});
    }

    RunReport run() {
        const auto begin = Clock::now();
        require_room();
        {
            SourceReader reader(*options_, load_records(*writer_), options_->memory / queue_share);
            Builders builders(std::max(1U, options_->jobs), options_->memory / queue_share);
            builders_ = &builders;
            while (std::optional<Event> event = reader.next()) {
                if (is_stopped()) break;
                std::visit([&](auto&& value) { take(std::forward<decltype(value)>(value)); },
                           std::move(*event));
                drain(max_in_flight);
                commit_full_batch();
                if (*progress_) (*progress_)(report_);
            }
            drain(0);
        }
        report_.is_interrupted = is_stopped();
        report_.finished = now();
        if (!report_.is_interrupted) writer_->set_last_run(report_.finished, report_.counts);
        writer_->commit();
        report_.articles = writer_->article_count();
        report_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        return std::move(report_);
    }

  private:
    // Measured: Xapian's buffers take about eight times the text of a batch, so a sixteenth of the memory is
    // half of it; each of the two queues may hold a thirty-second.
    static constexpr std::size_t batch_share = 16;
    static constexpr std::size_t queue_share = 32;
    static constexpr std::size_t max_in_flight = 256;

    struct Seen {
        Digest digest;
        std::size_t source = 0;  ///< index into sources_
        Position position;
    };
    struct InFlight {
        std::future<PreparedArticle> article;
        std::optional<std::pair<std::string, SourceRecord>> file_end;
        std::size_t path_index = 0;
    };

    [[nodiscard]] bool is_stopped() const { return options_->stop != nullptr && options_->stop->load() != 0; }

    RunCounts& path_counts() { return report_.paths[path_index_].counts; }

    void take(FileBegin&& begin) {
        ++report_.files;
        path_index_ = begin.path_index;
        source_ = std::move(begin.source);
        articles_in_file_ = 0;
        is_clean_ = true;
    }

    void take(FileEnd&& end) {
        report_.bytes += end.bytes;
        if (!end.stamp.has_value()) return;
        // Without a record the file is read again next time, and its rejects are reported again.
        if (!is_clean_) return;
        InFlight item;
        item.file_end.emplace(source_, SourceRecord{*end.stamp, articles_in_file_, options_hash_});
        in_flight_.push_back(std::move(item));
    }

    void take(FileSkipped&& skipped) {
        ++report_.files;
        ++report_.skipped_files;
        for (RunCounts* counts : {&report_.counts, &report_.paths[skipped.path_index].counts}) {
            counts->read += skipped.articles;
            counts->unchanged += skipped.articles;
        }
    }

    void take(Ignored&& /*ignored*/) { ++report_.ignored; }
    void take(ReadWarning&& warning) { report_.warnings.push_back(std::move(warning)); }
    void take(Failure&& failure) { std::rethrow_exception(failure.error); }

    void take(Reject&& reject) {
        is_clean_ = false;
        for (RunCounts* counts : {&report_.counts, &path_counts()}) {
            ++counts->read;
            ++counts->rejected;
        }
        report_.rejects.push_back(std::move(reject));
    }

    void take(PathReject&& rejected) {
        path_index_ = rejected.path_index;
        take(std::move(rejected.reject));
    }

    void take(DigestedArticle&& article) {
        ++articles_in_file_;
        ++report_.counts.read;
        ++path_counts().read;
        const Digest code = digest_of(article.article.code);
        const auto seen = seen_.find(code);
        const std::optional<Digest> existing = seen != seen_.end()
                                                   ? std::optional<Digest>(seen->second.digest)
                                                   : writer_->find(article.article.code);
        if (existing == article.digest) {
            ++report_.counts.unchanged;
            ++path_counts().unchanged;
            if (seen == seen_.end()) remember(code, article);
            return;
        }
        if (seen != seen_.end()) report_duplicate(seen->second, article);
        remember(code, article);
        InFlight item;
        item.path_index = path_index_;
        item.article = builders_->build(std::move(article), source_);
        in_flight_.push_back(std::move(item));
    }

    void remember(const Digest& code, const DigestedArticle& article) {
        if (names_.empty() || names_.back() != article.path) names_.push_back(article.path);
        seen_[code] = {article.digest, names_.size() - 1, article.position};
    }

    void report_duplicate(const Seen& dropped, const DigestedArticle& kept) {
        report_.duplicates.push_back(
            {kept.article.code, names_[dropped.source], dropped.position, kept.path, kept.position});
    }

    /// Writes what has been analyzed, in order, until at most `limit` articles are left in flight.
    void drain(std::size_t limit) {
        using namespace std::chrono_literals;
        while (!in_flight_.empty()) {
            InFlight& item = in_flight_.front();
            if (item.file_end.has_value()) {
                const auto& [source, record] = *item.file_end;
                writer_->set_metadata(record_key(source), to_text(record, source));
            } else {
                if (in_flight_.size() <= limit && item.article.wait_for(0s) != std::future_status::ready)
                    return;
                const PutOutcome outcome = writer_->put(item.article.get());
                for (RunCounts* counts : {&report_.counts, &report_.paths[item.path_index].counts}) {
                    ++(outcome == PutOutcome::added ? counts->added : counts->replaced);
                }
            }
            in_flight_.pop_front();
        }
    }

    void commit_full_batch() {
        if (writer_->pending_bytes() < options_->memory / batch_share) return;
        require_room();
        writer_->commit();
    }

    /// A full disk in the middle of a commit is survivable, but not being there is better.
    void require_room() const {
        constexpr std::uintmax_t growth = 8;  // bytes of database for a byte of text, measured: 4 to 5
        constexpr std::uintmax_t reserve = std::uintmax_t{16} << 20;
        struct statvfs disk {};
        if (statvfs(writer_->path().c_str(), &disk) != 0) return;
        const std::uintmax_t free_bytes = std::uintmax_t{disk.f_bavail} * disk.f_frsize;
        const std::uintmax_t needed = writer_->pending_bytes() * growth + reserve;
        if (free_bytes >= needed) return;
        throw Error(
            ErrorCode::storage,
            {fmt::format("{}: the disk has {} MiB left, the next batch may need {} MiB", writer_->path(),
                         free_bytes >> 20, needed >> 20),
             fmt::format("{}: دیسک {} مبی‌بایت جا دارد و دستهٔ بعدی شاید {} "
                         "مبی‌بایت "
                         "بخواهد",
                         writer_->path(), free_bytes >> 20, needed >> 20)},
            {"make room and run the command again; everything committed before is kept",
             "جا باز کنید و فرمان را دوباره بدهید؛ هر چه پیش‌تر "
             "ثبت "
             "شده "
             "محفوظ "
             "است"});
    }

    IndexWriter* writer_;
    const UpdateOptions* options_;
    const Progress* progress_;
    Builders* builders_ = nullptr;
    std::uint64_t options_hash_;
    RunReport report_;
    std::deque<InFlight> in_flight_;
    std::unordered_map<Digest, Seen, DigestHash> seen_;  ///< by the digest of the code
    std::vector<std::string> names_;                     ///< sources of what was seen, as reported

    // Of the file that is being read.
    std::size_t path_index_ = 0;
    std::string source_;
    std::uint64_t articles_in_file_ = 0;
    bool is_clean_ = true;
};

}  // namespace

RunReport update(IndexWriter& writer, const UpdateOptions& options, const Progress& progress) {
    return Update(writer, options, progress).run();
}

}  // namespace jooya
