// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_options.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "reader_options.hpp"
#include "supervise.hpp"

namespace jooya::program {
namespace {

constexpr std::size_t smallest_memory = std::size_t{64} << 20;
constexpr int usual_niceness = 10;
constexpr int lowest_niceness = 19;

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

}  // namespace

po::options_description run_options(cli::Language language) {
    po::options_description options;
    add_reader_options(options, language);
    options.add_options()("report", po::value<std::string>()->value_name("FILE"),
                          cli::chosen(language, "write the run's reconciliation as JSON",
                                      "ترازنامهٔ اجرا را به‌صورت JSON بنویس"))(
        "metrics", po::value<std::string>()->value_name("FILE"),
        cli::chosen(language, "write the run's figures for Prometheus' node exporter (FILE.prom)",
                    "عددهای اجرا را برای node exporter در Prometheus بنویس (FILE.prom)"))(
        "fail-if-rejected", po::value<double>()->value_name("PERCENT"),
        cli::chosen(
            language, "status 3 only where more than this part was rejected (default: any)",
            "وضعیت 3 فقط وقتی که بیش از این درصد پذیرفته نشود (پیش‌فرض: حتی یکی)"))(
        "fail-if-empty",
        cli::chosen(language, "status 3 where no article was read", "اگر خبری خوانده نشد وضعیت 3"))(
        "json-progress", cli::chosen(language, "a line of JSON a second on standard error",
                                     "هر ثانیه سطری JSON در خروجی خطا"))(
        "jobs,j", po::value<unsigned>()->value_name("N"),
        cli::chosen(language, "threads that analyze (default: one a processor)",
                    "رشته‌های تحلیل (پیش‌فرض: یکی برای هر پردازنده)"))(
        "memory", po::value<std::string>()->default_value("512M")->value_name("SIZE"),
        cli::chosen(language, "memory that the run may take, roughly",
                    "حافظه‌ای که اجرا کم‌وبیش می‌تواند بگیرد"))(
        "nice", po::value<int>()->default_value(usual_niceness)->value_name("N"),
        cli::chosen(language, "leave the processor to others: 0 not at all, 19 wholly",
                    "پردازنده را به دیگران واگذار: 0 هیچ، 19 یکسره"));
    return options;
}

UpdateOptions update_options_of(const po::variables_map& values) {
    UpdateOptions options;
    options.paths = paths_of(values);
    options.reader = reader_options_of(values);
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    options.jobs = values.count("jobs") == 0 ? processors : values["jobs"].as<unsigned>();
    if (options.jobs < 1 || options.jobs > 256) {
        throw_usage({"--jobs: a number from 1 to 256 is wanted", "--jobs: عددی از ۱ تا ۲۵۶ لازم است"});
    }
    options.memory = bytes_of(values["memory"].as<std::string>());
    options.force = values.count("force") != 0;
    options.stop = &stop_signal();
    return options;
}

RunLimits limits_of(const po::variables_map& values) {
    RunLimits limits;
    limits.empty = values.count("fail-if-empty") != 0;
    if (values.count("fail-if-rejected") != 0) {
        limits.rejected_percent = values["fail-if-rejected"].as<double>();
        constexpr double all = 100;
        if (!(*limits.rejected_percent >= 0 && *limits.rejected_percent <= all)) {
            throw_usage({"--fail-if-rejected: a part from 0 to 100 percent is wanted",
                         "--fail-if-rejected: سهمی از ۰ تا ۱۰۰ درصد لازم است"});
        }
    }
    return limits;
}

std::vector<Message> objections(const RunLimits& limits, const RunReport& report) {
    const RunCounts& counts = report.counts;
    std::vector<Message> found;
    if (limits.empty && counts.added + counts.replaced + counts.unchanged == 0) {
        found.push_back({"no article was read", "هیچ خبری خوانده نشد"});
    }
    if (limits.rejected_percent.has_value() && counts.rejected > 0) {
        constexpr double all = 100;
        const double percent = all * static_cast<double>(counts.rejected) / static_cast<double>(counts.read);
        if (percent > *limits.rejected_percent) {
            found.push_back(
                {fmt::format("{:.1f} % of what was read was rejected, more than {:g} %", percent,
                             *limits.rejected_percent),
                 fmt::format("{:.1f} درصد از خوانده‌ها رد شد، بیش از {:g} درصد",
                             percent, *limits.rejected_percent)});
        }
    }
    return found;
}

void give_way(const po::variables_map& values) {
    const int niceness = values["nice"].as<int>();
    if (niceness < 0 || niceness > lowest_niceness) {
        throw_usage({fmt::format("--nice: a number from 0 to {} is wanted", lowest_niceness),
                     fmt::format("--nice: عددی از ۰ تا {} لازم است", lowest_niceness)});
    }
    if (getpriority(PRIO_PROCESS, 0) < niceness) setpriority(PRIO_PROCESS, 0, niceness);
}

}  // namespace jooya::program
