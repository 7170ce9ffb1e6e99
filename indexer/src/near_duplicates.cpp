// SPDX-License-Identifier: GPL-3.0-or-later
#include "near_duplicates.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "digest.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// Fewer pairs say too little: «اخبار کوتاه» is many a story's whole text.
constexpr std::size_t fewest_pairs = 6;

constexpr std::int64_t seconds_a_day = 86'400;
constexpr int window_days = 3;

// Articles whose signatures are kept in memory, some 40 MB.
constexpr std::size_t max_members = 400'000;

// Odd multipliers make each a permutation of 64-bit numbers; the state is that of splitmix64 (Steele, Lea and
// Flood 2014).
constexpr std::array<std::uint64_t, Signature::size> multipliers() {
    std::array<std::uint64_t, Signature::size> made{};
    std::uint64_t state = 0x9E3779B97F4A7C15U;
    for (std::uint64_t& value : made) {
        state += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        value = (z ^ (z >> 31U)) | 1U;
    }
    return made;
}

constexpr auto multiplier = multipliers();

std::string computed_day_term(std::int64_t seconds) {
    constexpr std::size_t day_digits = 8;
    for (std::string& term : date_terms({.seconds = seconds})) {
        if (term.starts_with(gregorian_prefix) && term.size() == gregorian_prefix.size() + day_digits) {
            return std::move(term);
        }
    }
    return {};
}

// The term of the day, DG20170426, that Tehran's calendar shows at `seconds`. The calendar computes each anew, and an
// article asks for seven: what was asked is remembered by the half-hour, on which all of Tehran's days since 1946 begin
// (IANA time zone database, Asia/Tehran).
const std::string& day_term(std::int64_t seconds) {
    constexpr std::int64_t half_hour = 1800;
    constexpr std::size_t most_remembered = 100'000;
    static thread_local std::unordered_map<std::int64_t, std::string> remembered;
    if (remembered.size() > most_remembered) remembered.clear();
    const std::int64_t remainder = seconds % half_hour;
    const std::int64_t begin = seconds - (remainder < 0 ? remainder + half_hour : remainder);
    const auto [known, is_new] = remembered.try_emplace(begin);
    if (is_new) known->second = computed_day_term(begin);
    return known->second;
}

}  // namespace

std::size_t agreement(const Signature& a, const Signature& b) {
    std::size_t equal = 0;
    for (std::size_t i = 0; i < Signature::size; ++i) equal += a.values[i] == b.values[i] ? 1 : 0;
    return equal;
}

std::string to_bytes(const Signature& signature) {
    std::string bytes;
    if (!signature.is_known) return bytes;
    for (const std::uint16_t value : signature.values) {
        bytes += static_cast<char>(value >> 8U);
        bytes += static_cast<char>(value & 0xFFU);
    }
    return bytes;
}

Signature signature_of(std::string_view bytes) {
    Signature signature;
    if (bytes.size() != 2 * Signature::size) return signature;
    for (std::size_t i = 0; i < Signature::size; ++i) {
        const auto high = static_cast<unsigned char>(bytes[2 * i]);
        const auto low = static_cast<unsigned char>(bytes[2 * i + 1]);
        signature.values[i] = static_cast<std::uint16_t>((high << 8U) | low);
    }
    signature.is_known = true;
    return signature;
}

void SignatureBuilder::add(std::uint64_t word) {
    const std::uint64_t before = std::exchange(before_, word);
    if (before == 0) return;
    ++pairs_;
    // The order of the two counts: «ایران و عراق» is not «عراق و ایران».
    const std::uint64_t pair = before * 3 + word;
    for (std::size_t i = 0; i < Signature::size; ++i) {
        constexpr unsigned high_half = 32;
        least_[i] = std::min(least_[i], static_cast<std::uint32_t>((pair * multiplier[i]) >> high_half));
    }
}

Signature SignatureBuilder::finish() {
    Signature signature;
    signature.is_known = pairs_ >= fewest_pairs;
    // The least of many values is small in its high bits: the low ones tell them apart.
    for (std::size_t i = 0; signature.is_known && i < Signature::size; ++i) {
        signature.values[i] = static_cast<std::uint16_t>(least_[i] & 0xFFFFU);
    }
    least_ = nothing();
    before_ = 0;
    pairs_ = 0;
    return signature;
}

std::string Clusters::cluster_of(const Place& place, const Xapian::WritableDatabase& database,
                                 const Tombstones& tombstones) {
    if (!place.signature.is_known) return place.code;
    const std::uint64_t code = hash64(place.code);
    const Member* best = nullptr;
    std::size_t best_agreement = least_agreement - 1;
    for (int offset = -window_days; offset <= window_days; ++offset) {
        const Day& near = day(day_term(place.date.seconds + offset * seconds_a_day), database, tombstones);
        for (const Member& member : near.members) {
            const std::int64_t apart = std::abs(member.seconds - place.date.seconds);
            if (apart > window_days * seconds_a_day || member.code == code) continue;
            const std::size_t agreed = agreement(member.signature, place.signature);
            if (agreed <= best_agreement) continue;
            best = &member;
            best_agreement = agreed;
        }
    }
    return best == nullptr ? place.code : best->cluster;
}

void Clusters::remember(const Place& place, std::string cluster) {
    if (!place.signature.is_known) return;
    const auto found = by_term_.find(day_term(place.date.seconds));
    if (found == by_term_.end()) return;
    found->second->members.push_back(
        {hash64(place.code), place.date.seconds, place.signature, std::move(cluster)});
    ++members_;
}

void Clusters::forget(std::string_view code) {
    const std::uint64_t hash = hash64(code);
    forgotten_.insert(hash);
    for (Day& kept : days_) {
        members_ -= std::erase_if(kept.members, [&](const Member& member) { return member.code == hash; });
    }
}

void Clusters::clear() {
    days_.clear();
    by_term_.clear();
    members_ = 0;
    forgotten_.clear();
}

Clusters::Day& Clusters::day(const std::string& term, const Xapian::WritableDatabase& database,
                             const Tombstones& tombstones) {
    if (const auto found = by_term_.find(term); found != by_term_.end()) {
        days_.splice(days_.begin(), days_, found->second);
        return days_.front();
    }
    constexpr std::size_t days_in_use = 2 * window_days + 1;
    while (members_ > max_members && days_.size() > days_in_use) {
        members_ -= days_.back().members.size();
        by_term_.erase(days_.back().term);
        days_.pop_back();
    }
    days_.push_front({term});
    Day& read = days_.front();
    by_term_.emplace(read.term, days_.begin());
    for (auto article = database.postlist_begin(term); article != database.postlist_end(term); ++article) {
        if (tombstones.contains(*article)) continue;
        const Xapian::Document document = database.get_document(*article);
        const Signature signature = signature_of(document.get_value(slot_signature));
        if (!signature.is_known) continue;
        const std::uint64_t code = hash64(document.get_value(slot_code));
        if (forgotten_.contains(code)) continue;
        const auto seconds =
            static_cast<std::int64_t>(Xapian::sortable_unserialise(document.get_value(slot_date)));
        read.members.push_back({code, seconds, signature, document.get_value(slot_cluster)});
        ++members_;
    }
    return read;
}

}  // namespace jooya
