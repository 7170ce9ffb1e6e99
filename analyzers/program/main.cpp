// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-analyze: shows what the analyzer makes of Persian text.
#include <fmt/format.h>

#include <array>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/completion.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"
#include "cli/stages.hpp"
#include "jooya/analyzers/analyzer.hpp"

namespace {

using jooya::Analysis;
using jooya::Error;
using jooya::ErrorCode;
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

po::options_description own_options(cli::Language language) {
    const auto text = [language](const char* en, const char* fa) { return cli::chosen(language, en, fa); };
    po::options_description options;
    options.add_options()(
        "format", po::value<std::string>()->default_value("stems")->value_name("stems|surfaces|tokens|json"),
        text("what to print of each token; tokens: surface/stem@position[begin,end]",
             "از هر واژه چه نوشته شود؛ tokens یعنی صورت/بن@جایگاه[آغاز,پایان]"))(
        "explain", text("show the text after each stage", "متن را پس از هر مرحله نشان بده"));
    return options;
}

void print_help(Io& io) {
    io.out << io.in_my_language(
        {"Usage: jooya-analyze [OPTION]… [TEXT]…\n\n"
         "Prints the terms that Jooya indexes for each TEXT, or for each line of standard input.\n\n",
         "روش کار: jooya-analyze [گزینه]… [متن]…\n\n"
         "واژه‌هایی را می‌نویسد که جویا از هر متن، یا از هر سطر ورودی استاندارد، نمایه می‌کند.\n\n"});
    io.out << cli::help_text(io.in_my_language({"Options", "گزینه‌ها"}), own_options(io.language),
                             io.language)
           << '\n'
           << cli::help_text(io.in_my_language({"Common options", "گزینه‌های همگانی"}),
                             cli::common_options(io.language), io.language);
}

int run(int argc, const char* const* argv, Io& io) {
    po::options_description options;
    options.add(own_options(io.language)).add(cli::common_options(io.language));
    po::options_description all;
    all.add(options).add_options()("text", po::value<std::vector<std::string>>());
    po::positional_options_description positional;
    positional.add("text", -1);
    po::variables_map values;
    po::store(po::command_line_parser(argc, argv).options(all).positional(positional).run(), values);
    po::notify(values);
    cli::apply_common_options(values, io);
    if (values.count("help") != 0) {
        print_help(io);
        return 0;
    }
    if (values.count("version") != 0) {
        cli::print_version(io, "jooya-analyze");
        return 0;
    }
    if (values.count("print-completion") != 0) {
        io.out << cli::completion_script(values["print-completion"].as<std::string>(),
                                         {.name = "jooya-analyze", .options = cli::views_of(options)});
        return 0;
    }
    const Format format = format_called(values["format"].as<std::string>());
    const bool explains = values.count("explain") != 0;
    Analysis analysis;
    const auto print = [&](std::string_view text) {
        if (explains) {
            cli::print_stages(text, io);
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
