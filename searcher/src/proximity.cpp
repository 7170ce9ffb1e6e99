// SPDX-License-Identifier: GPL-3.0-or-later
#include "proximity.hpp"

#include <algorithm>
#include <cmath>

namespace jooya {

namespace {

// News say the most important first; about so many words later a word's first occurrence counts half.
constexpr double beginning = 50;

}  // namespace

Proximity::Proximity(const Xapian::Database& database, const std::vector<std::string>& terms,
                     const Ranking& ranking)
    : database_(database), ranking_(ranking), average_length_(std::max(database.get_avlength(), 1.0)) {
    const auto articles = static_cast<double>(database.get_doccount());
    for (const std::string& term : terms) {
        const Xapian::doccount frequency = database.get_termfreq(term);
        // A word that no article holds is near to nothing.
        if (frequency > 0) words_.push_back({term, std::log(articles / frequency)});
    }
}

double Proximity::score(Xapian::docid article) const {
    struct Occurrence {
        Xapian::termpos position;
        std::size_t word;
    };
    std::vector<Occurrence> occurrences;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const auto end = database_.positionlist_end(article, words_[i].term);
        for (auto at = database_.positionlist_begin(article, words_[i].term); at != end; ++at) {
            occurrences.push_back({*at, i});
        }
    }
    std::ranges::sort(occurrences, {}, &Occurrence::position);
    double early = 0;
    std::vector<bool> is_seen(words_.size(), false);
    for (const Occurrence& occurrence : occurrences) {
        if (is_seen[occurrence.word]) continue;
        is_seen[occurrence.word] = true;
        early += words_[occurrence.word].rarity / (1 + occurrence.position / beginning);
    }
    std::vector<double> lent(words_.size(), 0);
    for (std::size_t i = 1; i < occurrences.size(); ++i) {
        const Occurrence& left = occurrences[i - 1];
        const Occurrence& right = occurrences[i];
        if (left.word == right.word || left.position == right.position) continue;
        const double distance = right.position - left.position;
        lent[left.word] += words_[right.word].rarity / (distance * distance);
        lent[right.word] += words_[left.word].rarity / (distance * distance);
    }
    const double length = database_.get_doclength(article) / average_length_;
    const double saturation = ranking_.k1 * (1 - ranking_.b + ranking_.b * length);
    double score = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        score += std::min(1.0, words_[i].rarity) * lent[i] * (ranking_.k1 + 1) / (lent[i] + saturation);
    }
    return ranking_.adjacent * score + ranking_.early * early;
}

}  // namespace jooya
