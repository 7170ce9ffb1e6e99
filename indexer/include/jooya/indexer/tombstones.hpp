// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// Where a database keeps its tombstones, in its metadata.
inline constexpr std::string_view tombstones_key = "jooya.tombstones";

/// The documents of one database that no longer count: their article was deleted, or stands in a newer document.
///
/// A database without term lists cannot take a document's postings back, and keeping the lists costs a third of the
/// text's size; so a document stays until the database is built anew or compacted, and whoever searches passes it
/// over. Lucene does the same with the live documents of its segments.
///
/// In the metadata: the docids in ascending order, each as its distance from the one before, 7 bits a byte, the lowest
/// first, the high bit set where another byte follows.
class Tombstones {
  public:
    Tombstones() = default;

    /// Those of a database that is open by itself, not of several searched as one. Throws what Xapian throws, and Error
    /// (damaged) where they cannot be read.
    static Tombstones of(const Xapian::Database& database);

    /// Throws Error (damaged) where `bytes` were not written by `bytes()`, or name a document behind `last`.
    static Tombstones parse(std::string_view bytes, Xapian::docid last);
    [[nodiscard]] std::string bytes() const;

    void add(Xapian::docid document);

    [[nodiscard]] bool contains(Xapian::docid document) const;
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

    /// The first at or behind `document`; 0 where there is none.
    [[nodiscard]] Xapian::docid next(Xapian::docid document) const;

    /// The document that counts among those of a term that only one may have, a code's; 0 where there is none.
    [[nodiscard]] Xapian::docid living(const Xapian::Database& database, const std::string& term) const;

  private:
    std::vector<std::uint64_t> words_;  ///< a bit for each docid
    std::size_t size_ = 0;
};

}  // namespace jooya
