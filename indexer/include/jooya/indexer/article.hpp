// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jooya {

/// A moment as the archive gives it. `seconds` counts from 1970-01-01T00:00:00Z; where the source names only
/// a day, it is that day's noon in Tehran and `has_time` is false.
struct Timestamp {
    std::int64_t seconds = 0;
    bool has_time = false;

    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// One news item, as it stands in the archive: plain text without markup, UTF-8, original spelling.
struct Article {
    std::string code{};  ///< the «کد خبر», digits in ASCII; unique in a database
    std::string title{};
    std::string lead{};
    std::string body{};  ///< paragraphs parted by '\n'
    std::optional<Timestamp> date{};
    std::string agency{};
    std::string category{};
    std::string author{};
    std::vector<std::string> tags{};
    std::string url{};

    friend bool operator==(const Article&, const Article&) = default;
};

/// Renders an article as one line, for `--explain` and for tests.
std::string to_string(const Article& article);

/// The article in the canonical JSON that jooya-index reads, one line without its newline; empty fields are
/// left out. Reading it gives an equal article.
std::string to_json(const Article& article);

}  // namespace jooya
