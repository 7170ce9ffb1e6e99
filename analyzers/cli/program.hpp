// SPDX-License-Identifier: GPL-3.0-or-later
// What the programs share: languages, verbosity, the options that all have, errors, exit statuses.
#pragma once

#include <boost/program_options.hpp>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "jooya/error.hpp"

namespace jooya::cli {

namespace po = boost::program_options;

enum class Language { en, fa };
enum class Verbosity { quiet, normal, verbose };

/// The streams and manners of one run, so that a program can be run inside a test.
struct Io {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    Language language = Language::en;
    Verbosity verbosity = Verbosity::normal;

    [[nodiscard]] const std::string& in_my_language(const Message& message) const {
        return language == Language::fa ? message.fa : message.en;
    }
};

/// The text in `language`: descriptions of options are C strings.
constexpr const char* chosen(Language language, const char* en, const char* fa) {
    return language == Language::fa ? fa : en;
}

/// `--lang` (en or fa), else LC_ALL, LC_MESSAGES, LANG: Persian where the value begins with "fa".
Language language_from(std::string_view option);

/// --help, --version, --quiet, --verbose, --lang, --print-completion, described in `language`.
po::options_description common_options(Language language = Language::en);

/// Takes the common options out of parsed ones: sets language and verbosity.
void apply_common_options(const po::variables_map& values, Io& io);

/// Prints "NAME VERSION" with the licence line and the versions of the libraries in use.
void print_version(Io& io, std::string_view program);

/// What a program does between its arguments and its exit status.
using Run = std::function<int(int argc, const char* const* argv, Io& io)>;

/// Runs `run` on the process's streams. An Error or a wrong option is printed as `PROGRAM: message` and a
/// line with the way out, and gives its exit status; output into a closed pipe ends the program as success.
int run_program(std::string_view program, int argc, const char* const* argv, const Run& run);

/// `text` without what could drive a terminal or disguise text: C0 and C1 controls but newline and tab, and
/// the twelve characters with the property Bidi_Control. ZWNJ and ZWJ stay.
std::string printable(std::string_view text);

}  // namespace jooya::cli
