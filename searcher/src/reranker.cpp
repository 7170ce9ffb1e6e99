// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace {

// About a sentence. 10 and 40 rank alike.
constexpr std::uint32_t window = 20;

// Neighbours of the query have stop words between them at most.
constexpr std::uint32_t farthest_neighbour = 4;

// Words that stand together by chance and by topic share less than e² times of their chance; fixed expressions more.
// 0 to 2 rank alike, 3 leaves out «مرگ و میر».
constexpr double least_shared = 2;

// Feedback: from so many articles, by so many stems. 5 to 10 articles and 10 to 30 stems rank alike; 20 articles
// are no longer all about the query.
constexpr std::size_t feedback_articles = 10;
constexpr std::size_t feedback_stems = 20;

// What feedback can add in all, the score of three rare words: a short query needs it, a long one says enough.
constexpr double feedback_scale = 15;

template <class Take>
void for_each_token(const Wording& wording, Take take) {
    constexpr std::array parts{std::pair{TextPart::title, double{find_field("title")->weight}},
                               std::pair{TextPart::lead, double{find_field("lead")->weight}},
                               std::pair{TextPart::body, double{find_field("body")->weight}}};
    for (const auto& [part, weight] : parts) {
        for (std::size_t at = wording.begin_of(part); at < wording.end_of(part); ++at)
            take(wording[at], weight);
    }
}

}  // namespace

Reranker::Reranker(std::span<const SoughtWord> words, const Ranking& ranking)
    : words_(words), ranking_(ranking) {
    for (const SoughtWord& word : words) total_rarity_ += word.rarity;
    for (std::size_t right = 1; right < words.size(); ++right) {
        const std::uint32_t distance = words[right].position - words[right - 1].position;
        if (distance <= farthest_neighbour) pairs_.push_back({right - 1, right, distance});
    }
}

// How often the right word stands at its distance, or closer, behind the left one.
double Reranker::count(const Pair& pair, const Candidate& candidate) const {
    double sum = 0;
    const Candidate::Occurrence* left = nullptr;
    for (const Candidate::Occurrence& occurrence : candidate.occurrences) {
        if (occurrence.word == pair.left) left = &occurrence;
        if (occurrence.word != pair.right || left == nullptr) continue;
        if (occurrence.position - left->position <= pair.distance) sum += occurrence.weight;
    }
    return sum;
}

double Reranker::best_window(const Candidate& candidate) const {
    std::vector<std::size_t> counts(words_.size(), 0);
    double best = 0;
    double sum = 0;
    std::size_t first = 0;
    for (const Candidate::Occurrence& last : candidate.occurrences) {
        if (counts[last.word]++ == 0) sum += words_[last.word].rarity;
        for (; last.position - candidate.occurrences[first].position >= window; ++first) {
            const std::size_t word = candidate.occurrences[first].word;
            if (--counts[word] == 0) sum -= words_[word].rarity;
        }
        best = std::max(best, sum);
    }
    return best;
}

double Reranker::own_score(const Candidate& candidate) const {
    double score = candidate.score + ranking_.window * best_window(candidate);
    double present = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Candidate::Word& word = candidate.words[i];
        if (word.count > 0) present += words_[i].rarity;
        score += ranking_.typed * words_[i].rarity * saturated(word.count_as_typed, candidate.length);
    }
    score += ranking_.coverage * present * present / total_rarity_;
    for (const Pair& pair : pairs_) {
        const double found = count(pair, candidate);
        const double rarer = std::min(words_[pair.left].rarity, words_[pair.right].rarity);
        score += ranking_.pairs * rarer * found / (found + candidate.length);
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
        for (const Candidate& candidate : candidates) together += count(pair, candidate);
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

// The stems that the best articles have in common, the most telling ones; their weights sum up to 1.
std::vector<Reranker::WeightedPrint> Reranker::shared_stems(std::span<const Candidate> candidates,
                                                            const Lookup& lookup,
                                                            std::span<const double> scores) {
    std::vector<std::size_t> best(candidates.size());
    std::iota(best.begin(), best.end(), 0);
    const std::size_t asked = std::min(feedback_articles, best.size());
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(asked), std::ranges::greater{},
                              [&](std::size_t i) { return scores[i]; });
    best.resize(asked);
    struct Vote {
        double weight = 0;
        std::size_t articles = 0;
    };
    std::unordered_map<std::string, Vote> votes;
    const double top = scores[best.front()];
    if (top <= 0) return {};
    for (const std::size_t i : best) {
        for (HeldStem& held : lookup.stems(candidates[i])) {
            Vote& vote = votes[std::move(held.stem)];
            vote.weight += scores[i] / top * held.impact;
            ++vote.articles;
        }
    }
    struct Weighted {
        std::string_view stem;
        double weight;
    };
    std::vector<Weighted> stems;
    for (const auto& [stem, vote] : votes) {
        if (vote.articles > 1) stems.push_back({stem, vote.weight * lookup.rarity(stem)});
    }
    std::ranges::sort(stems, [](const Weighted& a, const Weighted& b) {
        return std::tie(b.weight, a.stem) < std::tie(a.weight, b.stem);
    });
    std::vector<WeightedPrint> prints;
    double sum = 0;
    for (const Weighted& stem : stems) {
        if (prints.size() == feedback_stems) break;
        if (lookup.is_stop(stem.stem)) continue;
        prints.push_back({stem_print(stem.stem), stem.weight});
        sum += stem.weight;
    }
    for (WeightedPrint& print : prints) print.weight /= sum;
    return prints;
}

void Reranker::add_feedback(std::span<const Candidate> candidates, const Lookup& lookup,
                            std::vector<double>& scores) const {
    const std::vector<WeightedPrint> prints = shared_stems(candidates, lookup, scores);
    constexpr std::uint8_t none = 0xFF;
    std::array<std::uint8_t, std::size_t{1} << stem_print_bits> index_of{};
    index_of.fill(none);
    for (std::size_t i = 0; i < prints.size(); ++i) index_of[prints[i].print] = static_cast<std::uint8_t>(i);
    std::vector<double> counts(prints.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::ranges::fill(counts, 0);
        for_each_token(Card(candidates[i].card).wording(), [&](WordPrint print, double weight) {
            const std::uint8_t index = index_of[print & stem_print_mask];
            if (index != none) counts[index] += weight;
        });
        double shared = 0;
        for (std::size_t at = 0; at < counts.size(); ++at) {
            shared += prints[at].weight * counts[at] / (counts[at] + candidates[i].length);
        }
        scores[i] += ranking_.feedback * feedback_scale * shared;
    }
}

std::vector<double> Reranker::scores(std::span<const Candidate> candidates, const Lookup& lookup) const {
    std::vector<double> scores;
    if (words_.empty()) {
        for (const Candidate& candidate : candidates) scores.push_back(candidate.score);
        return scores;
    }
    if (candidates.empty()) return scores;
    const std::vector<double> shared = shared_rarities(candidates);
    for (const Candidate& candidate : candidates) {
        double score = own_score(candidate);
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const Candidate::Word& word = candidate.words[i];
            if (word.count == 0) continue;
            score -= ranking_.fixed / 2 * shared[i] *
                     (saturated(word.count, candidate.length) + early_bonus(word.first));
        }
        scores.push_back(score);
    }
    if (ranking_.feedback > 0) add_feedback(candidates, lookup, scores);
    return scores;
}

}  // namespace jooya
