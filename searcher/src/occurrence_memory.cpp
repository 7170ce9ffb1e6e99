// SPDX-License-Identifier: GPL-3.0-or-later
#include "occurrence_memory.hpp"

#include "jooya/indexer/card.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

void add_occurrences(Xapian::docid article, const Wording& wording, WordPrint stem,
                     std::vector<Occurrence>& occurrences) {
    for (const TextPart part : {TextPart::title, TextPart::lead, TextPart::body}) {
        const std::size_t begin = wording.begin_of(part);
        const std::size_t end = wording.end_of(part);
        for (std::size_t at = begin; at < end; ++at) {
            if ((wording[at] & stem_print_mask) != stem) continue;
            Occurrence occurrence{article, wording[at]};
            if (at > begin) occurrence.before = wording[at - 1];
            if (at + 1 < end) occurrence.after = wording[at + 1];
            occurrences.push_back(occurrence);
        }
    }
}

}  // namespace

const std::vector<Occurrence>* OccurrenceMemory::list(const std::string& stem,
                                                      const Deadline& deadline) const {
    if (const auto* known = lists_.find(stem)) return known;
    if (asked_.insert(stem).second) asked_now_.insert(stem);
    const std::string term = make_term(stem_prefix, stem);
    if (asked_now_.contains(stem) || database_.get_termfreq(term) > most_articles) return nullptr;
    std::vector<Occurrence> occurrences;
    constexpr unsigned looks_every = 256;
    unsigned looks = 0;
    const WordPrint print = stem_print(stem);
    auto card = database_.valuestream_begin(slot_card);
    const auto end_of_cards = database_.valuestream_end(slot_card);
    const auto end = database_.postlist_end(term);
    for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
        if (++looks % looks_every == 0) deadline.check();
        if (!live_.holds(*posting)) continue;
        if (card != end_of_cards) card.skip_to(*posting);
        if (card == end_of_cards) break;
        if (card.get_docid() != *posting) continue;
        const std::string bytes = *card;
        add_occurrences(*posting, Card(bytes).wording(), print, occurrences);
    }
    occurrences.shrink_to_fit();
    constexpr std::size_t of_maps = 128;
    const std::size_t bytes = occurrences.size() * sizeof(Occurrence) + of_maps;
    return &lists_.add(stem, std::move(occurrences), bytes);
}

void OccurrenceMemory::forget(double share) const {
    lists_.forget(share);
    asked_now_.clear();
    if (asked_.size() > most_asked) asked_.clear();
}

}  // namespace jooya
