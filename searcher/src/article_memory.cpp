// SPDX-License-Identifier: GPL-3.0-or-later
#include "article_memory.hpp"

#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace {

// Of a value and its key in the memory's maps, about.
constexpr std::size_t bytes_of_entry = 80;

}  // namespace

std::vector<std::string_view> ArticleMemory::cards(std::span<const Xapian::docid> articles,
                                                   const ArticleStore& store) const {
    std::vector<std::string_view> cards(articles.size());
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (const std::string* card = cards_.find(articles[i])) {
            cards[i] = *card;
        } else {
            unknown.push_back(i);
        }
    }
    if (unknown.empty()) return cards;
    std::vector<Xapian::docid> numbers;
    for (const std::size_t i : unknown) numbers.push_back(articles[i]);
    std::vector<std::string> read = store.values(numbers, slot_card);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        const std::size_t bytes = read[i].size() + bytes_of_entry;
        cards[unknown[i]] = cards_.add(numbers[i], std::move(read[i]), bytes);
    }
    return cards;
}

const std::string& ArticleMemory::code(Xapian::docid article,
                                       const std::function<std::string()>& read) const {
    if (const std::string* known = codes_.find(article)) return *known;
    return codes_.add(article, read(), bytes_of_entry);
}

const std::vector<const KnownStem*>& ArticleMemory::stems(
    Xapian::docid article, const std::function<std::vector<std::string>()>& read) const {
    if (const auto* known = stems_of_.find(article)) return *known;
    std::vector<const KnownStem*> stems;
    for (const std::string& text : read()) {
        const auto [stem, is_new] = known_stems_.try_emplace(text);
        if (is_new) stem->second = {.text = stem->first, .print = stem_print(text)};
        stems.push_back(&stem->second);
    }
    const std::size_t bytes = stems.size() * sizeof(stems.front()) + bytes_of_entry;
    return stems_of_.add(article, std::move(stems), bytes);
}

void ArticleMemory::forget(double share) const {
    cards_.forget(share);
    codes_.forget(share);
    stems_of_.forget(share);
    if (known_stems_.size() < most_stems) return;
    stems_of_ = RecentlyUsed<Xapian::docid, std::vector<const KnownStem*>>(most_stem_bytes);
    known_stems_.clear();
}

}  // namespace jooya
