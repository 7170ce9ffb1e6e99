// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/tombstones.hpp"

namespace jooya {

/// Tells the articles that count from those that were replaced or deleted, in databases that are searched as one, at
/// the revision that is open (tombstones.hpp).
class LiveArticles {
  public:
    LiveArticles() = default;

    /// Of `parts`, in the order in which they are searched as one; `has_remote`: one of them is on another machine,
    /// where a match cannot be told of tombstones.
    LiveArticles(const std::vector<Xapian::Database>& parts, bool has_remote);

    /// What `query` finds, without what no longer counts; `query` itself where a part is on another machine, so that
    /// what it finds must be asked for by `holds`.
    [[nodiscard]] Xapian::Query only(const Xapian::Query& query) const;

    /// Does this document, numbered as in all parts together, count?
    [[nodiscard]] bool holds(Xapian::docid document) const;

    /// The document of the article with this code in `all` parts.
    [[nodiscard]] std::optional<Xapian::docid> find(std::string_view code, const Xapian::Database& all) const;

    /// Documents that do not count.
    [[nodiscard]] std::size_t tombstones() const { return tombstones_; }

  private:
    /// By the identifier of their database, which a match sees by itself.
    using OfDatabase = std::map<std::string, std::shared_ptr<const Tombstones>, std::less<>>;
    class Source;

    std::shared_ptr<const OfDatabase> of_database_;
    std::vector<std::shared_ptr<const Tombstones>> of_part_;
    std::size_t tombstones_ = 0;
    bool has_remote_ = false;
};

}  // namespace jooya
