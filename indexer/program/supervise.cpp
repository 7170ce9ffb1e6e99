// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervise.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

#include "command.hpp"

namespace jooya::program {
namespace {

/// Names the supervisor's process to the child.
constexpr const char* supervisor_variable = "JOOYA_INDEX_SUPERVISOR";

constexpr std::array stop_signals = {SIGINT, SIGTERM, SIGHUP};

std::atomic<int> received{0};
std::atomic<pid_t> child_process{0};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<pid_t>::is_always_lock_free);

void on_signal(int signal) {
    received = signal;
    const pid_t child = child_process;
    if (child > 0) kill(child, signal);
}

void mask_stop_signals(int how) {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : stop_signals) sigaddset(&signals, signal);
    pthread_sigmask(how, &signals, nullptr);
}

[[noreturn]] void become_worker(pid_t supervisor, const char* const* argv) {
    // A supervisor that is killed must not leave a writer behind that holds the database.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor) _exit(exit_status(ErrorCode::internal));
    setenv(supervisor_variable, std::to_string(supervisor).c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    execv("/proc/self/exe", const_cast<char* const*>(argv));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    _exit(exit_status(ErrorCode::internal));
}

[[noreturn]] void throw_cannot_start(int error_number) {
    const std::string reason = std::generic_category().message(error_number);
    throw Error(ErrorCode::storage,
                {fmt::format("the working process cannot be started: {}", reason),
                 fmt::format("فرایند کار راه نمی‌افتد: {}", reason)},
                {"free memory or processes, then run the command again",
                 "حافظه یا فرایندی را آزاد کنید و فرمان را دوباره بدهید"});
}

Error died_of(int signal, bool writes) {
    const std::string name = sigabbrev_np(signal) == nullptr ? std::to_string(signal) : sigabbrev_np(signal);
    if (writes) {
        return {ErrorCode::storage,
                {fmt::format("the working process died of SIG{}; the database keeps its last commit", name),
                 fmt::format("فرایند کار با SIG{} از میان رفت؛ پایگاه در آخرین ثبت خود مانده است", name)},
                {"check free disk space and memory, then run the same command again: it carries on",
                 "فضای دیسک و حافظه را بررسی کنید و همان فرمان را دوباره بدهید؛ کار از "
                 "همان‌جا "
                 "ادامه "
                 "می‌یابد"}};
    }
    return {
        ErrorCode::damaged,
        {fmt::format("reading the database killed the working process (SIG{}): its files are damaged", name),
         fmt::format("خواندن پایگاه فرایند کار را از کار انداخت (SIG{}): "
                     "فایل‌هایش "
                     "خراب‌اند",
                     name)},
        {"restore a copy of it, or index the archive into a new database",
         "نسخهٔ پشتیبان را برگردانید، یا آرشیو را در پایگاهی تازه نمایه کنید"}};
}

}  // namespace

bool is_supervised() {
    const char* supervisor = std::getenv(supervisor_variable);  // NOLINT(concurrency-mt-unsafe)
    return supervisor != nullptr && std::to_string(getppid()) == supervisor;
}

const std::atomic<int>& stop_signal() {
    return received;
}

void catch_stop_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    for (const int signal : stop_signals) {
        struct sigaction before {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
    }
    mask_stop_signals(SIG_UNBLOCK);
}

void let_stop_signals_end() {
    mask_stop_signals(SIG_UNBLOCK);
}

int supervise(bool writes, const char* const* argv, cli::Io& io) {
    io.out.flush();
    io.err.flush();
    const pid_t supervisor = getpid();
    catch_stop_signals();
    // A signal that met the child between fork and exec would be taken by this process's handler there, and forgotten.
    mask_stop_signals(SIG_BLOCK);
    const pid_t child = fork();
    if (child < 0) throw_cannot_start(errno);
    if (child == 0) become_worker(supervisor, argv);
    child_process = child;
    // Nor must one that came before the child was known.
    if (received != 0) kill(child, received);
    mask_stop_signals(SIG_UNBLOCK);
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) throw_cannot_start(errno);
    }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    // What reads needs no last word of its own.
    if (!writes && received == WTERMSIG(status)) return exit_signal_base + received;
    throw died_of(WTERMSIG(status), writes);
}

}  // namespace jooya::program
