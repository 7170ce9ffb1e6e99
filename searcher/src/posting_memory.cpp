// SPDX-License-Identifier: GPL-3.0-or-later
#include "posting_memory.hpp"

#include <algorithm>
#include <limits>

namespace jooya {

PostingList::PostingList(const Xapian::Database& database, const LiveArticles& live,
                         const std::string& term) {
    const Xapian::doccount articles = database.get_termfreq(term);
    places_.reserve(articles);
    impacts_.reserve(articles);
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        const Xapian::docid article = *posting;
        if (!live.holds(article)) continue;
        const std::uint32_t number = article >> window_bits;
        // It fills seven bits and is at least 1, which a search relies on.
        constexpr Xapian::termcount most = std::numeric_limits<std::uint8_t>::max();
        const auto impact =
            static_cast<std::uint8_t>(std::clamp(posting.get_wdf(), Xapian::termcount{1}, most));
        if (windows_.empty() || windows_.back().number != number) {
            windows_.push_back(
                {.number = number, .begin = static_cast<std::uint32_t>(places_.size()), .most = 0});
        }
        windows_.back().most = std::max(windows_.back().most, impact);
        places_.push_back(static_cast<std::uint16_t>(article & (window_size - 1)));
        impacts_.push_back(impact);
    }
    windows_.shrink_to_fit();
    for (Window& window : windows_) add_dense(window);
    dense_.shrink_to_fit();
}

void PostingList::add_dense(Window& window) {
    // The bits take as much as so many postings.
    constexpr std::size_t many = sizeof(Dense) / (sizeof(std::uint16_t) + sizeof(std::uint8_t));
    const auto held = places(window);
    if (held.size() < many) return;
    window.dense = static_cast<std::uint32_t>(dense_.size());
    Dense& dense = dense_.emplace_back();
    for (const std::uint16_t place : held)
        dense.bits[place / bits_of_word] |= std::uint64_t{1} << place % bits_of_word;
    std::uint16_t before = 0;
    for (std::size_t i = 0; i < dense.bits.size(); ++i) {
        dense.before[i] = before;
        before = static_cast<std::uint16_t>(before + std::popcount(dense.bits[i]));
    }
}

std::uint8_t PostingList::impact_found_at(const Window& window, std::uint16_t place) const {
    const auto held = places(window);
    const auto at = static_cast<std::size_t>(std::ranges::lower_bound(held, place) - held.begin());
    return at < held.size() && held[at] == place ? impacts(window)[at] : std::uint8_t{0};
}

std::uint8_t PostingList::impact_in(Xapian::docid article) const {
    const auto window = std::ranges::lower_bound(windows_, article >> window_bits, {}, &Window::number);
    if (window == windows_.end() || window->number != article >> window_bits) return 0;
    return impact_at(*window, static_cast<std::uint16_t>(article & (window_size - 1)));
}

std::size_t PostingList::bytes() const {
    constexpr std::size_t of_maps = 128;
    return places_.capacity() * sizeof(std::uint16_t) + impacts_.capacity() +
           windows_.capacity() * sizeof(Window) + dense_.capacity() * sizeof(Dense) + sizeof(PostingList) +
           of_maps;
}

const PostingList& PostingMemory::list(const std::string& term) const {
    if (const PostingList* known = lists_.find(term)) return *known;
    PostingList list(database_, live_, term);
    const std::size_t bytes = list.bytes();
    return lists_.add(term, std::move(list), bytes);
}

}  // namespace jooya
