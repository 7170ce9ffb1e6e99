// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "command.hpp"
#include "supervise.hpp"

namespace jooya::program {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t smallest_memory = std::size_t{64} << 20;
constexpr int usual_niceness = 10;
constexpr int lowest_niceness = 19;
constexpr std::size_t shown_rejects = 20;

[[noreturn]] void throw_usage(Message message, Message hint = {}) {
    throw Error(ErrorCode::usage, std::move(message), std::move(hint));
}

/// "512M", "2G", "800000K" or bytes.
std::size_t bytes_of(const std::string& text) {
    std::size_t end = 0;
    unsigned long long number = 0;
    try {
        number = std::stoull(text, &end);
    } catch (const std::exception&) {
        end = 0;
    }
    const std::string unit = text.substr(end);
    const unsigned shift = unit == "K" ? 10 : unit == "M" ? 20 : unit == "G" ? 30 : 0;
    if (end == 0 || (shift == 0 && !unit.empty()) || text.front() == '-' || number > (1ULL << 40)) {
        throw_usage({fmt::format("--memory: \"{}\" is no size", text),
                     fmt::format("--memory: «{}» اندازه نیست", text)},
                    {"write it like 512M or 2G", "آن را مانند 512M یا 2G بنویسید"});
    }
    const std::size_t bytes = static_cast<std::size_t>(number) << shift;
    if (bytes < smallest_memory) {
        throw_usage({"--memory: less than 64M is too little", "--memory: کمتر از 64M بسنده نیست"});
    }
    return bytes;
}

DeriveCode derive_code_of(const std::string& how) {
    if (how == "url") return DeriveCode::url;
    if (how == "path") return DeriveCode::path;
    if (how == "hash") return DeriveCode::hash;
    throw_usage({fmt::format("--derive-code: \"{}\" is none of url, path, hash", how),
                 fmt::format("--derive-code: «{}» هیچ‌یک از url، path و hash نیست", how)});
}

/// Each `ours=theirs` of --map, by their name.
std::map<std::string, std::string> field_map_of(const std::vector<std::string>& pairs) {
    static constexpr std::array ours = {"code",   "title",    "lead",   "body", "date",
                                        "agency", "category", "author", "tags", "url"};
    std::map<std::string, std::string> map;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        const std::string field = pair.substr(0, equals);
        if (equals == std::string::npos || equals + 1 == pair.size() ||
            std::find(ours.begin(), ours.end(), field) == ours.end()) {
            throw_usage({fmt::format("--map: \"{}\" does not map a field", pair),
                         fmt::format("--map: «{}» فیلدی را نگاشت نمی‌کند", pair)},
                        {"write it like code=newsId; our fields are code, title, lead, body, date, agency, "
                         "category, author, tags, url",
                         "آن را مانند code=newsId بنویسید؛ فیلدهای ما code، title، lead، body، date، agency، "
                         "category، author، tags و url هستند"});
        }
        map[pair.substr(equals + 1)] = field;
    }
    return map;
}

UpdateOptions options_of(const po::variables_map& values) {
    UpdateOptions options;
    if (values.count("path") == 0) {
        throw_usage(
            {"no PATH is given", "هیچ PATHی داده نشده است"},
            {"name files or folders, or - for JSON Lines on standard input",
             "فایل‌ها یا پوشه‌ها را نام ببرید، یا - برای JSON Lines از "
             "ورودی "
             "استاندارد"});
    }
    options.paths = values["path"].as<std::vector<std::string>>();
    if (values.count("map") != 0)
        options.reader.field_map = field_map_of(values["map"].as<std::vector<std::string>>());
    if (values.count("derive-code") != 0) {
        options.reader.derive_code = derive_code_of(values["derive-code"].as<std::string>());
    }
    options.reader.source_name = values["source"].as<std::string>();
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    options.jobs = values.count("jobs") == 0 ? processors : values["jobs"].as<unsigned>();
    if (options.jobs < 1 || options.jobs > 256) {
        throw_usage({"--jobs: a number from 1 to 256 is wanted", "--jobs: عددی از ۱ تا ۲۵۶ لازم است"});
    }
    options.memory = bytes_of(values["memory"].as<std::string>());
    options.prune = values.count("prune") != 0;
    options.force = values.count("force") != 0;
    options.stop = &stop_signal();
    return options;
}

