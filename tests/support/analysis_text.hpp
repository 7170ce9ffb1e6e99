// SPDX-License-Identifier: GPL-3.0-or-later
// What the Persian analyzer makes of a text, as one line.
#pragma once

#include <string>
#include <string_view>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya::testing {

/// One string for each token, `separator` between them.
template <typename Render>
std::string rendered(std::string_view text, std::string_view separator, Render render) {
    Analysis analysis;
    persian().analyze(text, analysis);
    std::string line;
    for (const Token& token : analysis.tokens()) {
        if (!line.empty()) line += separator;
        line += render(token);
    }
    return line;
}

/// "کتاب رفتن"
inline std::string stems(std::string_view text) {
    return rendered(text, " ", [](const Token& token) { return std::string(token.stem); });
}

/// "کتابها | میرود"
inline std::string surfaces(std::string_view text) {
    return rendered(text, " | ", [](const Token& token) { return std::string(token.surface); });
}

/// "کتاب@0[0,8] رفتن@1[9,17]!": everything that a token says.
inline std::string whole(std::string_view text) {
    return rendered(text, " ", [](const Token& token) { return to_string(token); });
}

}  // namespace jooya::testing
