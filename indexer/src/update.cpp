// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>
#include <time.h>

#include <algorithm>
#include <atomic>
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
#include <unordered_set>
#include <utility>
#include <variant>

#include "bounded_queue.hpp"
#include "deletions.hpp"
#include "document_builder.hpp"
#include "file_walker.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/jalali.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "run_journal.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// The time that a file written at this moment bears; Linux gives it by its coarse clock, which ticks every few
/// milliseconds.
std::int64_t file_system_time_ns() {
    timespec time{};
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// What the database remembers of a file that it has read.
struct SourceRecord {
    FileStamp stamp;
    std::uint64_t articles = 0;
    std::uint64_t options = 0;  ///< hash of the reader's options: others would read the file otherwise
    bool may_skip = false;      ///< read whole, without a reject, and sharing no code with another file
    std::string path;           ///< absolute
};

constexpr std::string_view record_prefix = "jooya.source.";

std::string record_key(const std::string& source) {
    return fmt::format("{}{:016x}", record_prefix, hash64(source));
}

std::string to_text(const SourceRecord& record) {
    return fmt::format("{} {} {} {} {:d} {}", record.stamp.size, record.stamp.mtime_ns, record.articles,
                       record.options, record.may_skip, record.path);
}

SourceRecord parse_record(std::string_view text) {
    SourceRecord record;
    std::istringstream in{std::string(text)};
    in >> record.stamp.size >> record.stamp.mtime_ns >> record.articles >> record.options >> record.may_skip;
    in.ignore();
    std::getline(in, record.path, '\0');
    return record;
}

/// The key of the record that belongs to a document's source term.
std::string record_key_of_term(std::string_view term) {
    return std::string(record_prefix) + std::string(term.substr(source_prefix.size()));
}

bool is_under(const std::string& path, const std::string& root) {
    return path == root || (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/'));
}

std::string absolute_path(const std::string& path) {
    std::string absolute = fs::absolute(path).lexically_normal().string();
    if (absolute.size() > 1 && absolute.ends_with('/')) absolute.pop_back();
    return absolute;
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

/// A source that was read with other options, or before `rereads` asked for it again, is read again.
std::uint64_t hash_of(const ReaderOptions& options, std::string_view rereads) {
    std::string text =
        fmt::format("{}\n{}\n{}\n", static_cast<int>(options.derive_code), options.source_name, rereads);
    for (const auto& [from, to] : options.field_map) text += fmt::format("{}={}\n", from, to);
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
    bool is_settled = true;  ///< whoever writes the file again gives it another time
};
struct FileSkipped {
    std::size_t path_index = 0;
    std::string source;
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
    Builders(unsigned count, std::size_t queue_bytes,
             const std::shared_ptr<const ArticleDictionary>& dictionary)
        : jobs_(queue_bytes), builders_(count) {
        use(dictionary);
        for (DocumentBuilder& builder : builders_) {
            threads_.emplace_back([this, &builder] { work(builder); });
        }
    }
    ~Builders() {
        jobs_.close();
        for (std::thread& thread : threads_) thread.join();
    }
    Builders(const Builders&) = delete;
    Builders& operator=(const Builders&) = delete;

    void use(const std::shared_ptr<const ArticleDictionary>& dictionary) {
        for (DocumentBuilder& builder : builders_) builder.use(dictionary);
    }

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

    void work(DocumentBuilder& builder) {
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
    std::deque<DocumentBuilder> builders_;  ///< one a thread
    std::vector<std::thread> threads_;
};

/// A file's bytes, until the run is stopped: then they end, so that nobody waits for the end of a large file or for a
/// pipe that nobody writes to. What was read of the last record by then is never taken, for the run has ended.
class StoppableSource final : public ByteSource {
  public:
    StoppableSource(FileSource& file, const std::atomic<int>* stop, std::uint64_t& bytes_read)
        : file_(&file), stop_(stop), bytes_read_(&bytes_read) {}

    std::size_t read(char* into, std::size_t size) override {
        constexpr std::chrono::milliseconds patience{100};
        do {
            if (stop_ != nullptr && stop_->load() != 0) return 0;
        } while (!file_->wait_for(patience));
        const std::size_t got = file_->read(into, size);
        *bytes_read_ += got;
        return got;
    }

  private:
    FileSource* file_;
    const std::atomic<int>* stop_;
    std::uint64_t* bytes_read_;
};

/// Counts the bytes of all files under the paths, on a thread of its own, for whoever wants to know how long it will
/// take.
class Measurer {
  public:
    explicit Measurer(const UpdateOptions& options) : options_(&options) {
        if (options.measure) thread_ = std::thread([this] { work(); });
    }
    ~Measurer() {
        is_over_ = true;
        if (thread_.joinable()) thread_.join();
    }
    Measurer(const Measurer&) = delete;
    Measurer& operator=(const Measurer&) = delete;

    /// Nothing until all are counted.
    [[nodiscard]] std::optional<std::uint64_t> bytes() const {
        return is_counted_ ? std::optional(bytes_.load()) : std::nullopt;
    }

  private:
    void work() {
        for (const std::string& path : options_->paths) {
            if (path == "-") return;
            walk(path, [&](WalkItem&& item) {
                if (const auto* file = std::get_if<FoundFile>(&item)) bytes_ += file->stamp.size;
                return !is_over_;
            });
        }
        is_counted_ = true;
    }

    const UpdateOptions* options_;
    std::atomic<bool> is_over_ = false;
    std::atomic<bool> is_counted_ = false;
    std::atomic<std::uint64_t> bytes_ = 0;
    std::thread thread_;
};

/// Walks the paths and reads their files on a thread of its own.
class SourceReader {
  public:
    SourceReader(const UpdateOptions& options, const SourceRecords& records, std::uint64_t options_hash,
                 std::size_t queue_bytes)
        : options_(&options),
          records_(&records),
          options_hash_(options_hash),
          events_(queue_bytes),
          thread_([this] { work(); }) {}
    ~SourceReader() {
        events_.close();
        thread_.join();
    }
    SourceReader(const SourceReader&) = delete;
    SourceReader& operator=(const SourceReader&) = delete;

    std::optional<Event> next() {
        std::optional<Step> step = events_.pop();
        if (!step.has_value()) return std::nullopt;
        bytes_done_ = step->bytes_done;
        return std::move(step->event);
    }

    /// False where the next event has not come within `patience`.
    bool wait_for(std::chrono::milliseconds patience) { return events_.wait_for(patience); }

    /// Of the files up to the last event: the reading itself is ahead by what the queue holds.
    [[nodiscard]] std::uint64_t bytes_done() const { return bytes_done_; }

  private:
    struct Step {
        Event event;
        std::uint64_t bytes_done = 0;
    };

    static constexpr std::size_t event_weight = 64;

    bool push(Event event, std::size_t weight = event_weight) {
        return events_.push({std::move(event), bytes_read_}, weight);
    }

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
    bool read(FileSource& file, const std::string& name);
    bool push_last();

    const UpdateOptions* options_;
    const SourceRecords* records_;
    std::optional<std::pair<Event, std::size_t>> last_;  ///< of the file that is read, with its weight
    std::uint64_t options_hash_;
    std::uint64_t bytes_read_ = 0;  ///< or passed over; the reading thread's own
    std::uint64_t bytes_done_ = 0;  ///< the taking thread's own
    BoundedQueue<Step> events_;
    std::thread thread_;
};

bool SourceReader::path(const std::string& given, std::size_t index) {
    if (given == "-") {
        if (!push(FileBegin{index, given})) return false;
        FileSource input = FileSource::standard_input();
        return read(input, given) && push_last() && push(FileEnd{std::nullopt, input.bytes_read()});
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
    const std::string source = absolute_path(found.path);
    const auto record = records_->find(record_key(source));
    if (record != records_->end() && record->second.may_skip && record->second.stamp == found.stamp &&
        record->second.options == options_hash_) {
        bytes_read_ += found.stamp.size;
        return push(FileSkipped{index, source, record->second.articles});
    }
    if (!push(FileBegin{index, source})) return false;
    // Within one tick of the file system's clock a file can be written again and keep its time.
    const bool is_settled = found.stamp.mtime_ns < file_system_time_ns();
    std::optional<FileStamp> stamp;
    std::uint64_t bytes = 0;
    try {
        FileSource input(found.path);
        if (!read(input, found.path)) return false;
        bytes = input.bytes_read();
        // What came last out of a file that was written meanwhile is perhaps half an article.
        if (input.stamp() == found.stamp) {
            stamp = found.stamp;
            if (!push_last()) return false;
        } else {
            last_.reset();
            push(Reject{found.path, {}, RejectReason::changed_file, {}});
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::storage) throw;
        last_.reset();
        push(Reject{found.path, {}, RejectReason::unreadable_file, error.message().en});
    }
    return push(FileEnd{stamp, bytes, is_settled});
}

bool SourceReader::push_last() {
    if (!last_.has_value()) return true;
    auto [event, weight] = std::move(*std::exchange(last_, std::nullopt));
    return push(std::move(event), weight);
}

/// The last of a file's items waits in `last_` until it is known whether the file has stayed what it was.
bool SourceReader::read(FileSource& file, const std::string& name) {
    bool goes_on = true;
    StoppableSource bytes(file, options_->stop, bytes_read_);
    read_articles(bytes, name, options_->reader, [&](ReadItem&& item) {
        if (auto* read = std::get_if<ReadArticle>(&item)) {
            DigestedArticle article{std::move(read->article), read->position, {}, {}, name};
            article.canonical = canonical_fields(article.article);
            article.digest = digest_of(article.canonical);
            const std::size_t weight = 2 * article.canonical.size();
            goes_on = push_last();
            last_.emplace(std::move(article), weight);
        } else if (auto* rejected = std::get_if<Reject>(&item)) {
            goes_on = push_last();
            last_.emplace(std::move(*rejected), event_weight);
        } else {
            goes_on = push_last();
            last_.emplace(std::get<ReadWarning>(std::move(item)), event_weight);
        }
        return goes_on;
    });
    return goes_on;
}

/// The writing side of a run.
class Update {
  public:
    Update(IndexWriter& writer, const UpdateOptions& options, const Progress& progress)
        : writer_(&writer),
          options_(&options),
          progress_(&progress),
          options_hash_(hash_of(options.reader, writer.metadata(rereads_key))),
          records_(load_records(writer)),
          deleted_(deleted_codes(writer)) {
        report_.started = now();
        report_.resumed = read_journal(writer);
        for (const std::string& path : options.paths) {
            report_.paths.push_back({path, {}});
            roots_.push_back(absolute_path(path));
        }
    }

    RunReport run() {
        const auto begin = Clock::now();
        require_room();
        writer_->set_limits(
            {std::max(1U, options_->jobs), options_->memory / part_share, options_->memory * round_factor});
        {
            const Measurer measurer(*options_);
            SourceReader reader(*options_, records_, options_hash_, options_->memory / queue_share);
            Builders builders(std::max(1U, options_->jobs), options_->memory / queue_share,
                              writer_->dictionary());
            builders_ = &builders;
            for (;;) {
                constexpr std::chrono::milliseconds patience{100};
                const bool is_there = reader.wait_for(patience);
                if (*progress_) (*progress_)({report_, reader.bytes_done(), measurer.bytes()});
                if (is_stopped()) break;
                if (!is_there) continue;
                std::optional<Event> event = reader.next();
                if (!event.has_value()) break;
                std::visit([&](auto&& value) { take(std::forward<decltype(value)>(value)); },
                           std::move(*event));
                drain(max_in_flight);
                commit_full_batch();
            }
            drain(0);
        }
        report_.is_interrupted = is_stopped();
        read_shared_files_again();
        if (options_->prune && !report_.is_interrupted) prune();
        report_.finished = now();
        if (report_.is_interrupted) {
            write_journal(*writer_, {report_.started, report_.counts});
        } else {
            clear_journal(*writer_);
            writer_->set_last_run(report_.finished, report_.counts);
        }
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
    // A document takes some six times its text, and as many parts as there are threads wait or are written.
    static constexpr std::size_t part_share = 256;
    // A first build is merged and committed so seldom, since each merge copies what is there.
    static constexpr std::size_t round_factor = 2;
    static constexpr std::size_t max_in_flight = 256;
    static constexpr std::int64_t seconds_a_day = 86'400;
    static constexpr std::size_t samples_needed = 1000;
    static constexpr std::size_t longest_sample = 8192;

    struct Seen {
        Digest digest;
        std::size_t source = 0;  ///< index into names_
        Position position;
        bool is_stored_elsewhere =
            false;  ///< the same article is there from another file, and stays that file's
    };
    struct SourceName {
        std::string shown;   ///< as the report names it
        std::string source;  ///< absolute path of the file, without a member of an archive
    };
    struct InFlight {
        std::future<PreparedArticle> article;
        std::optional<SourceRecord> file_end;
        std::size_t path_index = 0;
        bool is_whole = false;  ///< the file had no reject
        bool is_moved = false;  ///< the article is unchanged, its file is another
    };

    [[nodiscard]] bool is_stopped() const { return options_->stop != nullptr && options_->stop->load() != 0; }

    RunCounts& path_counts() { return report_.paths[path_index_].counts; }

    void take(FileBegin&& begin) {
        ++report_.files;
        path_index_ = begin.path_index;
        source_ = std::move(begin.source);
        visited_.insert(record_key(source_));
        articles_in_file_ = 0;
        is_clean_ = true;
        shares_code_ = false;
    }

    void take(FileEnd&& end) {
        report_.bytes += end.bytes;
        if (!end.stamp.has_value()) return;
        InFlight item;
        item.file_end = SourceRecord{*end.stamp, articles_in_file_, options_hash_,
                                     is_clean_ && !shares_code_ && end.is_settled, source_};
        item.is_whole = is_clean_;
        in_flight_.push_back(std::move(item));
    }

    void take(FileSkipped&& skipped) {
        ++report_.files;
        ++report_.skipped_files;
        visited_.insert(record_key(skipped.source));
        for (RunCounts* counts : {&report_.counts, &report_.paths[skipped.path_index].counts}) {
            counts->read += skipped.articles;
            counts->unchanged += skipped.articles;
        }
    }

    void take(Ignored&& /*ignored*/) { ++report_.ignored; }
    void take(ReadWarning&& warning) { report_.warnings.add(std::move(warning)); }
    void take(Failure&& failure) { std::rethrow_exception(failure.error); }

    void take(Reject&& reject) {
        is_clean_ = false;
        for (RunCounts* counts : {&report_.counts, &path_counts()}) {
            ++counts->read;
            ++counts->rejected;
        }
        ++report_.reasons[reject.reason];
        report_.rejects.add(std::move(reject));
    }

    void take(PathReject&& rejected) {
        path_index_ = rejected.path_index;
        unseen_roots_.push_back(absolute_path(rejected.reject.source));
        take(std::move(rejected.reject));
    }

    void take(DigestedArticle&& article) {
        ++articles_in_file_;
        ++report_.counts.read;
        ++path_counts().read;
        note_future_date(article);
        const Digest code = digest_of(article.article.code);
        if (deleted_.contains(code)) {
            ++report_.withheld;
            count_unchanged();
            return;
        }
        if (const auto seen = seen_.find(code); seen != seen_.end()) {
            take_again(seen->second, code, std::move(article));
            return;
        }
        const std::optional<Digest> existing = writer_->find(article.article.code);
        if (!existing.has_value()) {
            build(code, std::move(article), false);
            return;
        }
        const std::string stored_source = writer_->source_of(article.article.code);
        const bool is_from_here = stored_source == source_term(source_);
        const SourceRecord* other = is_from_here ? nullptr : living_record(stored_source);
        if (existing == article.digest) {
            count_unchanged();
            if (other != nullptr) share_with(*other);
            if (is_from_here || other != nullptr) {
                remember(code, article, other != nullptr);
            } else {
                build(code, std::move(article), true);
            }
            return;
        }
        if (other != nullptr && yields_to(*other, article)) return;
        build(code, std::move(article), false);
    }

    /// Announcements are dated ahead, and so are slips: both are indexed, and told.
    void note_future_date(const DigestedArticle& article) {
        const auto& date = article.article.date;
        if (!date.has_value() || date->seconds <= report_.started + seconds_a_day) return;
        ++report_.paths[path_index_].future_dates;
        report_.future_dates.add({article.path, article.position, article.article.code, format_iso(*date)});
    }

    /// A code that this run has met before.
    void take_again(const Seen& earlier, const Digest& code, DigestedArticle&& article) {
        const SourceName& name = names_[earlier.source];
        if (name.source != source_) {
            shares_code_ = true;
            shared_.insert(record_key(name.source));
        }
        if (earlier.digest == article.digest) {
            count_unchanged();
            return;
        }
        if (earlier.is_stored_elsewhere) {
            const SourceRecord* other = living_record(writer_->source_of(article.article.code));
            if (other != nullptr && yields_to(*other, article)) return;
        }
        report_.duplicates.add(
            {article.article.code, name.shown, earlier.position, article.path, article.position});
        build(code, std::move(article), false);
    }

    /// Whether `other`, which has not changed, wins again over `article` as it will in a fresh build.
    bool yields_to(const SourceRecord& other, const DigestedArticle& article) {
        share_with(other);
        if (!comes_later(other)) return false;
        report_.duplicates.add({article.article.code, article.path, article.position, other.path, {}});
        count_unchanged();
        return true;
    }

    void count_unchanged() {
        ++report_.counts.unchanged;
        ++path_counts().unchanged;
    }

    void build(const Digest& code, DigestedArticle&& article, bool is_moved) {
        remember(code, article);
        learn_from(article.canonical);
        InFlight item;
        item.path_index = path_index_;
        item.is_moved = is_moved;
        item.article = builders_->build(std::move(article), source_key(source_));
        in_flight_.push_back(std::move(item));
    }

    /// A database that has no dictionary yet learns it from its first articles, which are stored without.
    void learn_from(const std::string& canonical) {
        if (writer_->dictionary() != nullptr || samples_.size() == samples_needed) return;
        samples_.push_back(canonical.substr(0, longest_sample));
        if (samples_.size() < samples_needed) return;
        if (const auto dictionary = ArticleDictionary::train(samples_)) {
            writer_->set_dictionary(dictionary);
            builders_->use(dictionary);
        }
        for (std::string& sample : samples_) std::string().swap(sample);
    }

    void remember(const Digest& code, const DigestedArticle& article, bool is_stored_elsewhere = false) {
        if (names_.empty() || names_.back().shown != article.path) names_.push_back({article.path, source_});
        seen_[code] = {article.digest, names_.size() - 1, article.position, is_stored_elsewhere};
    }

    /// The record behind a document's source term, if its file is still what it was when it was read.
    [[nodiscard]] const SourceRecord* living_record(const std::string& stored_source) const {
        if (stored_source.empty()) return nullptr;
        const auto record = records_.find(record_key_of_term(stored_source));
        if (record == records_.end()) return nullptr;
        return stamp_of_file(record->second.path) == record->second.stamp ? &record->second : nullptr;
    }

    /// Two files with one code are read every night: when one of them changes or goes, the other one counts.
    void share_with(const SourceRecord& other) {
        shares_code_ = true;
        shared_.insert(record_key(other.path));
    }

    [[nodiscard]] bool comes_later(const SourceRecord& other) const {
        return !visited_.contains(record_key(other.path)) && is_in_this_run(other.path);
    }

    /// Which of this run's paths the file is under; their count for none.
    [[nodiscard]] std::size_t path_over(const std::string& file) const {
        const auto root =
            std::ranges::find_if(roots_, [&](const std::string& r) { return is_under(file, r); });
        return static_cast<std::size_t>(root - roots_.begin());
    }

    [[nodiscard]] bool is_in_this_run(const std::string& file) const {
        return path_over(file) < roots_.size();
    }

    void read_shared_files_again() {
        for (const std::string& key : shared_) {
            const std::string text = writer_->metadata(key);
            if (text.empty()) continue;
            SourceRecord record = parse_record(text);
            record.may_skip = false;
            writer_->set_metadata(key, to_text(record));
        }
    }

    /// Removes the articles that no file of this run's paths holds any more.
    void prune() {
        std::vector<std::string> gone_files;
        std::vector<std::pair<std::string, std::size_t>> gone_codes;  // with the path that it was under
        const auto collect = [&](const std::string& source) {
            for (std::string& code : writer_->codes_from(source_term(source))) {
                if (!seen_.contains(digest_of(code)))
                    gone_codes.emplace_back(std::move(code), path_over(source));
            }
        };
        for (const auto& [key, record] : records_) {
            const std::string& path = record.path;
            const bool is_unseen = std::any_of(unseen_roots_.begin(), unseen_roots_.end(),
                                               [&](const std::string& root) { return is_under(path, root); });
            if (visited_.contains(key) || is_unseen || !is_in_this_run(path)) continue;
            gone_files.push_back(key);
            collect(path);
        }
        for (const std::string& source : read_sources_) collect(source);
        if (gone_codes.size() * 100 > writer_->article_count() * most_pruned_percent && !options_->force) {
            report_.prune_refused = gone_codes.size();
            return;
        }
        for (const auto& [code, path] : gone_codes) {
            if (!writer_->remove(code)) continue;
            for (RunCounts* counts : {&report_.counts, &report_.paths[path].counts}) {
                ++counts->read;
                ++counts->deleted;
            }
        }
        for (const std::string& key : gone_files) writer_->set_metadata(key, "");
    }

    /// Writes what has been analyzed, in order, until at most `limit` articles are left in flight.
    void drain(std::size_t limit) {
        using namespace std::chrono_literals;
        while (!in_flight_.empty()) {
            InFlight& item = in_flight_.front();
            if (item.file_end.has_value()) {
                writer_->set_metadata(record_key(item.file_end->path), to_text(*item.file_end));
                // A file with a reject was perhaps not read whole: what is missing in it may only be broken.
                if (item.is_whole) read_sources_.push_back(item.file_end->path);
            } else {
                if (in_flight_.size() <= limit && item.article.wait_for(0s) != std::future_status::ready)
                    return;
                const PutOutcome outcome = writer_->put(item.article.get());
                for (RunCounts* counts : {&report_.counts, &report_.paths[item.path_index].counts}) {
                    if (!item.is_moved) ++(outcome == PutOutcome::added ? counts->added : counts->replaced);
                }
            }
            in_flight_.pop_front();
        }
    }

    void commit_full_batch() {
        if (!writer_->is_batch_full(options_->memory / batch_share)) return;
        require_room();
        write_journal(*writer_, {report_.started, report_.counts});
        writer_->commit();
    }

    /// A full disk in the middle of a commit is survivable, but not being there is better.
    void require_room() const {
        constexpr std::uintmax_t growth =
            4;  // bytes of database for a byte of text, measured: 2, with all parts
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
    std::vector<std::string> samples_;  ///< of articles, to learn from
    std::deque<InFlight> in_flight_;
    std::unordered_map<Digest, Seen, DigestHash> seen_;  ///< by the digest of the code
    std::vector<SourceName> names_;                      ///< sources of what was seen
    SourceRecords records_;                              ///< as they were when the run began
    std::unordered_set<Digest, DigestHash> deleted_;     ///< of the codes that were deleted on request
    std::vector<std::string> roots_;                     ///< absolute paths of this run
    std::vector<std::string> unseen_roots_;              ///< what could not be looked into
    std::vector<std::string> read_sources_;              ///< files that were read whole
    std::unordered_set<std::string> visited_;            ///< keys of the records of files that are there
    std::unordered_set<std::string> shared_;             ///< keys of the records of files that share a code

    // Of the file that is being read.
    std::size_t path_index_ = 0;
    std::string source_;
    std::uint64_t articles_in_file_ = 0;
    bool is_clean_ = true;      ///< no reject in it
    bool shares_code_ = false;  ///< with another file
};

}  // namespace

RunReport update(IndexWriter& writer, const UpdateOptions& options, const Progress& progress) {
    return Update(writer, options, progress).run();
}

}  // namespace jooya
