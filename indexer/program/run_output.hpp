// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "run_options.hpp"

namespace jooya::program {

void say(cli::Io& io, const Message& message);

/// What a command adds to the end of its run.
struct RunConclusion {
    std::string_view command;
    Message interrupted;      ///< what a signal has left
    bool is_refused = false;  ///< what was built is not served
};

/// Says what became of a run, writes what `--report` and `--metrics` ask for and returns the exit status.
int conclude(const RunReport& report, const RunConclusion& conclusion, const po::variables_map& values,
             cli::Io& io);

}  // namespace jooya::program
