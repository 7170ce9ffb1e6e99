// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>

#include "src/code_point_text.hpp"

namespace jooya::server {

namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Absolute-form, which clients send to proxies, without its scheme and host.
std::string_view without_origin(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!text.starts_with(scheme)) continue;
        const std::size_t path = text.find('/', scheme.size());
        return path == std::string_view::npos ? "/" : text.substr(path);
    }
    return text;
}

std::optional<Parameters> parse_parameters(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        const bool is_sound =
            name && value && is_utf8(*name) && is_utf8(*value) && value->find('\0') == std::string::npos;
        if (!is_sound) return std::nullopt;
        pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return Parameters(std::move(pairs));
}

}  // namespace

std::string_view Parameters::first(std::string_view name) const {
    const auto found = std::ranges::find(pairs_, name, &std::pair<std::string, std::string>::first);
    return found == pairs_.end() ? std::string_view() : found->second;
}

std::vector<std::string> Parameters::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : pairs_) {
        if (key == name && !value.empty()) values.push_back(value);
    }
    return values;
}

std::optional<Target> parse_target(std::string_view text) {
    text = without_origin(text);
    if (!text.starts_with('/')) return std::nullopt;
    text = text.substr(0, text.find('#'));
    const std::size_t mark = std::min(text.find('?'), text.size());
    auto path = percent_decoded(text.substr(0, mark), false);
    auto parameters = parse_parameters(text.substr(std::min(mark + 1, text.size())));
    if (!path || !parameters || !is_utf8(*path) || std::ranges::any_of(*path, is_control)) {
        return std::nullopt;
    }
    return Target{std::move(*path), std::move(*parameters)};
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            decoded += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            unsigned byte = 0;
            const char* const begin = text.data() + i + 1;
            const auto read = std::from_chars(begin, begin + 2, byte, 16);
            if (read.ec != std::errc() || read.ptr != begin + 2) return std::nullopt;
            decoded += static_cast<char>(byte);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool is_unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                   (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) {
            encoded += c;
        } else {
            fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return encoded;
}

}  // namespace jooya::server
