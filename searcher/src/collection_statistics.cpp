// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "code_point_text.hpp"
#include "jooya/indexer/index_manifest.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// Some 5 MB; twenty years of news have a few hundred thousand stems, most of them never asked about.
constexpr std::size_t most_remembered = 65'536;

// A word that stands in every article still says a little.
constexpr double least_rarity = 0.05;

// Stems are alike that share so many letters and differ in length by so many at most; so many of them are kept. Eight to
// twenty rank alike.
constexpr std::size_t shared_letters = 4;
constexpr std::size_t further_letters = 3;
constexpr std::size_t most_derived = 8;

// The lists of so many stems are remembered.
constexpr std::size_t most_remembered_lists = 4096;

}  // namespace

std::uint32_t CollectionStatistics::articles_with(std::string_view stem) const {
    if (const auto known = remembered_.find(stem); known != remembered_.end()) return known->second;
    if (remembered_.size() == most_remembered) remembered_.clear();
    const std::uint32_t found = database_.get_termfreq(make_term(stem_prefix, stem));
    remembered_.emplace(stem, found);
    return found;
}

double CollectionStatistics::rarity(std::string_view stem) const {
    return std::max(least_rarity, std::log(static_cast<double>(articles()) / articles_with(stem)));
}

double CollectionStatistics::average_length() const {
    if (average_length_) return *average_length_;
    double length = 0;
    for (const Xapian::Database& part : parts_) {
        length += static_cast<double>(
            parse_manifest(part.get_metadata(std::string(manifest_key)), part.get_description()).length);
    }
    average_length_ = std::max(1.0, length / std::max<double>(1, articles()));
    return *average_length_;
}

const std::vector<std::string>& CollectionStatistics::derived(std::string_view stem) const {
    if (const auto known = derived_.find(stem); known != derived_.end()) return known->second;
    if (derived_.size() == most_remembered_lists) derived_.clear();
    std::vector<std::string>& kept = derived_[std::string(stem)];
    const std::u32string letters = to_code_points(stem);
    if (letters.size() < shared_letters) return kept;
    struct Counted {
        std::uint32_t articles;
        std::string stem;
    };
    std::vector<Counted> found;
    const std::string beginning = make_term(stem_prefix, to_utf8(letters.substr(0, shared_letters)));
    for (auto term = database_.allterms_begin(beginning); term != database_.allterms_end(beginning); ++term) {
        std::string other = (*term).substr(stem_prefix.size());
        const std::size_t length = to_code_points(other).size();
        const std::size_t distance = std::max(length, letters.size()) - std::min(length, letters.size());
        if (other != stem && distance <= further_letters)
            found.push_back({term.get_termfreq(), std::move(other)});
    }
    std::ranges::sort(found, [](const Counted& a, const Counted& b) {
        return std::tie(b.articles, a.stem) < std::tie(a.articles, b.stem);
    });
    found.resize(std::min(found.size(), most_derived));
    for (Counted& counted : found) kept.push_back(std::move(counted.stem));
    return kept;
}

}  // namespace jooya
