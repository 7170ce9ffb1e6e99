// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jooya/indexer/dictionaries.hpp"

namespace jooya {

/// Reads what is stored of the articles that a match has found.
///
/// A shard on another machine gives a document only with all of its values, in a journey each, and for lack of term
/// lists not at all. But a match brings along a value of each document that it finds, its collapse key. So the codes
/// come with the match itself, and further values with a second match for the codes: one journey for all of them.
///
/// Belongs to one thread, and to the revision of the databases that is open. Throws what Xapian throws.
class ArticleStore {
  public:
    ArticleStore() = default;
    ArticleStore(Xapian::Database all, std::vector<Xapian::Database> parts, bool has_remote)
        : all_(std::move(all)), dictionaries_(std::move(parts)), has_remote_(has_remote) {}

    /// Has the matches of `enquire` bring codes along, where a database is on another machine; they may not be
    /// collapsed there by anything else.
    void carry_codes(Xapian::Enquire& enquire) const;
    /// The codes that a match has brought along.
    void learn(const Xapian::MSet& found) const;
    void learn(Xapian::docid document, std::string code) const;

    /// Reads a value of many documents at once, for those who ask for it later, where a database is on another
    /// machine; their codes were learned.
    void fetch(std::span<const Xapian::docid> documents, std::uint32_t slot) const;

    /// Their values, in their order; read in that of their numbers, so that each block is read once.
    [[nodiscard]] std::vector<std::string> values(std::span<const Xapian::docid> documents,
                                                  std::uint32_t slot) const;

    /// Empty where the document has none. Where a database is on another machine, the document's code was learned.
    [[nodiscard]] std::string value(Xapian::docid document, std::uint32_t slot) const;
    /// Throws Error (damaged) as well.
    [[nodiscard]] Article article(Xapian::docid document) const;

    /// Forgets what was learned and fetched.
    void clear() const;

  private:
    Xapian::Database all_;
    Dictionaries dictionaries_;
    bool has_remote_ = false;
    mutable std::unordered_map<Xapian::docid, std::string> codes_;
    mutable std::map<std::pair<Xapian::docid, std::uint32_t>, std::string> values_;
};

}  // namespace jooya
