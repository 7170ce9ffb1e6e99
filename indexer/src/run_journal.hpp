// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "jooya/indexer/index_writer.hpp"
#include "jooya/indexer/update.hpp"

namespace jooya {

/// What the database remembers of a run at work, in the same commit as the run's articles: where it is found, that run
/// was cut short, and the next one carries on behind the sources that it has finished.
std::optional<UnfinishedRun> read_journal(const IndexWriter& writer);

void write_journal(IndexWriter& writer, const UnfinishedRun& run);
void clear_journal(IndexWriter& writer);

}  // namespace jooya
