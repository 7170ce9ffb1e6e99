// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_journal.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string>

namespace jooya {
namespace {

constexpr std::string_view journal_key = "jooya.run";

}  // namespace

std::optional<UnfinishedRun> read_journal(const IndexWriter& writer) {
    std::istringstream in(writer.metadata(journal_key));
    UnfinishedRun run;
    RunCounts& counts = run.counts;
    in >> run.started >> counts.read >> counts.added >> counts.replaced >> counts.unchanged >>
        counts.deleted >> counts.rejected;
    if (!in) return std::nullopt;
    return run;
}

void write_journal(IndexWriter& writer, const UnfinishedRun& run) {
    const RunCounts& counts = run.counts;
    writer.set_metadata(journal_key,
                        fmt::format("{} {} {} {} {} {} {}", run.started, counts.read, counts.added,
                                    counts.replaced, counts.unchanged, counts.deleted, counts.rejected));
}

void clear_journal(IndexWriter& writer) {
    writer.set_metadata(journal_key, "");
}

}  // namespace jooya
