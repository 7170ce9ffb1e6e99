// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-index: keeps a database in step with an archive of news.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "cli/completion.hpp"
#include "cli/options.hpp"
#include "command.hpp"
#include "supervise.hpp"

namespace {

using jooya::Error;
using jooya::ErrorCode;
using jooya::cli::Io;
using jooya::program::Command;
namespace cli = jooya::cli;
namespace po = cli::po;

constexpr std::string_view program = "jooya-index";

po::options_description database_options(cli::Language language) {
    po::options_description options;
    options.add_options()("db", po::value<std::string>()->value_name("DIRECTORY"),
                          cli::chosen(language, "the database", "پایگاه"));
    return options;
}

std::string common_help(cli::Language language, bool has_database) {
    std::string help;
    if (has_database) {
        help = cli::help_text(cli::chosen(language, "Database", "پایگاه"), database_options(language),
                              language) +
               '\n';
    }
    return help + cli::help_text(cli::chosen(language, "Common options", "گزینه‌های همگانی"),
                                 cli::common_options(language), language);
}

void print_help(Io& io, const Command* command) {
    if (command == nullptr) {
        io.out << io.in_my_language(
            {"Usage: jooya-index COMMAND --db DIRECTORY [OPTION]... [PATH|CODE]...\n"
             "Keep a full-text database in step with an archive of Persian news.\n\nCommands:\n",
             "روش کار: jooya-index فرمان --db DIRECTORY [گزینه]... [مسیر|کد]...\n"
             "پایگاه جست‌وجو را با بایگانی خبرهای فارسی همگام نگه می‌دارد.\n\nفرمان‌ها:\n"});
        for (const Command& known : jooya::program::commands()) {
            io.out << fmt::format("  {:<10} {}\n", known.name, io.in_my_language(known.summary));
        }
        io.out << '\n' << common_help(io.language, true);
        io.out << io.in_my_language(
            {"\njooya-index COMMAND --help tells a command's options.\n"
             "Exit status: 0 all done, 2 usage, 3 some inputs rejected or a result refused, 4 another indexer "
             "at work,\n"
             "5 database missing, damaged or incompatible, 6 storage failure, 130 or 143 stopped.\n",
             "\nگزینه‌های هر فرمان: jooya-index فرمان --help\n"
             "وضعیت خروج: 0 همه انجام شد، 2 فرمان نادرست، 3 بعضی ورودی‌ها یا نتیجه‌ای پذیرفته نشد، 4 نمایه‌ساز دیگری "
             "در کار است،\n"
             "5 پایگاه نیست، آسیب دیده یا ناسازگار است، 6 خطای دیسک، 130 یا 143 متوقف شد\n"});
        return;
    }
    const bool has_database = command->name != "doctor";
    const std::string_view database = has_database ? "--db DIRECTORY " : "";
    io.out << fmt::format("{} jooya-index {} {}{} {}\n{}.\n\n", io.in_my_language({"Usage:", "روش کار:"}),
                          command->name, database, io.in_my_language({"[OPTION]...", "[گزینه]..."}),
                          command->arguments, io.in_my_language(command->summary));
    const po::options_description own = command->options(io.language);
    if (!own.options().empty()) {
        const std::string caption = io.in_my_language({fmt::format("Options of {}", command->name),
                                                       fmt::format("گزینه‌های {}", command->name)});
        io.out << cli::help_text(caption, own, io.language) << '\n';
    }
    io.out << common_help(io.language, has_database);
}

void print_completion(std::string_view shell, Io& io) {
    po::options_description common;
    common.add(database_options(io.language)).add(cli::common_options(io.language));
    cli::CompletedProgram completed{
        .name = std::string(program), .options = cli::views_of(common), .takes_paths = true};
    for (const Command& command : jooya::program::commands()) {
        completed.commands.push_back({std::string(command.name), io.in_my_language(command.summary),
                                      cli::views_of(command.options(io.language))});
    }
    io.out << cli::completion_script(shell, completed);
}

const Command& command_called(std::string_view name) {
    for (const Command& known : jooya::program::commands()) {
        if (known.name == name) return known;
    }
    throw Error(ErrorCode::usage,
                {fmt::format("\"{}\" is no command", name), fmt::format("«{}» فرمان نیست", name)},
                {"see jooya-index --help", "jooya-index --help را ببینید"});
}

int run(int argc, const char* const* argv, Io& io) {
    // The command is the first argument that is no option, and decides what options there are.
    const Command* command = nullptr;
    if (argc > 1 && argv[1][0] != '-') command = &command_called(argv[1]);

    po::options_description all;
    all.add(database_options(io.language)).add(cli::common_options(io.language));
    if (command != nullptr) all.add(command->options(io.language));
    all.add_options()("path", po::value<std::vector<std::string>>());
    po::positional_options_description positional;
    positional.add("path", -1);
    const int skipped = command == nullptr ? 0 : 1;
    po::variables_map values;
    const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(argc - skipped, argv + skipped)
                  .options(all)
                  .positional(positional)
                  .style(style)
                  .run(),
              values);
    cli::apply_common_options(values, io);
    if (values.count("help") != 0) {
        print_help(io, command);
        return 0;
    }
    if (values.count("version") != 0) {
        cli::print_version(io, program);
        return 0;
    }
    if (values.count("print-completion") != 0) {
        print_completion(values["print-completion"].as<std::string>(), io);
        return 0;
    }
    if (command == nullptr) {
        throw Error(ErrorCode::usage, {"no command is given first", "فرمان باید نخست بیاید"},
                    {"see jooya-index --help", "jooya-index --help را ببینید"});
    }
    using jooya::program::Runs;
    if (command->runs == Runs::here) return command->run(values, io);
    if (!jooya::program::is_supervised()) {
        return jooya::program::supervise(command->runs == Runs::writing_aside, argv, io);
    }
    // The supervisor keeps signals from this process until somebody minds them.
    if (command->runs == Runs::reading_aside) jooya::program::let_stop_signals_end();
    return command->run(values, io);
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_program(program, argc, argv, run);
}
