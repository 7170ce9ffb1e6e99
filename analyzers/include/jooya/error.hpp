// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace jooya {

/// One thing said to a person, in both languages that the programs speak. UTF-8, one line, no full stop.
struct Message {
    std::string en;
    std::string fa;
};

/// Why work could not go on. `exit_status` gives the number that a program ends with.
enum class ErrorCode {
    usage,         ///< the command line asks for something that does not exist
    locked,        ///< another indexer holds the database
    missing,       ///< there is no database at that place
    damaged,       ///< the database, or what stands in its place, cannot be read as one
    incompatible,  ///< the database was written with another schema or analyzer
    storage,       ///< the disk is full, or reading or writing failed
    network,       ///< a remote shard did not answer
    timeout,       ///< a search was given up after the time that it was given
    internal       ///< a fault of Jooya's own
};

/// The process exit status of an error: 2 usage, 4 locked, 5 missing, damaged or incompatible, 6 storage,
/// network or timeout, 70 internal (sysexits' EX_SOFTWARE).
constexpr int exit_status(ErrorCode code) {
    switch (code) {
        case ErrorCode::usage:
            return 2;
        case ErrorCode::locked:
            return 4;
        case ErrorCode::missing:
        case ErrorCode::damaged:
        case ErrorCode::incompatible:
            return 5;
        case ErrorCode::storage:
        case ErrorCode::network:
        case ErrorCode::timeout:
            return 6;
        case ErrorCode::internal:
            return 70;
    }
    return 70;
}

/// The one exception of Jooya: what failed, named with its file or place, and the way out.
///
/// Thrown when the work at hand cannot go on. Expected outcomes (a record that cannot be indexed, a query
/// without results) are values, never exceptions. Exceptions of Xapian, ICU and Boost are translated into
/// this one where they arise, saying what was being attempted.
class Error : public std::runtime_error {
  public:
    Error(ErrorCode code, Message message, Message hint = {})
        : std::runtime_error(message.en), code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

    [[nodiscard]] ErrorCode code() const { return code_; }
    [[nodiscard]] const Message& message() const { return message_; }
    /// What the user can do about it; both strings are empty where there is nothing to advise.
    [[nodiscard]] const Message& hint() const { return hint_; }

  private:
    ErrorCode code_;
    Message message_;
    Message hint_;
};

}  // namespace jooya
