// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "command.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/jalali.hpp"

namespace jooya::program {
namespace {

using Json = nlohmann::ordered_json;

std::string iso_moment(std::int64_t seconds) {
    return format_iso({seconds, true});
}

Json day_json(const std::optional<Timestamp>& date) {
    if (!date.has_value()) return nullptr;
    return format_iso({date->seconds, false});
}

Json json_of(const IndexInfo& info, const std::string& database) {
    const IndexManifest& manifest = info.manifest;
    const RunCounts& counts = manifest.counts;
    return {
        {"schema", 1},
        {"database", database},
        {"articles", info.articles},
        {"bytes", info.bytes},
        {"generation", info.generation},
        {"generations", info.generations},
        {"tombstones", info.tombstones},
        {"deleted_codes", info.deleted},
        {"oldest", day_json(info.oldest)},
        {"newest", day_json(info.newest)},
        {"mean_length", info.mean_length},
        {"index_schema", manifest.schema},
        {"analyzer", manifest.analyzer},
        {"changed", iso_moment(manifest.changed)},
        {"last_run", manifest.last_run.has_value() ? Json(iso_moment(*manifest.last_run)) : Json(nullptr)},
        {"last_counts",
         {{"read", counts.read},
          {"added", counts.added},
          {"replaced", counts.replaced},
          {"unchanged", counts.unchanged},
          {"deleted", counts.deleted},
          {"rejected", counts.rejected}}}};
}

void print_line(cli::Io& io, const Message& label, const std::string& value) {
    io.out << fmt::format("{}: {}\n", io.in_my_language(label), cli::printable(value));
}

void print_text(cli::Io& io, const IndexInfo& info, const std::string& database) {
    const IndexManifest& manifest = info.manifest;
    print_line(io, {"database", "پایگاه"}, database);
    print_line(io, {"articles", "خبرها"}, std::to_string(info.articles));
    if (info.oldest.has_value() && info.newest.has_value()) {
        const Timestamp oldest{info.oldest->seconds, false};
        const Timestamp newest{info.newest->seconds, false};
        print_line(io, {"dates", "تاریخ‌ها"},
                   fmt::format("{} … {} ({} … {})", format_jalali_numeric(oldest),
                               format_jalali_numeric(newest), format_iso(oldest), format_iso(newest)));
    }
    print_line(io, {"size", "اندازه"},
               fmt::format("{:.1f} MiB", static_cast<double>(info.bytes) / (1 << 20)));
    print_line(io, {"generation", "نسل"},
               fmt::format("{} ({})", info.generation, fmt::join(info.generations, ", ")));
    if (info.tombstones > 0) {
        print_line(io,
                   {"replaced or deleted, until compacted",
                    "جایگزین یا حذف‌شده، تا فشرده‌سازی"},
                   std::to_string(info.tombstones));
    }
    if (info.deleted > 0) {
        print_line(io, {"deleted on request", "حذف به خواست شما"}, std::to_string(info.deleted));
    }
    print_line(io, {"schema", "طرح"}, std::to_string(manifest.schema));
    print_line(io, {"analyzer", "تحلیل‌گر"}, manifest.analyzer);
    print_line(io, {"last change", "آخرین تغییر"}, iso_moment(manifest.changed));
    print_line(io, {"last complete run", "آخرین اجرای کامل"},
               manifest.last_run.has_value() ? iso_moment(*manifest.last_run)
                                             : io.in_my_language({"none yet", "هنوز نبوده است"}));
}

}  // namespace

po::options_description info_options(cli::Language language) {
    po::options_description options;
    options.add_options()("format", po::value<std::string>()->default_value("text")->value_name("text|json"),
                          cli::chosen(language, "how to print it", "قالب خروجی"));
    return options;
}

int run_info(const po::variables_map& values, cli::Io& io) {
    const std::string database = database_of(values);
    const auto& format = values["format"].as<std::string>();
    if (format != "text" && format != "json") {
        throw Error(ErrorCode::usage, {fmt::format("--format: \"{}\" is neither text nor json", format),
                                       fmt::format("--format: «{}» نه text است و نه json", format)});
    }
    const IndexInfo info = inspect(database);
    if (format == "json") {
        io.out << json_of(info, database).dump(2) << '\n';
    } else {
        print_text(io, info, database);
    }
    return 0;
}

}  // namespace jooya::program
