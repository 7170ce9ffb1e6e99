// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
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

// Counts a slot's values along its stream. ValueCountMatchSpy looks each article up in the tree where a slot is
// sparse, which took three quarters of a page's time where few articles have a category.
class StreamSpy final : public Xapian::MatchSpy {
  public:
    StreamSpy(const Xapian::Database& database, std::uint32_t slot,
              std::unordered_map<std::string, Xapian::doccount>& counts)
        : value_(database.valuestream_begin(slot)), end_(database.valuestream_end(slot)), counts_(counts) {}

    void operator()(const Xapian::Document& document, double /*weight*/) override {
        if (value_ == end_) return;
        // Within one database a match meets the articles in the order of their numbers.
        const Xapian::docid article = document.get_docid();
        if (value_.get_docid() < article) value_.skip_to(article);
        if (value_ != end_ && value_.get_docid() == article) ++counts_[*value_];
    }

  private:
    Xapian::ValueIterator value_;
    Xapian::ValueIterator end_;
    std::unordered_map<std::string, Xapian::doccount>& counts_;
};

}  // namespace

FacetCounter::FacetCounter(const std::vector<std::string>& names, std::vector<Note>& notes) {
    for (const std::string& name : names) {
        if (const auto slot = slot_of(name)) {
            counters_.push_back({name, *slot});
        } else {
            query_notes::add(notes, query_notes::unknown_facet(name));
        }
    }
}

void FacetCounter::count(const Xapian::Query& query, const Xapian::Database& database, Xapian::doccount most,
                         bool is_one_and_local) {
    if (counters_.empty()) return;
    // A match of its own, without weights: counting within the ranked one makes that weigh every article.
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    for (const Counter& counter : counters_) counts_.try_emplace(counter.slot);
    if (is_one_and_local) {
        std::vector<std::unique_ptr<StreamSpy>> spies;
        for (auto& [slot, counts] : counts_) {
            spies.push_back(std::make_unique<StreamSpy>(database, slot, counts));
            enquire.add_matchspy(spies.back().get());
        }
        static_cast<void>(enquire.get_mset(0, 0, most));
        return;
    }
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
    for (const auto& [slot, counts] : counts_) {
        spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
        enquire.add_matchspy(spies.back().get());
    }
    static_cast<void>(enquire.get_mset(0, 0, most));
    auto spy = spies.begin();
    for (auto& [slot, counts] : counts_) {
        for (auto value = (*spy)->values_begin(); value != (*spy)->values_end(); ++value) {
            counts[*value] = value.get_termfreq();
        }
        ++spy;
    }
}

std::vector<Facet> FacetCounter::facets() const {
    std::vector<Facet> facets;
    for (const Counter& counter : counters_) {
        std::map<std::string, Spellings> by_key;
        for (const auto& [stored, count] : counts_.at(counter.slot)) {
            for (const std::string_view written : values_in(stored, counter.name)) {
                const std::string key = is_of_time(counter.name)
                                            ? std::string(written)
                                            : keyword_key(*find_field(counter.name), written);
                if (key.empty()) continue;
                Spellings& spellings = by_key[key];
                spellings.count += count;
                // Of two spellings as common, the one with Persian letters, which Unicode puts behind Arabic's.
                const bool is_better = count > spellings.commonest_count ||
                                       (count == spellings.commonest_count && written > spellings.commonest);
                if (is_better) {
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
