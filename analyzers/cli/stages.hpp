// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "cli/program.hpp"

namespace jooya::cli {

/// Prints what each stage of the analyzer makes of `text`, one line a stage, half-spaces as ␣.
void print_stages(std::string_view text, Io& io);

}  // namespace jooya::cli
