// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the stems of its first argument.
#include <iostream>
#include <jooya/analyzers/analyzer.hpp>

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    jooya::Analysis analysis;
    jooya::persian().analyze(argv[1], analysis);
    for (const jooya::Token& token : analysis.tokens()) std::cout << token.stem << '\n';
}
