// SPDX-License-Identifier: GPL-3.0-or-later
// Options as their users see them. Help and completions are made from one table, so they agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/program.hpp"

namespace jooya::cli {

/// An option of a program. The name of its value says what may stand there: `a|b|c` one of these, `a|b[,…]`
/// several of these parted by commas, `FILE`, `DB` or `DIRECTORY` a path, anything else any text.
struct OptionView {
    std::string name;         ///< without its dashes
    std::string letter{};     ///< the short name, "h"; empty where there is none
    std::string value{};      ///< the name of its value; empty for a flag
    std::string otherwise{};  ///< the value where the option is not given; empty where there is none
    std::string description;
    bool is_repeatable = false;

    /// The values there are; empty where any text will do.
    [[nodiscard]] std::vector<std::string> choices() const;
    [[nodiscard]] bool is_list() const;
    [[nodiscard]] bool is_path() const;
};

/// The options of a table, in its order.
std::vector<OptionView> views_of(const po::options_description& options);

/// A table under its caption, in two columns, wrapped at 80.
std::string help_text(std::string_view caption, const po::options_description& options, Language language);

}  // namespace jooya::cli
