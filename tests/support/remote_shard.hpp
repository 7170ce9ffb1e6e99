// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace jooya::testing {

/// xapian-tcpsrv with one database on this machine, as another machine would serve it; ended with the object. It
/// takes a moment until it answers.
class RemoteShard {
  public:
    explicit RemoteShard(const std::string& database) {
        const std::string at = port();
        child_ = ::fork();
        if (child_ == 0) {
            ::execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port",
                     at.c_str(), database.c_str(), nullptr);
            ::_exit(127);
        }
    }
    ~RemoteShard() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    RemoteShard(const RemoteShard&) = delete;
    RemoteShard& operator=(const RemoteShard&) = delete;

    /// The port of this process's shard.
    static std::string port() { return std::to_string(20'000 + ::getpid() % 10'000); }

  private:
    pid_t child_ = -1;
};

}  // namespace jooya::testing
