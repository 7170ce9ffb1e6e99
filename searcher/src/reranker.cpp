// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/weighted_wording.hpp"

namespace jooya {

namespace {

// About a sentence, in words, and two or three of them.
constexpr std::uint32_t sentence = 20;
constexpr std::uint32_t passage = 40;

// Neighbours of the query have stop words between them at most.
constexpr std::uint32_t farthest_neighbour = 4;

// Words that stand together by chance and by topic share less than e² times of their chance; fixed expressions more.
// 0 to 2 rank alike, 3 leaves out «مرگ و میر».
constexpr double least_shared = 2;

// Feedback: from so many articles, by so many stems. 5 to 10 articles and 10 to 30 stems rank alike; 20 articles
// are no longer all about the query.
constexpr std::size_t feedback_articles = 10;
constexpr std::size_t feedback_stems = 20;

// So many of the best articles are looked through for words of the same root.
constexpr std::size_t derived_articles = 40;

// What feedback can add in all, the score of three rare words, to a query that is as much. The less a query says, the
// more it needs.
constexpr double feedback_scale = 15;

/// Takes the prints of a candidate's tokens that `is_wanted` says yes to, with the weights of their parts. Which ones these
/// are is hard to foresee, so they are written down without a branch, to `room`, before they are taken.
template <class IsWanted, class Take>
void for_each_token(const Candidate& candidate, std::vector<WordPrint>& room, IsWanted is_wanted, Take take) {
    const Card card(candidate.card);
    const Wording& wording = card.wording();
    for (const auto& [part, weight] : weighted_parts) {
        room.resize(wording.end_of(part) - wording.begin_of(part));
        std::size_t wanted = 0;
        for (std::size_t at = wording.begin_of(part); at < wording.end_of(part); ++at) {
            room[wanted] = wording[at];
            wanted += static_cast<std::size_t>(is_wanted(wording[at]));
        }
        for (const WordPrint print : std::span(room).first(wanted)) take(print, weight);
    }
}

/// Adds up what articles say for their stems, found by their prints: of those that ten articles hold hardly two share
/// one.
class Votes {
  public:
    struct Vote {
        const KnownStem* stem;
        double weight;
        std::uint32_t articles;
        std::uint32_t next;  ///< with the same print
    };

    Votes() { first_of_.fill(none); }

    void add(const KnownStem& stem, double weight) {
        std::uint32_t at = first_of_[stem.print];
        while (at != none && votes_[at].stem != &stem) at = votes_[at].next;
        if (at == none) {
            votes_.push_back({&stem, weight, 1, first_of_[stem.print]});
            first_of_[stem.print] = static_cast<std::uint32_t>(votes_.size() - 1);
        } else {
            votes_[at].weight += weight;
            ++votes_[at].articles;
        }
    }

    [[nodiscard]] const std::vector<Vote>& all() const { return votes_; }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    std::vector<Vote> votes_;
    std::array<std::uint32_t, std::size_t{1} << stem_print_bits> first_of_{};
};

}  // namespace

Reranker::Reranker(std::span<const SoughtWord> words, std::size_t written_words, const Ranking& ranking)
    : words_(words), written_words_(written_words), ranking_(ranking) {
    std::optional<std::size_t> left;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].is_stop) continue;
        total_rarity_ += words[i].rarity;
        if (left) {
            const std::uint32_t distance = words[i].position - words[*left].position;
            if (distance <= farthest_neighbour) pairs_.push_back({*left, i, distance});
        }
        left = i;
        ++content_words_;
    }
}

// How often the right word stands at its distance, or closer, behind the left one.
Reranker::Together Reranker::count(const Pair& pair, const Candidate& candidate) {
    Together together;
    const Candidate::Occurrence* left = nullptr;
    for (const Candidate::Occurrence& occurrence : candidate.occurrences) {
        if (occurrence.word == pair.left) left = &occurrence;
        if (occurrence.word != pair.right || left == nullptr) continue;
        if (occurrence.position - left->position > pair.distance) continue;
        together.count += occurrence.weight;
        together.is_in_head |= occurrence.is_in_head;
    }
    return together;
}

