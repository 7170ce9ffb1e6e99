// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace jooya::cli {

/// What a shell needs to know about a program.
struct CompletedProgram {
    struct Command {
        std::string name;
        std::string summary;
        std::vector<OptionView> options;  ///< beside those of all commands
    };

    std::string name;
    std::vector<OptionView> options;
    std::vector<Command> commands{};  ///< the first argument is one of these; empty where there are none
    bool takes_paths = false;         ///< do its other arguments name files?
};

/// The value of --print-completion as help names it.
inline constexpr const char* completion_shells = "bash|zsh|fish";

/// A script that makes `shell` (bash, zsh or fish) complete commands, options and their values.
/// Throws Error (usage) for another shell.
std::string completion_script(std::string_view shell, const CompletedProgram& program);

}  // namespace jooya::cli