/// Lowers this process's priority: a search beside the nightly run has somebody waiting for it. Never raises what
/// the operator has lowered further.
void give_way(int niceness) {
    if (niceness < 0 || niceness > lowest_niceness) {
        throw_usage({fmt::format("--nice: a number from 0 to {} is wanted", lowest_niceness),
                     fmt::format("--nice: عددی از ۰ تا {} لازم است", lowest_niceness)});
    }
    if (getpriority(PRIO_PROCESS, 0) < niceness) setpriority(PRIO_PROCESS, 0, niceness);
}

/// A run that has just been killed may still be dying, and its lock with it.
std::unique_ptr<IndexWriter> open_writer(const std::string& path) {
    constexpr int most_tries = 6;
    constexpr std::chrono::milliseconds pause{50};
    for (int tries = 1;; ++tries) {
        try {
            return std::make_unique<IndexWriter>(path);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::locked || tries == most_tries) throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

void write_report(const std::string& file, const RunReport& report, const std::string& database) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << to_json(report, "update", database) << '\n';
    out.close();
    if (!out) {
        throw Error(ErrorCode::storage,
                    {fmt::format("{}: the report cannot be written; the database is complete", file),
                     fmt::format("{}: گزارش نوشته نشد؛ پایگاه کامل است", file)},
                    {"name another place with --report", "با --report جای دیگری را نام ببرید"});
    }
}

/// One line that is written over, on a terminal only.
class ProgressLine {
  public:
    explicit ProgressLine(cli::Io& io)
        : io_(&io), is_shown_(io.err_is_terminal && io.verbosity != cli::Verbosity::quiet) {}
    ~ProgressLine() {
        if (is_shown_ && is_written_) io_->err << "\r\033[K" << std::flush;
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const RunReport& report) {
        constexpr std::chrono::milliseconds interval{200};
        if (!is_shown_ || Clock::now() - last_ < interval) return;
        last_ = Clock::now();
        is_written_ = true;
        const double seconds = std::chrono::duration<double>(last_ - begin_).count();
        const auto read = static_cast<double>(report.counts.read);
        const auto rate = static_cast<std::uint64_t>(read / seconds);
        const Message line = {
            fmt::format("{} articles in {} files, {} a second", report.counts.read, report.files, rate),
            fmt::format("{} خبر در {} فایل، {} در ثانیه", report.counts.read, report.files, rate)};
        io_->err << '\r' << io_->in_my_language(line) << "\033[K" << std::flush;
    }

  private:
    cli::Io* io_;
    bool is_shown_;
    bool is_written_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point last_ = begin_;
};

void say(cli::Io& io, const Message& message) {
    io.err << cli::printable(io.in_my_language(message)) << '\n';
}

void print_problems(cli::Io& io, const RunReport& report) {
    const std::size_t shown = io.verbosity == cli::Verbosity::verbose ? report.rejects.size() : shown_rejects;
    for (std::size_t i = 0; i < std::min(shown, report.rejects.size()); ++i) {
        const Message line = describe(report.rejects[i]);
        say(io, {"rejected: " + line.en, "رد شد: " + line.fa});
    }
    if (report.rejects.size() > shown) {
        const std::size_t more = report.rejects.size() - shown;
        say(io, {fmt::format("… and {} more; --verbose or --report FILE lists them all", more),
                 fmt::format("… و {} مورد دیگر؛ --verbose یا --report FILE همه را نشان "
                             "می‌دهد",
                             more)});
    }
    if (report.prune_refused > 0) {
        say(io,
            {fmt::format(
                 "not pruned: {} articles would go, more than {} % of the database; if that is meant, "
                 "add --force",
                 report.prune_refused, most_pruned_percent),
             fmt::format(
                 "هرس نشد: {} خبر حذف می‌شد، بیش از {} درصد پایگاه؛ اگر همین "
                 "را "
                 "می‌خواهید "
                 "--force بیفزایید",
                 report.prune_refused, most_pruned_percent)});
    }
    if (io.verbosity == cli::Verbosity::quiet) return;
    if (!report.duplicates.empty()) {
        const Duplicate& first = report.duplicates.front();
        say(io, {fmt::format("{} codes came twice with different articles, the later one won; the first: {}",
                             report.duplicates.size(), first.code),
                 fmt::format("{} کد دو بار با خبرهای متفاوت آمد و دومی ماند؛ نخستین: {}",
                             report.duplicates.size(), first.code)});
    }
    if (!report.warnings.empty()) {
        const ReadWarning& first = report.warnings.front();
        say(io,
            {fmt::format("{} articles have a date that no calendar knows and are indexed without it; the "
                         "first: {}, \"{}\"",
                         report.warnings.size(), first.code, first.value),
             fmt::format(
                 "{} خبر تاریخی دارند که در هیچ تقویمی نیست و بی‌تاریخ "
                 "نمایه "
                 "شدند؛ "
                 "نخستین: "
                 "{}، "
                 "«{}»",
                 report.warnings.size(), first.code, first.value)});
    }
}

void print_summary(cli::Io& io, const RunReport& report) {
    if (io.verbosity == cli::Verbosity::quiet) return;
    const RunCounts& counts = report.counts;
    const Message line = {
        fmt::format(
            "{} read: {} added, {} replaced, {} unchanged, {} deleted, {} rejected; {} articles in the "
            "database ({:.1f} s)",
            counts.read, counts.added, counts.replaced, counts.unchanged, counts.deleted, counts.rejected,
            report.articles, report.seconds),
        fmt::format(
            "{} خوانده شد: {} افزوده، {} جایگزین، {} بی‌تغییر، {} حذف، {} رد؛ "
            "{} "
            "خبر "
            "در "
            "پایگاه "
            "({:.1f} ثانیه)",
            counts.read, counts.added, counts.replaced, counts.unchanged, counts.deleted, counts.rejected,
            report.articles, report.seconds)};
    io.out << io.in_my_language(line) << '\n';
    if (report.is_interrupted) {
        say(io, {"stopped by a signal; what was committed is kept, the next run carries on",
                 "با سیگنال متوقف شد؛ آنچه ثبت شده محفوظ است و اجرای بعدی ادامه "
                 "می‌دهد"});
    }
}

}  // namespace

