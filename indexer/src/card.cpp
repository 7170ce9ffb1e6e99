// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/card.hpp"

#include <algorithm>
#include <cstddef>

#include "digest.hpp"

namespace jooya {
namespace {

constexpr std::size_t head_bytes = 8;

void put_number(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFFU);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (unsigned i = 0; i < 4; ++i) {
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << 8 * i;
    }
    return number;
}

std::int32_t to_minutes(std::int64_t seconds) {
    constexpr std::int64_t limit = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::clamp(seconds / 60, -limit, limit));
}

}  // namespace

Card::Card(std::string_view bytes)
    : wording_(bytes.size() < head_bytes ? std::string_view() : bytes.substr(head_bytes)) {
    if (bytes.size() < head_bytes) return;
    cluster_ = number_at(bytes, 0);
    minutes_ = static_cast<std::int32_t>(number_at(bytes, 4));
}

std::string card_bytes(std::string_view first_code, std::optional<std::int64_t> seconds,
                       std::string_view wording) {
    std::string bytes;
    bytes.reserve(head_bytes + wording.size());
    put_number(bytes, static_cast<std::uint32_t>(hash64(first_code)));
    put_number(bytes, static_cast<std::uint32_t>(seconds ? to_minutes(*seconds) : Card::no_date));
    bytes += wording;
    return bytes;
}

}  // namespace jooya
