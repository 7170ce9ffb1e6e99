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

template <class Number>
void put(std::string& bytes, Number number) {
    for (unsigned shift = 8 * sizeof(Number); shift > 0; shift -= 8) {
        bytes += static_cast<char>(number >> (shift - 8));
    }
}

template <class Number>
void take(std::string_view& bytes, Number& number) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        number = static_cast<Number>(number << 8U | static_cast<unsigned char>(bytes[i]));
    }
    bytes.remove_prefix(sizeof(Number));
}

}  // namespace

std::size_t agreement(const Signature& a, const Signature& b) {
    std::size_t equal = 0;
    for (std::size_t i = 0; i < Signature::size; ++i) equal += a.values[i] == b.values[i] ? 1 : 0;
    return equal;
}

std::string to_bytes(const Clusters::Place& place, std::string_view cluster) {
    std::string bytes;
    for (const std::uint16_t value : place.signature.values) put(bytes, value);
    put(bytes, hash64(place.code));
    put(bytes, static_cast<std::uint64_t>(place.date.seconds));
    return bytes += cluster;
}

std::optional<Clusters::Member> member_of(std::string_view bytes) {
    constexpr std::size_t fixed = 2 * Signature::size + 2 * sizeof(std::uint64_t);
    if (bytes.size() < fixed) return std::nullopt;
    Clusters::Member member;
    for (std::uint16_t& value : member.signature.values) take(bytes, value);
    member.signature.is_known = true;
    std::uint64_t seconds = 0;
    take(bytes, member.code);
    take(bytes, seconds);
    member.seconds = static_cast<std::int64_t>(seconds);
    member.cluster = bytes;
    return member;
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
    const std::uint64_t code = hash64(place.code);
    found->second->members.push_back({place.signature, code, place.date.seconds, std::move(cluster)});
    day_of_[code] = found->first;
    ++members_;
}

void Clusters::forget(std::string_view code) {
    const std::uint64_t hash = hash64(code);
    forgotten_.insert(hash);
    const auto day = day_of_.find(hash);
    if (day == day_of_.end()) return;
    const auto is_forgotten = [&](const Member& member) { return member.code == hash; };
    members_ -= std::erase_if(by_term_.at(day->second)->members, is_forgotten);
    day_of_.erase(day);
}

void Clusters::clear() {
    days_.clear();
    by_term_.clear();
    day_of_.clear();
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
        for (const Member& member : days_.back().members) day_of_.erase(member.code);
        by_term_.erase(days_.back().term);
        days_.pop_back();
    }
    days_.push_front({term});
    Day& read = days_.front();
    by_term_.emplace(read.term, days_.begin());
    auto value = database.valuestream_begin(slot_signature);
    const auto end = database.valuestream_end(slot_signature);
    for (auto article = database.postlist_begin(term); article != database.postlist_end(term); ++article) {
        if (value != end) value.skip_to(*article);
        if (value == end) break;
        if (value.get_docid() != *article || tombstones.contains(*article)) continue;
        std::optional<Member> member = member_of(*value);
        if (!member || forgotten_.contains(member->code)) continue;
        day_of_[member->code] = read.term;
        read.members.push_back(*std::move(member));
        ++members_;
    }
    return read;
}

}  // namespace jooya
