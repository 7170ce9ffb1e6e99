// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_search.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"

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

// Of one unit of a word's impact.
double score_of_unit(const PostingList& list, const IndexView& index) {
    return std::log(index.statistics.articles() / static_cast<double>(list.size())) / impact::scale;
}

/// The places of a window that were met.
class Places {
  public:
    void add(std::size_t place) { words_[place / bits] |= std::uint64_t{1} << place % bits; }

    /// Visits the places, the last one first, and forgets them.
    template <typename Visit>
    void take_descending(Visit visit) {
        for (std::size_t at = words_.size(); at-- > 0;) {
            for (std::uint64_t word = std::exchange(words_[at], 0); word != 0;) {
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

struct FoundHere {
    std::uint16_t place;
    double score;
};

/// Articles of a window. Which of them are kept is hard to foresee, so they are written down without a branch.
class FoundList {
  public:
    [[nodiscard]] const FoundHere* begin() const { return all_.data(); }
    [[nodiscard]] const FoundHere* end() const { return all_.data() + size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }

    void clear() { size_ = 0; }
    void add(FoundHere found, bool is_kept = true) {
        all_[size_] = found;
        size_ += static_cast<std::size_t>(is_kept);
    }
    /// Keeps those that `is_kept`, which may change them, says yes to.
    template <typename IsKept>
    void filter(IsKept is_kept) {
        const std::size_t before = std::exchange(size_, 0);
        for (std::size_t i = 0; i < before; ++i) {
            FoundHere found = all_[i];
            const bool is_one = is_kept(found);
            add(found, is_one);
        }
    }
    void sort_descending() {
        std::sort(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(size_),
                  [](const FoundHere& a, const FoundHere& b) { return a.place > b.place; });
    }

  private:
    std::size_t size_ = 0;
    std::array<FoundHere, window_size + 1> all_;  // what is not kept may stand behind a whole window
};

/// What a search of several words writes down about a window. All zeros between two windows.
struct Room {
    std::array<double, window_size> scores{};
    std::array<std::uint8_t, window_size> impacts{};  ///< of one list, 0 where it has no article
    Places met;
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
            // A word that is asked for twice counts twice.
            const auto same = std::ranges::find(cursors_, &list, &Cursor::list);
            if (same == cursors_.end()) {
                cursors_.push_back({&list, list.windows().size(), score_of_unit(list, index)});
            } else {
                same->of_unit += score_of_unit(list, index);
            }
        }
        is_impossible_ |= cursors_.empty();
        // The fewest first: what they lack need not be looked up in the others.
        if (are_all_needed_) std::ranges::sort(cursors_, {}, [](const Cursor& c) { return c.list->size(); });
    }

    FoundByWords run(const Deadline& deadline) {
        if (is_impossible_) return {};
        if (cursors_.size() == 1) return run_one(deadline);
        if (wanted_ == 0 && are_surely_enough()) return {{}, at_least_, false};
        room_.emplace();
        constexpr unsigned looks_every = 16;
        unsigned looks = 0;
        // From the newest on: of equals the higher number is the better one, so that a window whose best is only as good
        // as what was found can be passed over.
        while (find_window()) {
            if (++looks % looks_every == 0) deadline.check();
            is_counting_ = found_.total < at_least_;
            if (!is_counting_ && wanted_ == 0) break;
            if (is_only_better_wanted() && bound() <= least_) {
                estimate();
            } else if (are_all_needed_) {
                look_for_all();
            } else if (is_only_better_wanted()) {
                look_for_better();
            } else {
                look_for_any();
            }
        }
        std::ranges::sort(found_.best, is_better);
        found_.total += static_cast<std::uint64_t>(std::llround(estimated_));
        return std::move(found_);
    }

  private:
    // A list and the windows of it that are still to be looked at: those before `left`.
    struct Cursor {
        const PostingList* list;
        std::size_t left;
        double of_unit;
        const PostingList::Window* here = nullptr;  ///< its articles in the window that is looked at, if any

        [[nodiscard]] double most() const { return of_unit * here->most; }
    };

    // One list alone tells how many it has; only its best are looked for.
    FoundByWords run_one(const Deadline& deadline) {
        Cursor& cursor = cursors_.front();
        found_.total = cursor.list->size();
        if (wanted_ == 0) return std::move(found_);
        deadline.check();
        const auto windows = cursor.list->windows();
        for (std::size_t at = windows.size(); at-- > 0;) {
            cursor.here = &windows[at];
            number_ = cursor.here->number;
            if (is_full()) {
                if (cursor.most() <= least_) continue;
                take_above(cursor, least_);
                for (const FoundHere& found : found_here_) offer(found.place, found.score);
            } else {
                const auto places = cursor.list->places(*cursor.here);
                const auto impacts = cursor.list->impacts(*cursor.here);
                for (std::size_t i = places.size(); i-- > 0;) offer(places[i], cursor.of_unit * impacts[i]);
            }
        }
        std::ranges::sort(found_.best, is_better);
        return std::move(found_);
    }

    /// Does one list alone have as many as are to be counted?
    [[nodiscard]] bool are_surely_enough() const {
        return !are_all_needed_ &&
               std::ranges::any_of(cursors_, [&](const Cursor& c) { return c.list->size() >= at_least_; });
    }

    /// Moves to the last window left where there may be matches.
    bool find_window() { return are_all_needed_ ? find_common_window() : find_any_window(); }

    bool find_any_window() {
        here_.clear();
        for (Cursor& cursor : cursors_) {
            if (cursor.left == 0) continue;
            const std::uint32_t last = cursor.list->windows()[cursor.left - 1].number;
            if (here_.empty() || last > number_) {
                here_.clear();
                number_ = last;
            }
            if (last == number_) here_.push_back(&cursor);
        }
        for (Cursor* cursor : here_) cursor->here = &cursor->list->windows()[--cursor->left];
        return !here_.empty();
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
        here_.clear();
        for (Cursor& cursor : cursors_) {
            cursor.here = &cursor.list->windows()[--cursor.left];
            here_.push_back(&cursor);
        }
        number_ = at_most;
        return true;
    }

    // No article of this window has a higher score.
    [[nodiscard]] double bound() const {
        double most = 0;
        for (const Cursor* cursor : here_) most += cursor->most();
        return most;
    }

    [[nodiscard]] bool is_full() const { return found_.best.size() == wanted_; }
    [[nodiscard]] bool is_only_better_wanted() const { return !is_counting_ && is_full(); }

    // Instead of counting the matches of this window: as many as match by chance.
    void estimate() {
        const double size = std::max(1.0, static_cast<double>(window_size) * articles_ / last_);
        double all = 1;
        double none = 1;
        for (const Cursor* cursor : here_) {
            const auto holding = static_cast<double>(cursor->list->places(*cursor->here).size());
            const double share = std::min(1.0, holding / size);
            all *= share;
            none *= 1 - share;
        }
        estimated_ += size * (are_all_needed_ ? all : 1 - none);
        found_.is_exact = false;
    }

    void look_for_any() {
        for (const Cursor* cursor : here_) {
            const auto places = cursor->list->places(*cursor->here);
            const auto impacts = cursor->list->impacts(*cursor->here);
            for (std::size_t i = 0; i < places.size(); ++i) {
                room_->scores[places[i]] += cursor->of_unit * impacts[i];
                room_->met.add(places[i]);
            }
        }
        room_->met.take_descending([&](std::size_t place) {
            ++found_.total;
            offer(place, std::exchange(room_->scores[place], 0));
        });
    }

    // Where articles with some words alone are not good enough, these words are only looked up in those that have others
    // (Turtle and Flood's MaxScore, by windows).
    void look_for_better() {
        estimate();
        std::ranges::sort(here_, {}, &Cursor::most);
        double of_light = 0;
        std::size_t light = 0;
        while (of_light + here_[light]->most() <= least_) of_light += here_[light++]->most();
        add_up(std::span(here_).subspan(light), least_ - of_light);
        for (std::size_t i = light; i-- > 0 && !found_here_.empty();) {
            of_light -= here_[i]->most();
            look_up(*here_[i], 0, false, of_light);
        }
        for (const FoundHere& found : found_here_) offer(found.place, found.score);
    }

    // Finds the articles of this window whose scores by `cursors` are more than `limit`, in descending order.
    void add_up(std::span<const Cursor* const> cursors, double limit) {
        if (cursors.size() == 1) {
            take_above(*cursors.front(), limit);
            return;
        }
        found_here_.clear();
        std::size_t postings = 0;
        for (const Cursor* cursor : cursors) {
            const auto places = cursor->list->places(*cursor->here);
            const auto impacts = cursor->list->impacts(*cursor->here);
            for (std::size_t i = 0; i < places.size(); ++i)
                room_->scores[places[i]] += cursor->of_unit * impacts[i];
            postings += places.size();
        }
        // In blocks without a branch, which compilers turn into instructions over many scores at once.
        constexpr std::size_t block = 16;
        constexpr std::uint64_t sign = std::uint64_t{1} << 63;
        const auto take = [&](std::size_t place) {
            const double score = room_->scores[place];
            found_here_.add({static_cast<std::uint16_t>(place), score}, score > limit);
        };
        if (postings > window_size / block) {
            for (std::size_t begin = window_size; begin > 0;) {
                begin -= block;
                const double* const here = room_->scores.data() + begin;
                std::uint64_t differences = 0;
                for (std::size_t i = 0; i < block; ++i)
                    differences |= std::bit_cast<std::uint64_t>(limit - here[i]);
                const bool is_any_above = (differences & sign) != 0;
                if (!is_any_above) continue;
                for (std::size_t i = begin + block; i-- > begin;) take(i);
            }
            room_->scores.fill(0);
            return;
        }
        for (const Cursor* cursor : cursors) {
            for (const std::uint16_t place : cursor->list->places(*cursor->here)) {
                take(place);
                room_->scores[place] = 0;
            }
        }
        found_here_.sort_descending();
    }

    /// The highest impact with which a list's score is not above `limit`; 0 where none is.
    static std::uint8_t highest_below(const Cursor& cursor, double limit) {
        const std::uint8_t most = cursor.here->most;
        auto impact = static_cast<std::uint8_t>(std::clamp<double>(limit / cursor.of_unit, 0, most));
        // Rounding may have gone either way.
        while (impact > 0 && cursor.of_unit * impact > limit) --impact;
        while (impact < most && cursor.of_unit * (impact + 1) <= limit) ++impact;
        return impact;
    }

    // The postings of a list here in blocks, the last one first. Few blocks have an impact above `below`, which is told
    // without a branch; compilers turn that into instructions over many impacts at once.
    template <typename Visit>
    static void visit_blocks_above(const Cursor& cursor, std::uint8_t below, Visit visit) {
        constexpr std::size_t block = 32;
        const auto impacts = cursor.list->impacts(*cursor.here);
        std::size_t end = impacts.size();
        for (; end >= block; end -= block) {
            const std::uint8_t* const here = impacts.data() + end - block;
            std::uint8_t above = 0;
            for (std::size_t i = 0; i < block; ++i) above |= static_cast<std::uint8_t>(here[i] > below);
            if (above != 0) visit(end - block, end);
        }
        if (end > 0) visit(std::size_t{0}, end);
    }

    // Finds the articles whose scores by this list alone are above `limit`, in descending order.
    void take_above(const Cursor& cursor, double limit) {
        const auto places = cursor.list->places(*cursor.here);
        const auto impacts = cursor.list->impacts(*cursor.here);
        const std::uint8_t below = highest_below(cursor, limit);
        found_here_.clear();
        visit_blocks_above(cursor, below, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = end; i-- > begin;)
                found_here_.add({places[i], cursor.of_unit * impacts[i]}, impacts[i] > below);
        });
    }

