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
            windows_.push_back({number, static_cast<std::uint32_t>(places_.size()), 0});
        }
        windows_.back().most = std::max(windows_.back().most, impact);
        places_.push_back(static_cast<std::uint16_t>(article & (window_size - 1)));
        impacts_.push_back(impact);
    }
    windows_.shrink_to_fit();
}

std::uint8_t PostingList::impact_in(Xapian::docid article) const {
    const auto window = std::ranges::lower_bound(windows_, article >> window_bits, {}, &Window::number);
    if (window == windows_.end() || window->number != article >> window_bits) return 0;
    const auto here = places(*window);
    const auto place = static_cast<std::uint16_t>(article & (window_size - 1));
    const auto at = static_cast<std::size_t>(std::ranges::lower_bound(here, place) - here.begin());
    return at < here.size() && here[at] == place ? impacts(*window)[at] : std::uint8_t{0};
}

std::size_t PostingList::bytes() const {
    constexpr std::size_t of_maps = 128;
    return places_.capacity() * sizeof(std::uint16_t) + impacts_.capacity() +
           windows_.capacity() * sizeof(Window) + sizeof(PostingList) + of_maps;
}

const PostingList& PostingMemory::list(const std::string& term) const {
    if (const PostingList* known = lists_.find(term)) return *known;
    PostingList list(database_, live_, term);
    const std::size_t bytes = list.bytes();
    return lists_.add(term, std::move(list), bytes);
}

}  // namespace jooya
