// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "query_notes.hpp"

namespace jooya {

namespace {

constexpr std::string_view year_facet = "year";
constexpr std::string_view month_facet = "month";

bool is_of_time(std::string_view facet) {
    return facet == year_facet || facet == month_facet;
}

std::optional<std::uint32_t> slot_of(std::string_view facet) {
    if (is_of_time(facet)) return slot_month;
    const Field* field = find_field(facet);
    if (field == nullptr || field->kind != FieldKind::keyword) return std::nullopt;
    return field->slot;
}

std::vector<std::string_view> values_in(std::string_view stored, std::string_view facet) {
    if (facet == year_facet) return {stored.substr(0, stored.find('/'))};
    if (facet != "tag") return {stored};
    std::vector<std::string_view> tags;
    while (!stored.empty()) {
        const std::size_t end = std::min(stored.find(tag_separator), stored.size());
        if (end > 0) tags.push_back(stored.substr(0, end));
        stored.remove_prefix(std::min(end + 1, stored.size()));
    }
    return tags;
}

// The spellings of one value.
struct Spellings {
    std::uint64_t count = 0;
    std::string commonest;
    std::uint64_t commonest_count = 0;
};

}  // namespace

FacetCounter::FacetCounter(const std::vector<std::string>& names, std::vector<Note>& notes) {
    for (const std::string& name : names) {
        if (const auto slot = slot_of(name)) {
            counters_.push_back({name, std::make_unique<Xapian::ValueCountMatchSpy>(*slot)});
        } else {
            query_notes::add(notes, query_notes::unknown_facet(name));
        }
    }
}

void FacetCounter::watch(Xapian::Enquire& enquire) {
    for (Counter& counter : counters_) enquire.add_matchspy(counter.spy.get());
}

std::vector<Facet> FacetCounter::facets() const {
    std::vector<Facet> facets;
    for (const Counter& counter : counters_) {
        std::map<std::string, Spellings> by_key;
        for (auto value = counter.spy->values_begin(); value != counter.spy->values_end(); ++value) {
            const std::string stored = *value;
            const std::uint64_t count = value.get_termfreq();
            for (const std::string_view written : values_in(stored, counter.name)) {
                const std::string key = is_of_time(counter.name)
                                            ? std::string(written)
                                            : keyword_key(*find_field(counter.name), written);
                if (key.empty()) continue;
                Spellings& spellings = by_key[key];
                spellings.count += count;
                if (count > spellings.commonest_count) {
                    spellings.commonest_count = count;
                    spellings.commonest = written;
                }
            }
        }
        Facet facet{.name = counter.name};
        for (auto& [key, spellings] : by_key) facet.values.push_back({spellings.commonest, spellings.count});
        if (is_of_time(counter.name)) {
            std::ranges::reverse(facet.values);
        } else {
            std::ranges::stable_sort(facet.values, std::ranges::greater{}, &FacetValue::count);
        }
        if (facet.values.size() > max_facet_values) facet.values.resize(max_facet_values);
        facets.push_back(std::move(facet));
    }
    return facets;
}

}  // namespace jooya
