// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/systemd.hpp"

#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include "jooya/error.hpp"

namespace jooya::server::systemd {

std::optional<int> listening_socket() {
    constexpr int leave_the_environment = 0;
    const int count = sd_listen_fds(leave_the_environment);
    if (count <= 0) return std::nullopt;
    constexpr int socket = SD_LISTEN_FDS_START;
    constexpr int is_listening = 1;
    if (count > 1 || sd_is_socket_inet(socket, AF_UNSPEC, SOCK_STREAM, is_listening, 0) <= 0) {
        throw Error(ErrorCode::usage,
                    {"the socket unit hands over something else than one TCP socket",
                     "واحد سوکت چیزی جز یک سوکت TCP می‌دهد"},
                    {"give jooya-serve.socket a single ListenStream=ADDRESS:PORT",
                     "در jooya-serve.socket تنها یک ListenStream=ADDRESS:PORT بنویسید"});
    }
    return socket;
}

void tell_ready() {
    sd_notify(0, "READY=1");
}

void tell_stopping() {
    sd_notify(0, "STOPPING=1");
}

void tell_alive() {
    sd_notify(0, "WATCHDOG=1");
}

}  // namespace jooya::server::systemd
