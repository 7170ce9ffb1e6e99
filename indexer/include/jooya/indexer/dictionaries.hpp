// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "jooya/indexer/stored_article.hpp"

namespace jooya {

/// The dictionaries of the stored articles of databases that are searched as one. Read when the first is needed;
/// belongs to one thread. Throws what Xapian throws.
class Dictionaries {
  public:
    Dictionaries() = default;
    explicit Dictionaries(std::vector<Xapian::Database> databases) : databases_(std::move(databases)) {}

    /// Reads a document's data. Throws Error: damaged.
    [[nodiscard]] Article decode(std::string_view data) const;

  private:
    [[nodiscard]] const ArticleDictionary* find(std::uint32_t id) const;

    std::vector<Xapian::Database> databases_;
    mutable std::optional<std::vector<std::unique_ptr<const ArticleDictionary>>> dictionaries_;
};

}  // namespace jooya
