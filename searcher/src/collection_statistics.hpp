// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace jooya {

/// What ranking must know of all articles together. Each look-up reads two or three blocks of the database, and a search
/// asks about some hundred stems, many of them the same from search to search: what was asked is remembered.
///
/// Belongs to one thread, and to the revision of the database that it was made for. Throws what Xapian throws.
class CollectionStatistics {
  public:
    /// Of `parts`, which are searched as one in `database`.
    CollectionStatistics(Xapian::Database database, std::vector<Xapian::Database> parts)
        : database_(std::move(database)), parts_(std::move(parts)) {}

    /// All articles.
    [[nodiscard]] std::uint32_t articles() const { return database_.get_doccount(); }

    /// Articles that hold this stem; 0 where none does.
    [[nodiscard]] std::uint32_t articles_with(std::string_view stem) const;

    /// log(articles / articles with the stem), a little more than 0 for what stands in all; infinite for what stands in
    /// none.
    [[nodiscard]] double rarity(std::string_view stem) const;

    /// How long articles are, in tokens weighted as their fields are; at least 1.
    [[nodiscard]] double average_length() const;

    /// The most frequent other stems that begin as this one does and are about as long: قهرمانی of قهرمان, تروریستی of
    /// تروریسم. Most are derived from the same word. None of stems under four letters.
    [[nodiscard]] const std::vector<std::string>& derived(std::string_view stem) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view stem) const { return std::hash<std::string_view>()(stem); }
    };

    Xapian::Database database_;
    std::vector<Xapian::Database> parts_;
    mutable std::optional<double> average_length_;
    mutable std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> remembered_;
    mutable std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> derived_;
};

}  // namespace jooya