    // In a window whose best may be good enough, an article is not where even the most that the other words can add does not
    // make its impact by one of them good.
    void look_for_all() {
        const double most = bound();
        const bool is_only_better = is_only_better_wanted();
        if (is_only_better) estimate();
        const auto least_by = [&](const Cursor& cursor) {
            return is_only_better ? least_ - (most - cursor.most()) : 0;
        };
        const Cursor& fewest = cursors_.front();
        take_above(fewest, least_by(fewest));
        double of_others = most - fewest.most();
        for (std::size_t i = 1; i < cursors_.size() && !found_here_.empty(); ++i) {
            const Cursor& cursor = cursors_[i];
            of_others -= cursor.most();
            look_up(cursor, highest_below(cursor, least_by(cursor)), true, of_others);
        }
        if (!is_only_better) found_.total += found_here_.size();
        for (const FoundHere& found : found_here_) offer(found.place, found.score);
    }

    // Adds what one more word says of the articles found here. Drops those that lack it where it is needed, and those that
    // the words left, which can add `possible`, will not make good enough: where its impact is not above `below`, none is.
    void look_up(const Cursor& cursor, std::uint8_t below, bool is_needed, double possible) {
        const auto places = cursor.list->places(*cursor.here);
        const auto impacts = cursor.list->impacts(*cursor.here);
        const double least = is_only_better_wanted() ? least_ - possible : -1;
        const auto add = [&](FoundHere& found, std::uint8_t impact) {
            found.score += cursor.of_unit * impact;
            return (!is_needed || impact > 0) && found.score > least;
        };
        // To spread a list out costs a fraction of a search in it for each posting.
        constexpr std::size_t postings_a_search = 48;
        if (PostingList::is_dense(*cursor.here) || found_here_.size() * postings_a_search < places.size()) {
            found_here_.filter([&](FoundHere& found) {
                return add(found, cursor.list->impact_at(*cursor.here, found.place));
            });
            return;
        }
        visit_blocks_above(cursor, below, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) room_->impacts[places[i]] = impacts[i];
        });
        found_here_.filter([&](FoundHere& found) { return add(found, room_->impacts[found.place]); });
        room_->impacts.fill(0);
    }

    // `best` is a heap with the worst on top once it is full.
    void offer(std::size_t place, double score) {
        if (wanted_ == 0 || (is_full() && score <= least_)) return;
        const auto article =
            static_cast<Xapian::docid>((std::size_t{number_} << PostingList::window_bits) + place);
        if (is_full()) {
            std::ranges::pop_heap(found_.best, is_better);
            found_.best.back() = {article, score};
            std::ranges::push_heap(found_.best, is_better);
        } else {
            found_.best.push_back({article, score});
            if (is_full()) std::ranges::make_heap(found_.best, is_better);
        }
        if (is_full()) least_ = found_.best.front().score;
    }

    bool are_all_needed_;
    std::size_t wanted_;
    std::uint64_t at_least_;
    double articles_;
    double last_;  ///< the highest number of an article
    bool is_impossible_ = false;
    std::vector<Cursor> cursors_;
    std::uint32_t number_ = 0;   ///< of the window that is looked at
    bool is_counting_ = true;    ///< are this window's matches to be counted?
    double least_ = 0;           ///< the score of the worst of the best, once there are enough
    double estimated_ = 0;       ///< matches in windows where they were not counted
    std::optional<Room> room_;   ///< of a window; one list needs none
    std::vector<Cursor*> here_;  ///< the lists with articles in this window
    FoundList found_here_;
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

std::optional<double> score_of(Xapian::docid article, std::span<const PostingList* const> lists,
                               const IndexView& index) {
    double score = 0;
    for (const PostingList* list : lists) {
        const std::uint8_t impact = list->impact_in(article);
        if (impact == 0) return std::nullopt;
        score += score_of_unit(*list, index) * impact;
    }
    return score;
}

FoundByWords search_words(const PlainWords& words, const IndexView& index, std::size_t wanted,
                          std::uint64_t at_least, const Deadline& deadline) {
    if (const FoundByWords* known = index.last_search.found(words, wanted, at_least)) return *known;
    return index.last_search.keep(words, wanted, at_least,
                                  WordSearch(words, index, wanted, at_least).run(deadline));
}

}  // namespace jooya
