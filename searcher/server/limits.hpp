// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace jooya::server {

/// What bounds every client of the server. Sizes in bytes.
struct Limits {
    std::size_t header = 8 * 1024;     ///< of a request, its first line included; beyond it 431
    std::size_t target = 4 * 1024;     ///< of path and query; beyond it 414
    std::size_t connections = 16'384;  ///< at once; further ones are told 503 and closed
    std::size_t queue = 64;            ///< requests that wait for a search thread; further ones get 503
    std::size_t compress_from = 1024;  ///< smaller bodies are sent as they are
    std::size_t cache = 64UL << 20U;   ///< of answers that are kept until the indexer commits

    /// Between two requests of a connection. Longer than the minute for which nginx keeps its connections, so
    /// that this side never closes one that a request is already on its way on.
    std::chrono::seconds idle{75};
    std::chrono::seconds reading{5};     ///< from the first byte of a request to the end of its header
    std::chrono::seconds answering{10};  ///< from the header's end to the answer; beyond it 504
    std::chrono::seconds unwinding{
        5};  ///< that a search may go on behind its 504 until its thread is given up
    std::chrono::seconds writing{30};   ///< until the client has taken the whole answer
    std::chrono::seconds stopping{10};  ///< from SIGTERM until requests at hand are given up
};

}  // namespace jooya::server
