// SPDX-License-Identifier: GPL-3.0-or-later
// Runs real programs for tests.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace jooya::testing {

struct ProcessResult {
    int status = -1;  ///< exit status; 128 + signal where one ended the process
    std::string out;
    std::string err;
};

/// Runs `command` (found through PATH) with `input` on its standard input and `environment` ("NAME=value")
/// added to this process's own; returns when it has ended.
inline ProcessResult run(const std::vector<std::string>& command, std::string_view input = {},
                         const std::vector<std::string>& environment = {}) {
    std::array<std::array<int, 2>, 3> pipes{};
    for (auto& pipe : pipes) {
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    }
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) {
        ::dup2(pipes[0][0], STDIN_FILENO);
        ::dup2(pipes[1][1], STDOUT_FILENO);
        ::dup2(pipes[2][1], STDERR_FILENO);
        for (const std::string& variable : environment) ::putenv(const_cast<char*>(variable.c_str()));
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipes[0][0]);
    ::close(pipes[1][1]);
    ::close(pipes[2][1]);
    std::signal(SIGPIPE, SIG_IGN);

    ProcessResult result;
    std::array<pollfd, 3> watched{pollfd{pipes[0][1], POLLOUT, 0}, pollfd{pipes[1][0], POLLIN, 0},
                                  pollfd{pipes[2][0], POLLIN, 0}};
    const auto shut = [](pollfd& stream) {
        ::close(stream.fd);
        stream.fd = -1;
    };
    ::fcntl(watched[0].fd, F_SETFL, O_NONBLOCK);
    if (input.empty()) shut(watched[0]);
    while (watched[1].fd >= 0 || watched[2].fd >= 0) {
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) break;
        if (watched[0].fd >= 0 && watched[0].revents != 0) {
            const ssize_t written = ::write(watched[0].fd, input.data(), input.size());
            if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
            const bool is_over = input.empty() || (written < 0 && errno != EAGAIN && errno != EINTR);
            if (is_over) shut(watched[0]);
        }
        for (const int i : {1, 2}) {
            pollfd& stream = watched[static_cast<std::size_t>(i)];
            if (stream.fd < 0 || stream.revents == 0) continue;
            std::array<char, 1 << 16> buffer{};
            const ssize_t count = ::read(stream.fd, buffer.data(), buffer.size());
            if (count > 0) {
                (i == 1 ? result.out : result.err).append(buffer.data(), static_cast<std::size_t>(count));
            } else if (count == 0 || errno != EINTR) {
                shut(stream);
            }
        }
    }
    if (watched[0].fd >= 0) shut(watched[0]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace jooya::testing
