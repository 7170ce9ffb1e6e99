// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jooya::server {

/// The names and values behind the `?` of a URL, decoded, in their order.
class Parameters {
  public:
    Parameters() = default;
    explicit Parameters(std::vector<std::pair<std::string, std::string>> pairs) : pairs_(std::move(pairs)) {}

    /// The first value called `name`; empty where there is none.
    [[nodiscard]] std::string_view first(std::string_view name) const;

    /// All values called `name` that are not empty.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;

  private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// What a request asks for: the decoded path, beginning with a slash, and its parameters. All of it is valid
/// UTF-8 without NUL; a path has no control characters.
struct Target {
    std::string path;
    Parameters parameters;
};

/// Reads the target of a request line (RFC 9112, origin-form and absolute-form). Nothing where it is none, or
/// where its escapes are broken or do not give UTF-8.
std::optional<Target> parse_target(std::string_view text);

/// Takes `%XX` apart; nothing where an escape is broken. In parameters `+` stands for a space.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// `text` as a value within a URL: all bytes but RFC 3986's unreserved characters as `%XX`.
std::string percent_encoded(std::string_view text);

}  // namespace jooya::server
