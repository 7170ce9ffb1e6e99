// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

namespace jooya::program {
namespace {

constexpr double bytes_a_megabyte = 1e6;

double rate_of(const RunProgress& progress, double seconds) {
    return seconds > 0 ? static_cast<double>(progress.report.counts.read) / seconds : 0;
}

/// The part that is done; nothing while the whole is not known. Archives that grow meanwhile end at 1.
std::optional<double> part_of(const RunProgress& progress) {
    if (!progress.bytes_total.has_value() || *progress.bytes_total == 0) return std::nullopt;
    return std::min(1.0,
                    static_cast<double>(progress.bytes_done) / static_cast<double>(*progress.bytes_total));
}

std::optional<double> seconds_left(const RunProgress& progress, double seconds) {
    constexpr double least_part = 0.005;  // of less than this nothing can be told
    const std::optional<double> part = part_of(progress);
    if (!part.has_value() || *part < least_part) return std::nullopt;
    return seconds * (1 - *part) / *part;
}

std::string clock_text(double seconds) {
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    constexpr std::uint64_t minute = 60;
    constexpr std::uint64_t hour = 60 * minute;
    if (whole < hour) return fmt::format("{}:{:02}", whole / minute, whole % minute);
    return fmt::format("{}:{:02}:{:02}", whole / hour, whole % hour / minute, whole % minute);
}

std::string bar_of(double part) {
    constexpr std::size_t width = 20;
    const auto done = static_cast<std::size_t>(part * static_cast<double>(width));
    std::string bar(done, '=');
    if (done < width) bar += '>';
    bar.resize(width, ' ');
    return fmt::format("[{}] {:3.0f} %  ", bar, part * 100);
}

}  // namespace

std::string progress_line(const RunProgress& progress, double seconds, cli::Language language) {
    const bool is_persian = language == cli::Language::fa;
    const std::uint64_t read = progress.report.counts.read;
    const double done = static_cast<double>(progress.bytes_done) / bytes_a_megabyte;
    std::string line;
    if (const std::optional<double> part = part_of(progress)) line += bar_of(*part);
    line += is_persian ? fmt::format("{} خبر  ", read) : fmt::format("{} articles  ", read);
    if (progress.bytes_total.has_value()) {
        const double total = static_cast<double>(*progress.bytes_total) / bytes_a_megabyte;
        line += is_persian ? fmt::format("{:.0f} از {:.0f} مگابایت", done, total)
                           : fmt::format("{:.0f} of {:.0f} MB", done, total);
    } else {
        line += is_persian ? fmt::format("{:.0f} مگابایت", done) : fmt::format("{:.0f} MB", done);
    }
    const double rate = rate_of(progress, seconds);
    line += is_persian ? fmt::format("  {:.0f} در ثانیه", rate) : fmt::format("  {:.0f}/s", rate);
    if (const std::optional<double> left = seconds_left(progress, seconds)) {
        line += fmt::format("  {} {}", is_persian ? "مانده" : "ETA", clock_text(*left));
    }
    return line;
}

std::string progress_json(const RunProgress& progress, double seconds) {
    const RunReport& report = progress.report;
    nlohmann::ordered_json json = {{"files", report.files},
                                   {"skipped_files", report.skipped_files},
                                   {"read", report.counts.read},
                                   {"added", report.counts.added},
                                   {"replaced", report.counts.replaced},
                                   {"unchanged", report.counts.unchanged},
                                   {"rejected", report.counts.rejected},
                                   {"bytes", progress.bytes_done},
                                   {"bytes_total", nullptr},
                                   {"seconds", seconds},
                                   {"articles_per_second", rate_of(progress, seconds)},
                                   {"eta_seconds", nullptr}};
    if (progress.bytes_total.has_value()) json["bytes_total"] = *progress.bytes_total;
    if (const auto left = seconds_left(progress, seconds)) json["eta_seconds"] = *left;
    return json.dump();
}

ProgressDisplay::ProgressDisplay(const po::variables_map& values, cli::Io& io) : io_(&io) {
    if (values.count("json-progress") != 0) {
        form_ = Form::json;
    } else if (io.verbosity == cli::Verbosity::quiet) {
        form_ = Form::none;
    } else if (io.err_is_terminal) {
        form_ = Form::bar;
    } else if (io.verbosity == cli::Verbosity::verbose) {
        form_ = Form::lines;
    }
}

ProgressDisplay::~ProgressDisplay() {
    if (form_ == Form::bar && is_written_) io_->err << "\r\033[K" << std::flush;
}

void ProgressDisplay::show(const RunProgress& progress) {
    using namespace std::chrono_literals;
    if (form_ == Form::none) return;
    const auto interval = form_ == Form::bar ? 200ms : form_ == Form::json ? 1000ms : 10'000ms;
    const Clock::time_point now = Clock::now();
    if (now - last_ < interval) return;
    last_ = now;
    is_written_ = true;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    switch (form_) {
        case Form::bar:
            io_->err << '\r' << progress_line(progress, seconds, io_->language) << "\033[K" << std::flush;
            break;
        case Form::lines:
            io_->err << progress_line(progress, seconds, io_->language) << std::endl;
            break;
        case Form::json:
            io_->err << progress_json(progress, seconds) << std::endl;
            break;
        case Form::none:
            break;
    }
}

}  // namespace jooya::program
