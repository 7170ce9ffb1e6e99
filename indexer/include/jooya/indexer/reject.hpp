// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jooya/error.hpp"

namespace jooya {

/// Why an input could not be indexed. The table in reject.cpp gives each its name and its words.
enum class RejectReason : std::uint8_t {
    empty_file,
    unknown_format,
    unknown_encoding,
    invalid_utf8,
    nul_byte,
    too_large,
    broken_json,
    not_an_article,
    no_code,
    malformed_code,
    code_too_long,
    empty_article,
    unreadable_file,
    unreadable_folder,
    changed_file,
    missing_path,
    not_a_file,
    too_deep,
    broken_archive,
    archive_bomb,
    broken_csv,
    broken_xml,
    broken_warc,
};

/// Where in its source something stands; both counted from 1.
struct Position {
    enum class Unit : std::uint8_t { none, line, record } unit = Unit::none;
    std::uint64_t number = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

/// An input that could not be indexed: a value, counted and reported, never an exception.
struct Reject {
    std::string source;  ///< path, archive!member, or "-" for standard input
    Position position;
    RejectReason reason = RejectReason::empty_file;
    std::string detail;  ///< what a library said, or the value that was wrong; may be empty

    friend bool operator==(const Reject&, const Reject&) = default;
};

/// The stable name of a reason, for reports: "no-code".
std::string_view name_of(RejectReason reason);

/// What the reason means and what can be done about it, in both languages.
const Message& message_of(RejectReason reason);

/// "news.jsonl, line 7: the JSON is broken (…)" in both languages.
Message describe(const Reject& reject);

/// "line 7", "record 3" or nothing, in both languages.
Message describe(const Position& position);

/// {"line": 7}, {"record": 3} or null, as reports have it.
std::string to_json(const Position& position);

}  // namespace jooya
