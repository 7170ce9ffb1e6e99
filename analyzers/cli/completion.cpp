// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jooya::cli {

namespace {

// «jooya-index» as the name of a function.
std::string function_name(std::string_view program) {
    std::string name = "_" + std::string(program);
    std::ranges::replace(name, '-', '_');
    return name;
}

std::string escaped(std::string_view text, std::string_view special, std::string_view by) {
    std::string safe;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) safe += by;
        safe += c;
    }
    return safe;
}

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> names_of(const std::vector<OptionView>& options) {
    std::vector<std::string> names;
    for (const OptionView& option : options) names.push_back("--" + option.name);
    return names;
}

class Bash {
  public:
    static std::string script(const CompletedProgram& program) {
        std::string text = fmt::format("# bash completion for {}, made from its options\n", program.name);
        text += fmt::format("{}() {{\n", function_name(program.name));
        text += R"(    local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} options=
    # bash takes --option=value for three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $option == = ]]; then
        option=${COMP_WORDS[COMP_CWORD-2]}
    fi
    COMPREPLY=()
    case ${COMP_WORDS[1]}:$option in
)";
        text += values("*", program.options);
        for (const auto& command : program.commands) text += values(command.name, command.options);
        text += "    esac\n";
        std::vector<std::string> commands;
        if (!program.commands.empty()) {
            text += "    case ${COMP_WORDS[1]} in\n";
            for (const auto& command : program.commands) {
                commands.push_back(command.name);
                text += fmt::format("        {}) options='{}' ;;\n", command.name,
                                    joined(names_of(command.options)));
            }
            text += "    esac\n";
        }
        text += fmt::format(
            "    if [[ $word == -* ]]; then\n"
            "        mapfile -t COMPREPLY < <(compgen -W \"$options {}\" -- \"$word\")\n",
            joined(names_of(program.options)));
        if (!commands.empty()) {
            text += fmt::format(
                "    elif ((COMP_CWORD == 1)); then\n"
                "        mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\")\n",
                joined(commands));
        }
        if (program.takes_paths) text += fmt::format("    else\n{}", paths("        "));
        text += fmt::format("    fi\n}}\ncomplete -F {} {}\n", function_name(program.name), program.name);
        return text;
    }

  private:
    static std::string paths(std::string_view indent) {
        return fmt::format(
            "{0}mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
            "{0}compopt -o filenames 2>/dev/null\n",
            indent);
    }

    // The branches for what stands behind an option of `command`.
    static std::string values(std::string_view command, const std::vector<OptionView>& options) {
        constexpr std::string_view indent = "            ";
        std::string text;
        for (const OptionView& option : options) {
            if (option.value.empty()) continue;
            text += fmt::format("        {0}:--{1}", command, option.name);
            if (!option.letter.empty()) text += fmt::format(" | {0}:-{1}", command, option.letter);
            text += ")\n";
            const std::string choices = joined(option.choices());
            if (option.is_list()) {
                text += fmt::format(
                    "{0}local before=\n"
                    "{0}[[ $word == *,* ]] && before=${{word%,*}},\n"
                    "{0}mapfile -t COMPREPLY < <(compgen -P \"$before\" -W '{1}' -- \"${{word##*,}}\")\n"
                    "{0}compopt -o nospace 2>/dev/null\n",
                    indent, choices);
            } else if (!choices.empty()) {
                text += fmt::format("{}mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\")\n", indent,
                                    choices);
            } else if (option.is_path()) {
                text += paths(indent);
            }
            text += fmt::format("{}return\n{};;\n", indent, indent);
        }
        return text;
    }
};

