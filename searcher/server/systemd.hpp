// SPDX-License-Identifier: GPL-3.0-or-later
// What systemd tells a service and wants to hear from it (sd_listen_fds(3), sd_notify(3)). Without systemd all
// of it does nothing.
#pragma once

#include <optional>

namespace jooya::server::systemd {

/// The listening TCP socket of a socket unit; nothing where there is none.
/// Throws Error (usage) where there are several, or one of another kind.
std::optional<int> listening_socket();

void tell_ready();
void tell_stopping();

/// To be called at least twice within the unit's WatchdogSec.
void tell_alive();

}  // namespace jooya::server::systemd
