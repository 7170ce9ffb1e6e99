// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "jooya/analyzers/token.hpp"
#include "jooya/indexer/article.hpp"
#include "jooya/indexer/tombstones.hpp"

namespace jooya {

/// What an article's wording comes to in a few bytes: the least values of 24 hash functions over its pairs of
/// neighbouring stems, stop words left out (MinHash; Broder 1997, "On the resemblance and containment of
/// documents"). Of two articles as many values agree as their pairs do, whatever their length; a SimHash of a
/// short post changes beyond recognition with the channel's name below it.
struct Signature {
    static constexpr std::size_t size = 24;
    std::array<std::uint16_t, size> values{};
    bool is_known = false;  ///< false for an article of too few words to be told from others

    friend bool operator==(const Signature&, const Signature&) = default;
};

/// How many values agree, 0 to Signature::size.
std::size_t agreement(const Signature& a, const Signature& b);

/// Copies of a story agree in two thirds of their pairs; two stories of one event in hardly a third.
inline constexpr std::size_t least_agreement = 16;

/// Takes the stems of an article, one after the other. Reuse it for many articles.
class SignatureBuilder {
  public:
    void add(std::string_view stem) { add(hash_of_word(stem)); }
    void add(std::uint64_t stem_hash);
    /// The signature of what was added, and begins anew.
    Signature finish();

  private:
    std::array<std::uint32_t, Signature::size> least_ = nothing();
    std::uint64_t before_ = 0;
    std::size_t pairs_ = 0;

    static constexpr std::array<std::uint32_t, Signature::size> nothing() {
        std::array<std::uint32_t, Signature::size> values{};
        values.fill(0xFFFFFFFFU);
        return values;
    }
};

/// Finds the cluster that an article belongs to: copies of one story within three days of each other.
///
/// Reads the days around an article from the database and keeps them, the least recently used day forgotten
/// first; one day of a big agency takes some 100 KB. Belongs to one thread.
class Clusters {
  public:
    struct Place {
        std::string code{};
        Timestamp date{};
        Signature signature{};
    };

    /// What of a member of a cluster stands in `slot_signature`, so that one look-up tells all: its signature's values,
    /// the hash of its code, its date in seconds since the epoch, 8 bytes each of these, high bytes first; then the code
    /// of the cluster's first article.
    struct Member {
        Signature signature{};
        std::uint64_t code = 0;  ///< its hash
        std::int64_t seconds = 0;
        std::string cluster{};
    };

    /// The code of the first article of `place`'s cluster: its own where there is no other like it.
    std::string cluster_of(const Place& place, const Xapian::WritableDatabase& database,
                           const Tombstones& tombstones);

    /// What `cluster_of` was asked about is going to be in the database.
    void remember(const Place& place, std::string cluster);

    /// The article with this code is going to leave the database, or another one to stand in its place.
    void forget(std::string_view code);

    /// What was remembered and forgotten now is so in the database: it is read from there again.
    void clear();

  private:
    struct Day {
        std::string term;
        std::vector<Member> members{};
    };

    Day& day(const std::string& term, const Xapian::WritableDatabase& database, const Tombstones& tombstones);

    std::list<Day> days_;  ///< the most recently used first
    std::unordered_map<std::string_view, std::list<Day>::iterator> by_term_;
    std::unordered_map<std::uint64_t, std::string_view> day_of_;  ///< terms of the days of members
    std::size_t members_ = 0;
    std::unordered_set<std::uint64_t> forgotten_;  ///< hashes of codes that the database still has otherwise
};

/// The bytes of a member; its signature must be known.
std::string to_bytes(const Clusters::Place& place, std::string_view cluster);
/// Nothing where `bytes` are not those of a member.
std::optional<Clusters::Member> member_of(std::string_view bytes);

}  // namespace jooya
