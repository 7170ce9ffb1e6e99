// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/program.hpp"

namespace jooya::program {

namespace po = cli::po;

/// Where a command's work happens.
enum class Runs {
    here,
    supervised  ///< in a child process, since Xapian may abort it on a full disk or a damaged file
};

/// One command of jooya-index.
struct Command {
    std::string_view name;
    std::string_view summary;
    Runs runs;
    po::options_description (*options)();
    /// Returns the exit status.
    int (*run)(const po::variables_map& values, cli::Io& io);
};

/// All commands, in the order of the help.
std::span<const Command> commands();

po::options_description update_options();
int run_update(const po::variables_map& values, cli::Io& io);

po::options_description info_options();
int run_info(const po::variables_map& values, cli::Io& io);

po::options_description check_options();
int run_check(const po::variables_map& values, cli::Io& io);

po::options_description export_options();
int run_export(const po::variables_map& values, cli::Io& io);

/// The value of `--db`. Throws Error: usage, where it is missing.
std::string database_of(const po::variables_map& values);

/// Exit statuses beside those of errors.
inline constexpr int exit_some_rejected = 3;
inline constexpr int exit_signal_base = 128;

}  // namespace jooya::program