class Zsh {
  public:
    static std::string script(const CompletedProgram& program) {
        const std::string function = function_name(program.name);
        std::string text = fmt::format(
            "#compdef {}\n# zsh completion for {}, made from its options\n{}() {{\n    local -a common=(\n",
            program.name, program.name, function);
        text += specifications(program.options, "        ");
        text += "    )\n";
        const std::string rest = program.takes_paths ? " '*:path:_files'" : "";
        if (program.commands.empty()) {
            text += fmt::format("    _arguments -s $common{}\n", rest);
        } else {
            text += "    if ((CURRENT == 2)); then\n        local -a commands=(\n";
            for (const auto& command : program.commands) {
                text += fmt::format("            '{}:{}'\n", command.name, quoted(command.summary));
            }
            text +=
                "        )\n        _describe command commands\n        _arguments -s $common\n"
                "        return\n    fi\n    local command=$words[2]\n    shift words\n"
                "    ((CURRENT--))\n    local -a own=()\n    case $command in\n";
            for (const auto& command : program.commands) {
                text += fmt::format("        {})\n            own=(\n{}            )\n            ;;\n",
                                    command.name, specifications(command.options, "                "));
            }
            text += fmt::format("    esac\n    _arguments -s $own $common{}\n", rest);
        }
        return text + fmt::format("}}\n{} \"$@\"\n", function);
    }

  private:
    static std::string quoted(std::string_view text) {
        std::string safe;
        for (const char c : escaped(text, "[]:\\", "\\")) safe += c == '\'' ? "'\\''" : std::string(1, c);
        return safe;
    }

    static std::string specifications(const std::vector<OptionView>& options, std::string_view indent) {
        std::string text;
        for (const OptionView& option : options) {
            std::string behind = fmt::format("[{}]", quoted(option.description));
            if (!option.value.empty()) behind += fmt::format(":{}:{}", option.name, values_of(option));
            const std::string star = option.is_repeatable ? "*" : "";
            if (option.letter.empty()) {
                text += fmt::format("{}'{}--{}{}'\n", indent, star, option.name, behind);
            } else {
                const std::string exclusive =
                    option.is_repeatable ? star : fmt::format("(-{} --{})", option.letter, option.name);
                text += fmt::format("{}'{}'{{-{},--{}}}'{}'\n", indent, exclusive, option.letter, option.name,
                                    behind);
            }
        }
        return text;
    }

    static std::string values_of(const OptionView& option) {
        const std::string choices = joined(option.choices());
        if (option.is_list()) return fmt::format("_values -s , value {}", choices);
        if (!choices.empty()) return fmt::format("({})", choices);
        return option.is_path() ? "_files" : " ";
    }
};

class Fish {
  public:
    static std::string script(const CompletedProgram& program) {
        std::string text = fmt::format("# fish completion for {}, made from its options\n", program.name);
        const std::string complete = "complete -c " + program.name;
        if (!program.takes_paths) text += complete + " -f\n";
        text += options_of(complete, program.options);
        for (const auto& command : program.commands) {
            text += fmt::format("{} -n __fish_use_subcommand -f -a {} -d '{}'\n", complete, command.name,
                                quoted(command.summary));
            text += options_of(fmt::format("{} -n '__fish_seen_subcommand_from {}'", complete, command.name),
                               command.options);
        }
        return text;
    }

  private:
    static std::string quoted(std::string_view text) { return escaped(text, "'\\", "\\"); }

    static std::string options_of(const std::string& complete, const std::vector<OptionView>& options) {
        std::string text;
        for (const OptionView& option : options) {
            text += complete;
            if (!option.letter.empty()) text += " -s " + option.letter;
            text += " -l " + option.name;
            if (option.is_list()) {
                text += fmt::format(" -x -a '(__fish_complete_list , \"string split \\\\  {}\")'",
                                    joined(option.choices()));
            } else if (!option.choices().empty()) {
                text += fmt::format(" -x -a '{}'", joined(option.choices()));
            } else if (option.is_path()) {
                text += " -r -F";
            } else if (!option.value.empty()) {
                text += " -x";
            }
            text += fmt::format(" -d '{}'\n", quoted(option.description));
        }
        return text;
    }
};

}  // namespace

std::string completion_script(std::string_view shell, const CompletedProgram& program) {
    if (shell == "bash") return Bash::script(program);
    if (shell == "zsh") return Zsh::script(program);
    if (shell == "fish") return Fish::script(program);
    throw Error(
        ErrorCode::usage,
        {fmt::format("--print-completion: \"{}\" is none of bash, zsh, fish", shell),
         fmt::format("--print-completion: «{}» هیچ‌یک از bash، zsh و fish نیست", shell)},
        {"name one of these", "یکی از این‌ها را نام ببرید"});
}

}  // namespace jooya::cli
