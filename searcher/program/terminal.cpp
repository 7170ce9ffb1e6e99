// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/terminal.hpp"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <string_view>

namespace jooya {

namespace {

struct Size {
    unsigned columns = 80;
    unsigned lines = 24;
};

Size terminal_size() {
    Size size;
    winsize window{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0) return size;
    if (window.ws_col != 0) size.columns = window.ws_col;
    if (window.ws_row != 0) size.lines = window.ws_row;
    return size;
}

std::string_view environment(const char* name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the program has one thread
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

// Terminals that put letters where they are sent, by their own documentation: the console of Linux, xterm,
// Alacritty, foot and Windows Terminal. VTE (GNOME), Konsole, mlterm, mintty and Apple's know bidi.
bool knows_no_bidi() {
    constexpr std::array<std::string_view, 4> by_term{"linux", "alacritty", "foot", "foot-extra"};
    constexpr std::array<const char*, 3> by_variable{"XTERM_VERSION", "ALACRITTY_WINDOW_ID", "WT_SESSION"};
    return std::ranges::find(by_term, environment("TERM")) != by_term.end() ||
           std::ranges::any_of(by_variable, [](const char* name) { return !environment(name).empty(); });
}

TextStyle::Bidi bidi_of(const SearchCommand& command, const cli::Io& io) {
    using Bidi = TextStyle::Bidi;
    if (command.bidi == "isolate") return Bidi::isolate;
    if (command.bidi == "visual") return Bidi::visual;
    if (command.bidi == "none" || !io.out_is_terminal) return Bidi::none;
    return knows_no_bidi() ? Bidi::visual : Bidi::isolate;
}

// Gives `text` to `pager`; false where there is no such program.
bool page(const std::string& text, const std::string& pager) {
    // As git does: end where it fits on a screen, let colours through, leave the screen as it is.
    constexpr int keep = 0;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the program has one thread
    setenv("LESS", "FRX", keep);
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    setenv("LESSCHARSET", "utf-8", keep);
    // NOLINTNEXTLINE(cert-env33-c): the user's own command
    FILE* input = popen(pager.c_str(), "w");
    if (input == nullptr) return false;
    // An interrupt is the pager's affair; it stops a search inside it, not the program that feeds it.
    const auto before = std::signal(SIGINT, SIG_IGN);
    std::fwrite(text.data(), 1, text.size(), input);
    const int status = pclose(input);
    std::signal(SIGINT, before);
    constexpr int not_found = 127;
    return !(WIFEXITED(status) && WEXITSTATUS(status) == not_found);
}

}  // namespace

TextStyle style_of(const SearchCommand& command, const cli::Io& io) {
    TextStyle style;
    style.is_coloured = command.colour == "always" || (command.colour == "auto" && io.out_is_terminal);
    style.is_persian = io.language == cli::Language::fa;
    style.width = io.out_is_terminal ? terminal_size().columns : 0;
    style.now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    style.bidi = bidi_of(command, io);
    return style;
}

void write_text(const std::string& text, bool is_paged, cli::Io& io) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the program has one thread
    const char* chosen = std::getenv("PAGER");
    const std::string pager = chosen != nullptr ? chosen : "less";
    const bool is_long = std::ranges::count(text, '\n') >= static_cast<std::ptrdiff_t>(terminal_size().lines);
    const bool has_pager = !pager.empty() && pager != "cat" && environment("TERM") != "dumb";
    io.out.flush();
    if (is_paged && io.out_is_terminal && is_long && has_pager && page(text, pager)) return;
    io.out << text;
}

}  // namespace jooya