double Reranker::best_window(const Candidate& candidate, std::uint32_t length) const {
    // Of one word, all windows with it are alike.
    if (words_.size() == 1) return candidate.occurrences.empty() ? 0 : words_.front().rarity;
    std::vector<std::size_t> counts(words_.size(), 0);
    double best = 0;
    double sum = 0;
    std::size_t first = 0;
    for (const Candidate::Occurrence& last : candidate.occurrences) {
        if (counts[last.word]++ == 0) sum += words_[last.word].rarity;
        for (; last.position - candidate.occurrences[first].position >= length; ++first) {
            const std::size_t word = candidate.occurrences[first].word;
            if (--counts[word] == 0) sum -= words_[word].rarity;
        }
        best = std::max(best, sum);
    }
    return best;
}

double Reranker::own_score(const Candidate& candidate) const {
    double score = candidate.score + ranking_.window * best_window(candidate, sentence) +
                   ranking_.passage * best_window(candidate, passage);
    double present = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Candidate::Word& word = candidate.words[i];
        const double rarity = words_[i].rarity;
        if (words_[i].is_stop) {
            score += ranking_.stop_word * rarity * saturated(word.count, candidate.length);
            continue;
        }
        if (word.count > 0) present += rarity;
        score += rarity *
                 (saturated(word.count, candidate.length) - saturated(word.count, candidate.indexed_length));
        score += ranking_.typed * rarity * saturated(word.count_as_typed, candidate.length);
        score += ranking_.head * rarity * word.count_in_head / (word.count_in_head + 1);
    }
    score += ranking_.coverage * present * present / total_rarity_;
    for (const Pair& pair : pairs_) {
        const Together found = count(pair, candidate);
        const double rarer = std::min(words_[pair.left].rarity, words_[pair.right].rarity);
        score += ranking_.pairs * rarer * found.count / (found.count + candidate.length);
        if (found.is_in_head) score += ranking_.head_pairs * rarer;
    }
    return score;
}

// Of each word, the rarity that it shares with the neighbour that it shares the most with.
std::vector<double> Reranker::shared_rarities(std::span<const Candidate> candidates) const {
    std::vector<double> counts(words_.size(), 0);
    for (const Candidate& candidate : candidates) {
        for (std::size_t i = 0; i < words_.size(); ++i) counts[i] += candidate.words[i].count;
    }
    std::vector<double> shared(words_.size(), 0);
    for (const Pair& pair : pairs_) {
        double together = 0;
        for (const Candidate& candidate : candidates) together += count(pair, candidate).count;
        if (together == 0) continue;
        const double left = words_[pair.left].rarity;
        const double right = words_[pair.right].rarity;
        // Pointwise mutual information, were the best articles like all that hold the words.
        const double information = std::min({left, right, left + std::log(together / counts[pair.right]),
                                             right + std::log(together / counts[pair.left])});
        if (information < least_shared) continue;
        shared[pair.left] = std::max(shared[pair.left], information);
        shared[pair.right] = std::max(shared[pair.right], information);
    }
    return shared;
}

// The `count` candidates with the highest scores, best first.
std::vector<std::size_t> Reranker::best_of(std::span<const double> scores, std::size_t count) {
    std::vector<std::size_t> best(scores.size());
    std::iota(best.begin(), best.end(), 0);
    const std::size_t asked = std::min(count, best.size());
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(asked), std::ranges::greater{},
                              [&](std::size_t i) { return scores[i]; });
    best.resize(asked);
    return best;
}

void Reranker::add_derived(std::span<const Candidate> candidates, const Lookup& lookup,
                           std::vector<double>& scores) const {
    const auto holds_all = [&](const Candidate& candidate) {
        for (std::size_t word = 0; word < words_.size(); ++word) {
            if (!words_[word].is_stop && candidate.words[word].count == 0) return false;
        }
        return true;
    };
    if (std::ranges::all_of(candidates, holds_all)) return;
    std::vector<std::size_t> best = best_of(scores, derived_articles);
    std::ranges::sort(best, {}, [&](std::size_t i) { return candidates[i].article; });
    for (std::size_t word = 0; word < words_.size(); ++word) {
        if (words_[word].is_stop) continue;
        std::vector<std::size_t> lacking;
        std::vector<std::uint32_t> articles;
        for (const std::size_t i : best) {
            if (candidates[i].words[word].count > 0) continue;
            lacking.push_back(i);
            articles.push_back(candidates[i].article);
        }
        if (lacking.empty()) continue;
        const std::vector<bool> holding = lookup.hold_derived(word, articles);
        for (std::size_t i = 0; i < lacking.size(); ++i) {
            if (holding[i]) scores[lacking[i]] += ranking_.derived * words_[word].rarity;
        }
    }
}

