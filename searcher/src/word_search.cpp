// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_search.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"
#include "posting_memory.hpp"

namespace jooya {

namespace {

constexpr std::size_t window_size = PostingList::window_size;

// NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets queries nest
bool add_terms(const Xapian::Query& query, Xapian::Query::op joined_by, std::vector<std::string>& terms) {
    if (query.get_type() == Xapian::Query::LEAF_TERM) {
        terms.push_back(*query.get_terms_begin());
        return terms.back().starts_with(stem_prefix);
    }
    if (query.get_type() != joined_by) return false;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
        if (!add_terms(query.get_subquery(i), joined_by, terms)) return false;
    }
    return true;
}

/// The places of a window that were met.
class Places {
  public:
    void add(std::size_t place) { words_[place / bits] |= std::uint64_t{1} << place % bits; }
    [[nodiscard]] bool has(std::size_t place) const {
        return (words_[place / bits] >> place % bits & 1) != 0;
    }
    void clear() { words_.fill(0); }

    template <typename Visit>
    void for_each_descending(Visit visit) const {
        for (std::size_t at = words_.size(); at-- > 0;) {
            for (std::uint64_t word = words_[at]; word != 0;) {
                const auto bit = static_cast<std::size_t>(std::bit_width(word)) - 1;
                word ^= std::uint64_t{1} << bit;
                visit(at * bits + bit);
            }
        }
    }

  private:
    static constexpr std::size_t bits = 64;
    std::array<std::uint64_t, window_size / bits> words_{};
};

class WordSearch {
  public:
    WordSearch(const PlainWords& words, const IndexView& index, std::size_t wanted, std::uint64_t at_least)
        : are_all_needed_(words.are_all_needed),
          wanted_(wanted),
          at_least_(at_least),
          articles_(index.statistics.articles()),
          last_(index.database.get_lastdocid()) {
        for (const std::string& term : words.terms) {
            const PostingList& list = index.postings.list(term);
            is_impossible_ |= are_all_needed_ && list.size() == 0;
            if (list.size() == 0) continue;
            const double of_unit = std::log(articles_ / static_cast<double>(list.size())) / impact::scale;
            cursors_.push_back({&list, list.windows().size(), of_unit});
        }
        is_impossible_ |= cursors_.empty();
        // The fewest first: what they lack need not be looked up in the others.
        if (are_all_needed_) std::ranges::sort(cursors_, {}, [](const Cursor& c) { return c.list->size(); });
    }

    FoundByWords run(const Deadline& deadline) {
        if (is_impossible_) return {};
        constexpr unsigned looks_every = 16;
        unsigned looks = 0;
        // From the newest on: of equals the higher number is the better one, so that a window whose best is only as good
        // as what was found can be passed over.
        while (find_window()) {
            if (++looks % looks_every == 0) deadline.check();
            const bool is_counted = found_.total >= at_least_;
            if (is_counted && wanted_ == 0) break;
            if (is_counted && is_full() && bound() <= least_) {
                pass_over();
            } else if (are_all_needed_) {
                look_for_all();
            } else {
                look_for_any();
            }
        }
        finish();
        return std::move(found_);
    }

  private:
    // A list and the windows of it that are still to be looked at: those before `left`.
    struct Cursor {
        const PostingList* list;
        std::size_t left;
        double of_unit;
        const PostingList::Window* here = nullptr;  ///< its articles in the window that is looked at, if any
    };

    /// Moves to the last window left where there may be matches.
    bool find_window() {
        if (are_all_needed_) return find_common_window();
        std::uint32_t last = 0;
        bool is_any = false;
        for (const Cursor& cursor : cursors_) {
            if (cursor.left == 0) continue;
            last = std::max(last, cursor.list->windows()[cursor.left - 1].number);
            is_any = true;
        }
        for (Cursor& cursor : cursors_) take(cursor, last);
        number_ = last;
        return is_any;
    }

    bool find_common_window() {
        std::uint32_t at_most = std::numeric_limits<std::uint32_t>::max();
        for (std::size_t agreeing = 0, i = 0; agreeing < cursors_.size(); i = (i + 1) % cursors_.size()) {
            Cursor& cursor = cursors_[i];
            const auto windows = cursor.list->windows();
            while (cursor.left > 0 && windows[cursor.left - 1].number > at_most) --cursor.left;
            if (cursor.left == 0) return false;
            const std::uint32_t number = windows[cursor.left - 1].number;
            agreeing = number == at_most ? agreeing + 1 : 1;
            at_most = number;
        }
        for (Cursor& cursor : cursors_) take(cursor, at_most);
        number_ = at_most;
        return true;
    }

    static void take(Cursor& cursor, std::uint32_t number) {
        const auto windows = cursor.list->windows();
        const bool is_here = cursor.left > 0 && windows[cursor.left - 1].number == number;
        cursor.here = is_here ? &windows[--cursor.left] : nullptr;
    }

