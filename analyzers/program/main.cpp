// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-analyze: shows what the analyzer makes of Persian text.
#include <fmt/format.h>

#include <array>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/program.hpp"
#include "jooya/analyzers/analyzer.hpp"

namespace {

using jooya::Analysis;
using jooya::Error;
using jooya::ErrorCode;
using jooya::StageTrace;
using jooya::Token;
using jooya::cli::Io;
namespace cli = jooya::cli;
namespace po = boost::program_options;

enum class Format { stems, surfaces, tokens, json };

struct FormatName {
    std::string_view name;
    Format format;
};

constexpr std::array format_names = {FormatName{"stems", Format::stems},
                                     FormatName{"surfaces", Format::surfaces},
                                     FormatName{"tokens", Format::tokens}, FormatName{"json", Format::json}};

Format format_called(const std::string& name) {
    for (const FormatName& known : format_names) {
        if (known.name == name) return known.format;
    }
    throw Error(
        ErrorCode::usage,
        {fmt::format("--format: \"{}\" is none of stems, surfaces, tokens, json", name),
         fmt::format("--format: «{}» هیچ‌یک از stems، surfaces، tokens و json نیست", name)},
        {"see jooya-analyze --help", "jooya-analyze --help را ببینید"});
}

nlohmann::ordered_json json_of(const Token& token) {
    return {{"surface", token.surface},  {"stem", token.stem},    {"position", token.position},
            {"begin", token.span.begin}, {"end", token.span.end}, {"kind", jooya::to_string(token.kind)},
            {"is_stop", token.is_stop}};
}

/// One line of text as one line of output.
std::string render(std::span<const Token> tokens, Format format) {
    if (format == Format::json) {
        auto line = nlohmann::ordered_json::array();
        for (const Token& token : tokens) line.push_back(json_of(token));
        return line.dump();
    }
    std::string line;
    for (const Token& token : tokens) {
        if (!line.empty()) line += ' ';
        switch (format) {
            case Format::surfaces:
                line += token.surface;
                break;
            case Format::tokens:
                line += to_string(token);
                break;
            default:
                line += token.stem;
                break;
        }
    }
    return line;
}

/// The name of a stage as a Persian reader knows it.
std::string_view persian_name(std::string_view stage) {
    struct Name {
        std::string_view stage;
        std::string_view fa;
    };
    static constexpr std::array names = {Name{"fold", "یک‌دست کردن نویسه‌ها"},
                                         Name{"segment", "جدا کردن واژه‌ها"},
                                         Name{"join affixes", "پیوستن وندهای جدا"},
                                         Name{"split half-spaces", "نیم‌فاصله‌ها"},
                                         Name{"unify spelling", "یک‌دست کردن املا"},
                                         Name{"split compounds", "شکستن واژه‌های مرکب"},
                                         Name{"stem", "یافتن بن واژه‌ها"},
                                         Name{"stop words", "واژه‌های دستوری (!)"}};
    for (const Name& name : names) {
        if (name.stage == stage) return name.fa;
    }
    return stage;
}

/// Half-spaces are invisible; a person needs to see them.
std::string visible(std::string_view text) {
    constexpr std::string_view half_space = "\u200C";
    constexpr std::string_view open_box = "\u2423";  // ␣
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(half_space)) {
            shown += open_box;
            at += half_space.size();
        } else {
            shown += text[at++];
        }
    }
    return shown;
}

void explain(std::string_view text, Io& io) {
    for (const StageTrace& trace : jooya::persian().explain(text)) {
        io.out << (io.language == cli::Language::fa ? persian_name(trace.stage) : trace.stage) << ':';
        for (const std::string& token : trace.tokens) io.out << "  " << cli::printable(visible(token));
        io.out << '\n';
    }
}

po::options_description own_options() {
    po::options_description options("Options");
    options.add_options()("format", po::value<std::string>()->default_value("stems")->value_name("FORMAT"),
                          "stems, surfaces, tokens (surface/stem@position[begin,end]) or json")(
        "explain", "show the text after each stage");
    return options;
}

int run(int argc, const char* const* argv, Io& io) {
    po::options_description all;
    all.add(own_options()).add(cli::common_options());
    all.add_options()("text", po::value<std::vector<std::string>>());
    po::positional_options_description positional;
    positional.add("text", -1);
    po::variables_map values;
    po::store(po::command_line_parser(argc, argv).options(all).positional(positional).run(), values);
    po::notify(values);
    cli::apply_common_options(values, io);
    if (values.count("help") != 0) {
        io.out << "Usage: jooya-analyze [OPTION…] [TEXT…]\n\n"
                  "Prints the terms that Jooya indexes for each TEXT, or for each line of standard input.\n\n"
               << own_options() << '\n'
               << cli::common_options();
        return 0;
    }
    if (values.count("version") != 0) {
        cli::print_version(io, "jooya-analyze");
        return 0;
    }
    const Format format = format_called(values["format"].as<std::string>());
    const bool explains = values.count("explain") != 0;
    Analysis analysis;
    const auto print = [&](std::string_view text) {
        if (explains) {
            explain(text, io);
            return;
        }
        jooya::persian().analyze(text, analysis);
        io.out << render(analysis.tokens(), format) << '\n';
    };
    if (values.count("text") != 0) {
        for (const std::string& text : values["text"].as<std::vector<std::string>>()) print(text);
        return 0;
    }
    std::string line;
    while (io.out && std::getline(io.in, line)) {
        if (line.ends_with('\r')) line.pop_back();
        print(line);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_program("jooya-analyze", argc, argv, run);
}
