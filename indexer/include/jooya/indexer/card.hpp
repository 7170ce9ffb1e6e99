// SPDX-License-Identifier: GPL-3.0-or-later
// What a closer look at an article needs to know, in one value: each value is a look-up of its own, and a search looks
// at a hundred articles.
//
//     card := cluster minutes wording
//     cluster: the low half of the XXH3 of the code of the near-duplicates' first article, 4 bytes
//     minutes: of the date since 1970, 4 bytes in two's complement; 80 00 00 00 where there is none
//
// Numbers have their low byte first.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "jooya/indexer/wording.hpp"

namespace jooya {

/// Reads a card; a view, the bytes must outlive it. Bytes that are no card read as one that says nothing.
class Card {
  public:
    static constexpr std::int32_t no_date = std::numeric_limits<std::int32_t>::min();

    explicit Card(std::string_view bytes);

    /// The same for articles of one cluster, and hardly ever for others.
    [[nodiscard]] std::uint32_t cluster() const { return cluster_; }
    /// Since 1970; `no_date` where the article has none.
    [[nodiscard]] std::int32_t minutes() const { return minutes_; }
    [[nodiscard]] const Wording& wording() const { return wording_; }

  private:
    std::uint32_t cluster_ = 0;
    std::int32_t minutes_ = no_date;
    Wording wording_;
};

/// The bytes of a card. `first_code` is that of the cluster's first article, `seconds` the date since 1970.
std::string card_bytes(std::string_view first_code, std::optional<std::int64_t> seconds,
                       std::string_view wording);

}  // namespace jooya
