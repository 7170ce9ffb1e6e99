// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "cli/completion.hpp"
#include "cli/version.hpp"

namespace jooya::cli {

Language language_from(std::string_view option) {
    if (!option.empty()) return option == "fa" ? Language::fa : Language::en;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread starts
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return std::string_view(value).starts_with("fa") ? Language::fa : Language::en;
        }
    }
    return Language::en;
}

po::options_description common_options(Language language) {
    const auto text = [language](const char* en, const char* fa) { return chosen(language, en, fa); };
    po::options_description options;
    options.add_options()("help,h", text("print this help and exit", "همین راهنما را نشان بده و تمام"))(
        "version", text("print the version and exit", "شمارهٔ نسخه را نشان بده و تمام"))(
        "quiet,q", text("print nothing but results and errors", "جز نتیجه و خطا چیزی ننویس"))(
        "verbose,v", text("print more about the work", "از کار بیشتر بگو"))(
        "lang", po::value<std::string>()->default_value("")->value_name("en|fa"),
        text("language of messages (default: from LANG)",
             "زبان پیام‌ها (پیش‌فرض: از LANG)"))(
        "print-completion", po::value<std::string>()->value_name(completion_shells),
        text("print the completion script for a shell and exit",
             "اسکریپت تکمیل فرمان را برای پوسته بنویس و تمام"));
    return options;
}

void apply_common_options(const po::variables_map& values, Io& io) {
    const auto& language = values["lang"].as<std::string>();
    if (!language.empty() && language != "en" && language != "fa") {
        throw Error(ErrorCode::usage,
                    {fmt::format("--lang: \"{}\" is not a language that Jooya speaks", language),
                     fmt::format("--lang: جویا زبان «{}» را نمی‌داند", language)},
                    {"use --lang en or --lang fa", "en یا fa بنویسید"});
    }
    io.language = language_from(language);
    if (values.count("quiet") != 0) io.verbosity = Verbosity::quiet;
    if (values.count("verbose") != 0) io.verbosity = Verbosity::verbose;
}

void print_version(Io& io, std::string_view program) {
    io.out << fmt::format("{} {}\nICU {}\nLicence GPL-3.0-or-later; there is no warranty.\n", program,
                          version, U_ICU_VERSION);
}

namespace {

void print_error(Io& io, std::string_view program, const Message& message, const Message& hint) {
    io.err << fmt::format("{}: {}\n", program, printable(io.in_my_language(message)));
    const std::string& advice = io.in_my_language(hint);
    if (!advice.empty()) io.err << fmt::format("  {}\n", printable(advice));
}

}  // namespace

int run_program(std::string_view program, int argc, const char* const* argv, const Run& run) {
    // A closed pipe shows as a failed write instead of a signal.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    Io io{std::cin,         std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1,
          language_from("")};
    int status = 0;
    try {
        status = run(argc, argv, io);
    } catch (const Error& error) {
        print_error(io, program, error.message(), error.hint());
        status = exit_status(error.code());
    } catch (const po::error& error) {
        print_error(io, program, {error.what(), error.what()},
                    {fmt::format("see {} --help", program), fmt::format("{} --help را ببینید", program)});
        status = exit_status(ErrorCode::usage);
    } catch (const std::exception& error) {
        print_error(io, program, {error.what(), error.what()}, {});
        status = exit_status(ErrorCode::internal);
    }
    io.out.flush();
    if (!io.out && status == 0 && errno != EPIPE) {
        print_error(io, program, {"standard output could not be written", "خروجی نوشته نشد"}, {});
        return exit_status(ErrorCode::storage);
    }
    return status;
}

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        const std::int32_t begin = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        const bool is_control =
            c < 0 || (u_iscntrl(c) != 0 && c != '\n' && c != '\t' && c != 0x200C && c != 0x200D);
        if (is_control || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0) continue;
        clean.append(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(next - begin));
    }
    return clean;
}

}  // namespace jooya::cli