    // No article of this window has a higher score.
    [[nodiscard]] double bound() const {
        double most = 0;
        for (const Cursor& cursor : cursors_) {
            if (cursor.here != nullptr) most += cursor.of_unit * cursor.here->most;
        }
        return most;
    }

    [[nodiscard]] bool is_full() const { return found_.best.size() == wanted_; }

    // As many articles as match by chance.
    void pass_over() {
        const double size = std::max(1.0, static_cast<double>(window_size) * articles_ / last_);
        double all = 1;
        double none = 1;
        for (const Cursor& cursor : cursors_) {
            if (cursor.here == nullptr) continue;
            const auto holding = static_cast<double>(cursor.list->places(*cursor.here).size());
            const double share = std::min(1.0, holding / size);
            all *= share;
            none *= 1 - share;
        }
        passed_over_ += size * (are_all_needed_ ? all : 1 - none);
        // One list tells how many it has.
        found_.is_exact &= cursors_.size() == 1;
    }

    void look_for_any() {
        for (const Cursor& cursor : cursors_) {
            if (cursor.here == nullptr) continue;
            const auto places = cursor.list->places(*cursor.here);
            const auto impacts = cursor.list->impacts(*cursor.here);
            for (std::size_t i = 0; i < places.size(); ++i) {
                scores_[places[i]] += cursor.of_unit * impacts[i];
                met_.add(places[i]);
            }
        }
        met_.for_each_descending([&](std::size_t place) { offer(place, scores_[place]); });
        met_.for_each_descending([&](std::size_t place) { scores_[place] = 0; });
        met_.clear();
    }

    void look_for_all() {
        for (std::size_t which = 0; which < cursors_.size(); ++which) {
            const Cursor& cursor = cursors_[which];
            const auto places = cursor.list->places(*cursor.here);
            const auto impacts = cursor.list->impacts(*cursor.here);
            Places& now = which % 2 == 0 ? met_ : met_before_;
            const Places& before = which % 2 == 0 ? met_before_ : met_;
            now.clear();
            for (std::size_t i = 0; i < places.size(); ++i) {
                const double score = cursor.of_unit * impacts[i];
                if (which == 0) {
                    scores_[places[i]] = score;
                } else if (before.has(places[i])) {
                    scores_[places[i]] += score;
                } else {
                    continue;
                }
                now.add(places[i]);
            }
        }
        const Places& met = cursors_.size() % 2 == 1 ? met_ : met_before_;
        met.for_each_descending([&](std::size_t place) { offer(place, scores_[place]); });
    }

    static bool is_better(const FoundByWords::Article& a, const FoundByWords::Article& b) {
        return std::tie(a.score, a.article) > std::tie(b.score, b.article);
    }

    // `best` is a heap with the worst on top while it grows.
    void offer(std::size_t place, double score) {
        ++found_.total;
        if (wanted_ == 0 || (is_full() && score <= least_)) return;
        const auto article =
            static_cast<Xapian::docid>((std::size_t{number_} << PostingList::window_bits) + place);
        if (is_full()) {
            std::ranges::pop_heap(found_.best, is_better);
            found_.best.back() = {article, score};
        } else {
            found_.best.push_back({article, score});
        }
        std::ranges::push_heap(found_.best, is_better);
        if (is_full()) least_ = found_.best.front().score;
    }

    void finish() {
        std::ranges::sort(found_.best, is_better);
        found_.total = cursors_.size() == 1 && wanted_ > 0
                           ? cursors_.front().list->size()
                           : found_.total + static_cast<std::uint64_t>(passed_over_ + 0.5);
    }

    bool are_all_needed_;
    std::size_t wanted_;
    std::uint64_t at_least_;
    double articles_;
    double last_;  ///< the highest number of an article
    bool is_impossible_ = false;
    std::vector<Cursor> cursors_;
    std::uint32_t number_ = 0;  ///< of the window that is looked at
    double least_ = 0;          ///< the score of the worst of the best, once there are enough
    double passed_over_ = 0;    ///< articles, about
    std::array<double, window_size> scores_{};
    Places met_;
    Places met_before_;
    FoundByWords found_;
};

}  // namespace

std::optional<PlainWords> plain_words(const Xapian::Query& query) {
    if (query.empty()) return std::nullopt;
    PlainWords words{{}, query.get_type() == Xapian::Query::OP_AND};
    const auto joined_by = words.are_all_needed ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
    if (!add_terms(query, joined_by, words.terms)) return std::nullopt;
    return words;
}

FoundByWords search_words(const PlainWords& words, const IndexView& index, std::size_t wanted,
                          std::uint64_t at_least, const Deadline& deadline) {
    return WordSearch(words, index, wanted, at_least).run(deadline);
}

}  // namespace jooya
