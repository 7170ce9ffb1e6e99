// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include "supervise.hpp"

namespace jooya::program {
namespace {

constexpr std::size_t shown_rejects = 20;

/// Writes a file that nobody ever meets half written. What is no regular file, /dev/stdout or a pipe, is written to as
/// it is.
void write_file(const std::string& file, const std::string& text) {
    std::error_code failure;
    const std::filesystem::file_status status = std::filesystem::status(file, failure);
    const bool is_special = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
    const std::string aside = is_special ? file : file + ".new";
    std::ofstream out(aside, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    const bool is_written = out && (is_special || std::rename(aside.c_str(), file.c_str()) == 0);
    if (!is_written) {
        throw Error(ErrorCode::storage,
                    {fmt::format("{}: the file cannot be written; the database is complete", file),
                     fmt::format("{}: فایل نوشته نشد؛ پایگاه کامل است", file)},
                    {"name another place for it", "جای دیگری برای آن نام ببرید"});
    }
}

/// A value between quotes in Prometheus' text form.
std::string label(std::string_view value) {
    std::string escaped;
    for (const char c : value) {
        if (c == '\\' || c == '"') escaped += '\\';
        if (c == '\n') {
            escaped += "\\n";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

class Metrics {
  public:
    explicit Metrics(const std::string& database) : database_(label(database)) {}

    void gauge(std::string_view name, std::string_view help, double value) {
        head(name, help);
        sample(name, {}, value);
    }

    void counts(std::string_view name, std::string_view help, const RunReport& report) {
        head(name, help);
        for (const PathReport& path : report.paths) {
            const std::string at = fmt::format(",path=\"{}\"", label(path.path));
            const RunCounts& counts = path.counts;
            outcome(name, at, "added", counts.added);
            outcome(name, at, "replaced", counts.replaced);
            outcome(name, at, "unchanged", counts.unchanged);
            outcome(name, at, "deleted", counts.deleted);
            outcome(name, at, "rejected", counts.rejected);
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void head(std::string_view name, std::string_view help) {
        text_ += fmt::format("# HELP jooya_index_{0} {1}\n# TYPE jooya_index_{0} gauge\n", name, help);
    }
    void sample(std::string_view name, std::string_view labels, double value) {
        text_ += fmt::format("jooya_index_{}{{database=\"{}\"{}}} {}\n", name, database_, labels, value);
    }
    void outcome(std::string_view name, const std::string& at, std::string_view what, std::uint64_t value) {
        sample(name, fmt::format("{},outcome=\"{}\"", at, what), static_cast<double>(value));
    }

    std::string database_;
    std::string text_;
};

std::string metrics_of(const RunReport& report, const std::string& database, int status) {
    Metrics metrics(database);
    metrics.gauge("run_finished_timestamp_seconds", "When the last run ended.",
                  static_cast<double>(report.finished));
    metrics.gauge("run_exit_status", "Exit status of the last run; 0 is success.", status);
    metrics.gauge("run_seconds", "How long the last run took.", report.seconds);
    metrics.counts("run_articles", "What the last run did with the articles it read.", report);
    metrics.gauge("run_withheld", "Of the unchanged articles, those that were deleted on request.",
                  static_cast<double>(report.withheld));
    metrics.gauge("run_prune_refused", "Articles that the last run would not remove without --force.",
                  static_cast<double>(report.prune_refused));
    metrics.gauge("run_bytes", "Bytes that the last run read.", static_cast<double>(report.bytes));
    metrics.gauge("articles", "Articles in the database.", static_cast<double>(report.articles));
    return metrics.text();
}

void print_problems(cli::Io& io, const RunReport& report) {
    const std::vector<Reject>& rejects = report.rejects.listed();
    const std::size_t shown =
        std::min(rejects.size(), io.verbosity == cli::Verbosity::verbose ? rejects.size() : shown_rejects);
    for (std::size_t i = 0; i < shown; ++i) {
        const Message line = describe(rejects[i]);
        say(io, {"rejected: " + line.en, "رد شد: " + line.fa});
    }
    if (report.rejects.total() > shown) {
        const std::uint64_t more = report.rejects.total() - shown;
        say(io, {fmt::format("… and {} more; --verbose or --report FILE lists them", more),
                 fmt::format(
                     "… و {} مورد دیگر؛ --verbose یا --report FILE آن‌ها را نشان "
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
    if (report.resumed.has_value()) {
        const std::uint64_t before = report.resumed->counts.read;
        say(io, {fmt::format("carried on a run that was cut short after {} articles", before),
                 fmt::format("اجرایی که پس از {} خبر ناتمام مانده بود ادامه یافت", before)});
    }
    if (report.withheld > 0) {
        say(io, {fmt::format("{} articles were deleted on request and stay out", report.withheld),
                 fmt::format(
                     "{} خبر به خواست شما حذف شده است و بیرون می‌ماند",
                     report.withheld)});
    }
    if (report.duplicates.total() > 0) {
        const Duplicate& first = report.duplicates.listed().front();
        say(io, {fmt::format("{} codes came twice with different articles, the later one won; the first: {}",
                             report.duplicates.total(), first.code),
                 fmt::format("{} کد دو بار با خبرهای متفاوت آمد و دومی ماند؛ نخستین: {}",
                             report.duplicates.total(), first.code)});
    }
    if (report.warnings.total() > 0) {
        const ReadWarning& first = report.warnings.listed().front();
        say(io,
            {fmt::format("{} articles have a date that no calendar knows and are indexed without it; the "
                         "first: {}, \"{}\"",
                         report.warnings.total(), first.code, first.value),
             fmt::format(
                 "{} خبر تاریخی دارند که در هیچ تقویمی نیست و بی‌تاریخ "
                 "نمایه "
                 "شدند؛ "
                 "نخستین: "
                 "{}، "
                 "«{}»",
                 report.warnings.total(), first.code, first.value)});
    }
    if (report.future_dates.total() > 0) {
        const ReadWarning& first = report.future_dates.listed().front();
        say(io, {fmt::format("{} articles are dated more than a day ahead; the first: {}, {}",
                             report.future_dates.total(), first.code, first.value),
                 fmt::format("تاریخ {} خبر بیش از یک روز در آینده است؛ نخستین: {}، {}",
                             report.future_dates.total(), first.code, first.value)});
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
}

}  // namespace

void say(cli::Io& io, const Message& message) {
    io.err << cli::printable(io.in_my_language(message)) << '\n';
}

int conclude(const RunReport& report, const RunConclusion& conclusion, const po::variables_map& values,
             cli::Io& io) {
    const RunLimits limits = limits_of(values);
    std::vector<Message> failures = objections(limits, report);
    print_problems(io, report);
    for (const Message& failure : failures) say(io, {"failed: " + failure.en, "ناکام: " + failure.fa});
    print_summary(io, report);
    if (report.is_interrupted && io.verbosity != cli::Verbosity::quiet) say(io, conclusion.interrupted);

    int status = 0;
    const bool has_too_many_rejects = report.counts.rejected > 0 && !limits.rejected_percent.has_value();
    if (has_too_many_rejects || report.prune_refused > 0 || !failures.empty() || conclusion.is_refused) {
        status = exit_some_rejected;
    }
    if (report.is_interrupted) status = exit_signal_base + stop_signal();
    const std::string database = database_of(values);
    if (values.count("report") != 0) {
        write_file(values["report"].as<std::string>(), to_json(report, conclusion.command, database) + '\n');
    }
    if (values.count("metrics") != 0) {
        write_file(values["metrics"].as<std::string>(), metrics_of(report, database, status));
    }
    return status;
}

}  // namespace jooya::program
