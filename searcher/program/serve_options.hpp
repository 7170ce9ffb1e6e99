// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/program.hpp"
#include "server/http_server.hpp"

namespace jooya {

/// A command line of jooya-serve, read.
struct ServeCommand {
    enum class Action { serve, help, version, completion };
    Action action = Action::serve;
    std::string completion;  ///< the script that --print-completion asks for
    server::ServerOptions options;
};

/// Reads the arguments and sets `io`'s language and verbosity. Throws Error (usage) or po::error.
ServeCommand read_serve_command(int argc, const char* const* argv, cli::Io& io);

/// What --help prints.
std::string serve_help(const cli::Io& io);

}  // namespace jooya