po::options_description update_options() {
    po::options_description options("Options of update");
    options.add_options()("map",
                          po::value<std::vector<std::string>>()->value_name("OURS=THEIRS")->composing(),
                          "the archive's name of a field, code=newsId; repeat for more")(
        "derive-code", po::value<std::string>()->value_name("url|path|hash"),
        "make a code for articles that have none")(
        "source", po::value<std::string>()->default_value("")->value_name("NAME"),
        "codes are unique within this source: they become NAME:CODE")(
        "report", po::value<std::string>()->value_name("FILE"), "write the run's reconciliation as JSON")(
        "jobs,j", po::value<unsigned>()->value_name("N"), "threads that analyze (default: one a processor)")(
        "prune", "remove articles of these PATHs that no file there holds any more")(
        "force", "prune even where more than 5 % of the database would go")(
        "memory", po::value<std::string>()->default_value("512M")->value_name("SIZE"),
        "memory that the run may take, roughly")(
        "nice", po::value<int>()->default_value(usual_niceness)->value_name("N"),
        "leave the processor to others: 0 not at all, 19 wholly");
    return options;
}

int run_update(const po::variables_map& values, cli::Io& io) {
    const std::string database = database_of(values);
    const UpdateOptions options = options_of(values);
    give_way(values["nice"].as<int>());
    catch_stop_signals();
    std::unique_ptr<IndexWriter> writer = open_writer(database);
    RunReport report;
    try {
        ProgressLine progress(io);
        report = update(*writer, options, [&](const RunReport& so_far) { progress.show(so_far); });
    } catch (const Error& error) {
        // Destroying the handle would write once more to a disk that has just failed.
        if (error.code() == ErrorCode::storage) static_cast<void>(writer.release());
        throw;
    }
    print_problems(io, report);
    print_summary(io, report);
    if (values.count("report") != 0) write_report(values["report"].as<std::string>(), report, database);
    if (report.is_interrupted) return exit_signal_base + stop_signal();
    return report.counts.rejected > 0 || report.prune_refused > 0 ? exit_some_rejected : 0;
}

}  // namespace jooya::program
