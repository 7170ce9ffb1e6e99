// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "jooya/indexer/update.hpp"

namespace jooya::program {

/// The options that all commands share which read an archive.
po::options_description run_options(cli::Language language);

/// What a run reads and how, from parsed options. Throws Error: usage.
UpdateOptions update_options_of(const po::variables_map& values);

/// When a run that reached its end counts as failed all the same.
struct RunLimits {
    std::optional<double> rejected_percent;  ///< more rejects than this part of what was read
    bool empty = false;                      ///< no article was read
};

RunLimits limits_of(const po::variables_map& values);

/// What `limits` have against the run; empty where nothing.
std::vector<Message> objections(const RunLimits& limits, const RunReport& report);

/// Lowers this process's priority as `--nice` says: a search beside the nightly run has somebody waiting for it. Never
/// raises what the operator has lowered further.
void give_way(const po::variables_map& values);

}  // namespace jooya::program
