// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/program.hpp"
#include "jooya/indexer/article_reader.hpp"

namespace jooya::program {

/// --map, --derive-code and --source: how articles are read, whatever is done with them.
void add_reader_options(cli::po::options_description& options, cli::Language language);

/// What they say. Throws Error: usage, where they say what cannot be.
ReaderOptions reader_options_of(const cli::po::variables_map& values);

/// The PATHs of the command line. Throws Error: usage, where there are none.
std::vector<std::string> paths_of(const cli::po::variables_map& values);

/// Throws Error: usage.
[[noreturn]] void throw_usage(Message message, Message hint = {});

}  // namespace jooya::program
