// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/rebuild.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>

#include "command.hpp"
#include "progress.hpp"
#include "run_options.hpp"
#include "run_output.hpp"
#include "supervise.hpp"

namespace jooya::program {

po::options_description rebuild_options(cli::Language language) {
    po::options_description options = run_options(language);
    options.add_options()(
        "keep", po::value<unsigned>()->default_value(1)->value_name("N"),
        cli::chosen(language, "old generations that stay, to roll back to",
                    "شمار نسل‌های پیشین که برای بازگشت می‌مانند"))(
        "force",
        cli::chosen(language, "serve the new generation even where it holds less than 95 % of the old one",
                    "نسل تازه را حتی با کمتر از ۹۵ درصد خبرهای کهنه به کار بگیر"));
    return options;
}

int run_rebuild(const po::variables_map& values, cli::Io& io) {
    RebuildOptions options;
    options.run = update_options_of(values);
    options.keep = values["keep"].as<unsigned>();
    const RunLimits limits = limits_of(values);
    options.judge = [&](const RunReport& report) { return objections(limits, report); };
    give_way(values);
    catch_stop_signals();
    RebuildReport report;
    {
        ProgressDisplay progress(values, io);
        options.run.measure = progress.needs_measure();
        report =
            rebuild(database_of(values), options, [&](const RunProgress& so_far) { progress.show(so_far); });
    }
    for (const Message& objection : report.objections) {
        say(io, {"the new generation is not served: " + objection.en,
                 "نسل تازه به کار گرفته نشد: " + objection.fa});
    }
    if (!report.served.empty() && io.verbosity != cli::Verbosity::quiet) {
        say(io, {fmt::format("{} is served; {} titles of the old one found their articles in it",
                             report.served, report.smoke_queries),
                 fmt::format("{} به کار گرفته شد؛ {} عنوان از نسل پیشین خبر خود را در آن یافتند",
                             report.served, report.smoke_queries)});
    }
    const RunConclusion conclusion{"rebuild",
                                   {"stopped by a signal; the old generation goes on being served",
                                    "با سیگنال متوقف شد؛ نسل پیشین همچنان به کار است"},
                                   !report.objections.empty()};
    return conclude(report.run, conclusion, values, io);
}

po::options_description rollback_options(cli::Language language) {
    po::options_description options;
    options.add_options()(
        "to", po::value<std::string>()->value_name("GENERATION"),
        cli::chosen(
            language, "the generation to serve, as info names it (default: the one before)",
            "نسلی که به کار گرفته شود، به نامی که info می‌گوید (پیش‌فرض: نسل پیشین)"));
    return options;
}

int run_rollback(const po::variables_map& values, cli::Io& io) {
    std::optional<std::string> name;
    if (values.count("to") != 0) name = values["to"].as<std::string>();
    const RollbackReport report = rollback(database_of(values), name);
    if (!report.has_carried_deletions) {
        say(io,
            {"the generation before cannot be read: articles that were deleted since may be back; delete them again",
             "نسل پیشین خوانده نمی‌شود: خبرهایی که از آن پس حذف شده‌اند شاید بازگشته باشند؛ دوباره حذفشان کنید"});
    }
    if (io.verbosity != cli::Verbosity::quiet) {
        io.out
            << io.in_my_language(
                   {fmt::format("{} is served; the next update brings it up to date", report.served),
                    fmt::format(
                        "{} به کار گرفته شد؛ update بعدی آن را به‌روز می‌کند",
                        report.served)})
            << '\n';
    }
    return 0;
}

}  // namespace jooya::program
