// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "live_articles.hpp"
#include "recently_used.hpp"

namespace jooya {

/// The articles that hold a word, and its impact in each (jooya/indexer/impact.hpp), in three bytes an article: cut into
/// windows of article numbers, each with its greatest impact, so that a search for the best can pass windows over. Windows
/// with many articles have a bit for each place besides, so that one article is looked up in a few steps.
class PostingList {
  public:
    static constexpr unsigned window_bits = 11;
    static constexpr std::size_t window_size = std::size_t{1} << window_bits;

    /// The articles of one window that hold the word, ascending.
    struct Window {
        std::uint32_t number;        ///< of the window: its articles are number * window_size and on
        std::uint32_t begin;         ///< of its articles in the list
        std::uint8_t most;           ///< the greatest impact
        std::uint32_t dense = none;  ///< of its bits among those of all windows that have any
    };

    /// Reads the postings of `term`, a stem, from `database`, of the articles that count. Throws what Xapian throws.
    PostingList(const Xapian::Database& database, const LiveArticles& live, const std::string& term);

    /// Articles that hold the word.
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    /// Only windows with articles, ascending.
    [[nodiscard]] std::span<const Window> windows() const { return windows_; }
    /// The articles of a window, by their places in it.
    [[nodiscard]] std::span<const std::uint16_t> places(const Window& window) const {
        return std::span(places_).subspan(window.begin, end_of(window) - window.begin);
    }
    /// Their impacts.
    [[nodiscard]] std::span<const std::uint8_t> impacts(const Window& window) const {
        return std::span(impacts_).subspan(window.begin, end_of(window) - window.begin);
    }
    /// The impact at a place of a window; 0 where the article lacks the word.
    [[nodiscard]] std::uint8_t impact_at(const Window& window, std::uint16_t place) const {
        if (window.dense == none) return impact_found_at(window, place);
        const Dense& dense = dense_[window.dense];
        const std::uint64_t word = dense.bits[place / bits_of_word];
        const std::uint64_t bit = std::uint64_t{1} << place % bits_of_word;
        if ((word & bit) == 0) return 0;
        const auto before = static_cast<std::size_t>(std::popcount(word & (bit - 1)));
        return impacts_[window.begin + dense.before[place / bits_of_word] + before];
    }
    /// Does `impact_at` of this window take a few steps, and not a search?
    [[nodiscard]] static bool is_dense(const Window& window) { return window.dense != none; }
    /// The impact in an article; 0 where it lacks the word.
    [[nodiscard]] std::uint8_t impact_in(Xapian::docid article) const;
    [[nodiscard]] bool holds(Xapian::docid article) const { return impact_in(article) > 0; }

    /// About what it takes in memory.
    [[nodiscard]] std::size_t bytes() const;

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::size_t bits_of_word = 64;
    /// Of a window: which places are held, and how many in the words before.
    struct Dense {
        std::array<std::uint64_t, window_size / bits_of_word> bits{};
        std::array<std::uint16_t, window_size / bits_of_word> before{};
    };

    void add_dense(Window& window);
    [[nodiscard]] std::uint8_t impact_found_at(const Window& window, std::uint16_t place) const;

    [[nodiscard]] std::size_t end_of(const Window& window) const {
        const auto next = static_cast<std::size_t>(&window - windows_.data()) + 1;
        return next < windows_.size() ? windows_[next].begin : places_.size();
    }

    std::vector<std::uint16_t> places_;
    std::vector<std::uint8_t> impacts_;
    std::vector<Window> windows_;
    std::vector<Dense> dense_;
};

/// The posting lists of the words that searches asked for lately. Decoding a posting in the database costs ten times as
/// much as passing over it here, and each list is asked for by the ladder, the search and the closer look.
///
/// Belongs to one thread, and to the revision of the database that it was made for.
class PostingMemory {
  public:
    PostingMemory(Xapian::Database database, LiveArticles live)
        : database_(std::move(database)), live_(std::move(live)) {}

    /// The postings of a stem's term, read where they are not known. Lasts until `forget`. Throws what Xapian throws.
    [[nodiscard]] const PostingList& list(const std::string& term) const;

    /// Between two requests: drops what was not asked for lately.
    void forget(double share = 1) const { lists_.forget(share); }

  private:
    static constexpr std::size_t most_bytes = std::size_t{96} << 20;

    Xapian::Database database_;
    LiveArticles live_;
    mutable RecentlyUsed<std::string, PostingList> lists_{most_bytes};
};

}  // namespace jooya