// The stems that the best articles have in common, the most telling ones; their weights sum up to 1.
std::vector<Reranker::WeightedPrint> Reranker::shared_stems(std::span<const Candidate> candidates,
                                                            const Lookup& lookup,
                                                            std::span<const double> scores) {
    const std::vector<std::size_t> best = best_of(scores, feedback_articles);
    const double top = scores[best.front()];
    if (top <= 0) return {};
    Votes votes;
    std::array<float, std::size_t{1} << stem_print_bits> counts{};
    std::vector<WordPrint> room;
    for (const std::size_t i : best) {
        counts.fill(0);
        const auto is_content = [](WordPrint print) { return !is_stop(print); };
        for_each_token(candidates[i], room, is_content, [&](WordPrint print, double weight) {
            counts[print & stem_print_mask] += static_cast<float>(weight);
        });
        for (const KnownStem* stem : lookup.stems(candidates[i])) {
            const double count = counts[stem->print];
            if (count == 0) continue;
            votes.add(*stem, scores[i] / top * saturated(count, candidates[i].length));
        }
    }
    struct Weighted {
        const KnownStem* stem;
        double weight;
    };
    std::vector<Weighted> stems;
    for (const Votes::Vote& vote : votes.all()) {
        if (vote.articles > 1) stems.push_back({vote.stem, vote.weight * lookup.rarity(*vote.stem)});
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(feedback_stems, stems.size()));
    std::ranges::partial_sort(stems, stems.begin() + kept, [](const Weighted& a, const Weighted& b) {
        return std::tie(b.weight, a.stem->text) < std::tie(a.weight, b.stem->text);
    });
    stems.erase(stems.begin() + kept, stems.end());
    std::vector<WeightedPrint> prints;
    double sum = 0;
    for (const Weighted& stem : stems) {
        prints.push_back({stem.stem->print, stem.weight});
        sum += stem.weight;
    }
    for (WeightedPrint& print : prints) print.weight /= sum;
    return prints;
}

void Reranker::add_feedback(std::span<const Candidate> candidates, const Lookup& lookup,
                            std::vector<double>& scores) const {
    const std::vector<WeightedPrint> prints = shared_stems(candidates, lookup, scores);
    const double need = feedback_scale * std::sqrt(feedback_scale / total_rarity_);
    constexpr std::uint8_t none = 0xFF;
    std::array<std::uint8_t, std::size_t{1} << stem_print_bits> index_of{};
    index_of.fill(none);
    for (std::size_t i = 0; i < prints.size(); ++i) index_of[prints[i].print] = static_cast<std::uint8_t>(i);
    std::vector<double> counts(prints.size());
    std::vector<WordPrint> room;
    const auto is_shared = [&](WordPrint print) {
        return static_cast<unsigned>(index_of[print & stem_print_mask] != none) &
               static_cast<unsigned>(!is_stop(print));
    };
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::ranges::fill(counts, 0);
        for_each_token(candidates[i], room, is_shared, [&](WordPrint print, double weight) {
            counts[index_of[print & stem_print_mask]] += weight;
        });
        double shared = 0;
        for (std::size_t at = 0; at < counts.size(); ++at) {
            shared += prints[at].weight * counts[at] / (counts[at] + candidates[i].length);
        }
        scores[i] += ranking_.feedback * need * shared;
    }
}

std::vector<double> Reranker::scores(std::span<const Candidate> candidates, const Lookup& lookup) const {
    std::vector<double> scores;
    if (content_words_ == 0) {
        for (const Candidate& candidate : candidates) scores.push_back(candidate.score);
        return scores;
    }
    if (candidates.empty()) return scores;
    const std::vector<double> shared = shared_rarities(candidates);
    for (const Candidate& candidate : candidates) {
        double score = own_score(candidate);
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const Candidate::Word& word = candidate.words[i];
            if (word.count == 0 || words_[i].is_stop) continue;
            score -= ranking_.fixed / 2 * shared[i] *
                     (saturated(word.count, candidate.length) + early_bonus(word.first));
        }
        scores.push_back(score);
    }
    if (ranking_.derived > 0) add_derived(candidates, lookup, scores);
    // What one word says is said; of several, feedback tells what they have in common.
    if (ranking_.feedback > 0 && written_words_ > 1) add_feedback(candidates, lookup, scores);
    return scores;
}

}  // namespace jooya
