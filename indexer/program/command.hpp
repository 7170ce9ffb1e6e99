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
    reading_aside,  ///< in a child process, since Xapian may abort it on a damaged file
    writing_aside   ///< in a child process, since Xapian may abort it on a full disk
};

/// One command of jooya-index.
struct Command {
    std::string_view name;
    Message summary;
    std::string_view arguments;  ///< what follows the options: "PATH..."
    Runs runs;
    po::options_description (*options)(cli::Language language);
    /// Returns the exit status.
    int (*run)(const po::variables_map& values, cli::Io& io);
};

/// All commands, in the order of the help.
std::span<const Command> commands();

po::options_description update_options(cli::Language language);
int run_update(const po::variables_map& values, cli::Io& io);

po::options_description rebuild_options(cli::Language language);
int run_rebuild(const po::variables_map& values, cli::Io& io);

po::options_description rollback_options(cli::Language language);
int run_rollback(const po::variables_map& values, cli::Io& io);

po::options_description delete_options(cli::Language language);
int run_delete(const po::variables_map& values, cli::Io& io);

po::options_description undelete_options(cli::Language language);
int run_undelete(const po::variables_map& values, cli::Io& io);

po::options_description compact_options(cli::Language language);
int run_compact(const po::variables_map& values, cli::Io& io);

po::options_description info_options(cli::Language language);
int run_info(const po::variables_map& values, cli::Io& io);

po::options_description check_options(cli::Language language);
int run_check(const po::variables_map& values, cli::Io& io);

po::options_description export_options(cli::Language language);
int run_export(const po::variables_map& values, cli::Io& io);

po::options_description doctor_options(cli::Language language);
int run_doctor(const po::variables_map& values, cli::Io& io);

/// The value of `--db`. Throws Error: usage, where it is missing.
std::string database_of(const po::variables_map& values);

/// Exit statuses beside those of errors.
inline constexpr int exit_some_rejected = 3;
inline constexpr int exit_signal_base = 128;

}  // namespace jooya::program
