// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-serve: the search page and its interface over HTTP.
#include <fmt/format.h>

#include <ostream>

#include "program/serve_options.hpp"
#include "server/http_server.hpp"

namespace jooya {

namespace {

int run(int argc, const char* const* argv, cli::Io& io) {
    ServeCommand command = read_serve_command(argc, argv, io);
    if (command.action == ServeCommand::Action::help) {
        io.out << serve_help(io);
        return 0;
    }
    if (command.action == ServeCommand::Action::version) {
        cli::print_version(io, "jooya-serve");
        return 0;
    }
    if (command.action == ServeCommand::Action::completion) {
        io.out << command.completion;
        return 0;
    }
    // One write a line, so that lines of several threads do not mix.
    command.options.log = [&io](std::string_view line) {
        io.err << fmt::format("jooya-serve: {}\n", cli::printable(line));
    };
    io.err << std::unitbuf;
    server::HttpServer server(std::move(command.options));
    if (io.verbosity != cli::Verbosity::quiet) {
        io.err << fmt::format("jooya-serve: {} {}\n", io.in_my_language({"listening on", "گوش به"}),
                              server.url());
    }
    server.run();
    return 0;
}

}  // namespace

}  // namespace jooya

int main(int argc, char** argv) {
    return jooya::cli::run_program("jooya-serve", argc, argv, jooya::run);
}
