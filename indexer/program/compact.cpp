// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <ostream>

#include "command.hpp"
#include "jooya/indexer/rebuild.hpp"

namespace jooya::program {

po::options_description compact_options(cli::Language /*language*/) {
    return {};
}

int run_compact(const po::variables_map& values, cli::Io& io) {
    const CompactReport report = compact(database_of(values));
    if (io.verbosity == cli::Verbosity::quiet) return 0;
    const auto mebibytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / (1 << 20); };
    io.out
        << io.in_my_language(
               {fmt::format("{:.1f} MiB were {:.1f} MiB; {} is served", mebibytes(report.bytes_after),
                            mebibytes(report.bytes_before), report.served),
                fmt::format(
                    "از {1:.1f} مبی‌بایت به {0:.1f} مبی‌بایت رسید؛ {2} به کار است",
                    mebibytes(report.bytes_after), mebibytes(report.bytes_before), report.served)})
        << '\n';
    return 0;
}

}  // namespace jooya::program
