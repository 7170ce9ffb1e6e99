// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"

#include <array>
#include <cstdlib>

namespace jooya::program {

std::span<const Command> commands() {
    static const std::array table = {
        Command{"update", "add, replace and skip articles so that the database holds what the PATHs hold",
                Runs::supervised, update_options, run_update},
        Command{"check", "verify the database and its manifest", Runs::supervised, check_options, run_check},
        Command{"export", "print every stored article as JSON Lines", Runs::supervised, export_options,
                run_export},
        Command{"info", "show counts, dates, size, schema, analyzer and the last run", Runs::here,
                info_options, run_info},
    };
    return table;
}

std::string database_of(const po::variables_map& values) {
    if (values.count("db") != 0) return values["db"].as<std::string>();
    throw Error(ErrorCode::usage, {"no database is named", "نام پایگاه داده نشده است"},
                {"name it with --db DIRECTORY", "آن را با --db DIRECTORY نام ببرید"});
}

}  // namespace jooya::program
