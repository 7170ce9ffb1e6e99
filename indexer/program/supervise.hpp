// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <string_view>

#include "cli/program.hpp"

namespace jooya::program {

/// True in the process that a supervisor has started to do the work.
bool is_supervised();

/// Runs this program again with the same arguments in a child process and gives its exit status. Signals to
/// end are passed on, and the child dies with its supervisor. A child that Xapian aborted, as it does when a
/// disk fills up at the wrong moment, is explained: 6 for a command that writes, 5 for one that reads.
///
/// The child begins with the signals to end blocked, so that none is lost on its way to its work: it calls
/// catch_stop_signals() or let_stop_signals_end().
int supervise(bool writes, const char* const* argv, cli::Io& io);

/// 0 until a signal to end has arrived, then its number; for RunOptions::stop.
const std::atomic<int>& stop_signal();

/// Makes SIGINT, SIGTERM and SIGHUP set stop_signal(), nothing more; those that have come before included. What the
/// caller ignores, as nohup(1) does with SIGHUP, stays ignored.
void catch_stop_signals();

/// Lets them end the process, as they do by default.
void let_stop_signals_end();

}  // namespace jooya::program
