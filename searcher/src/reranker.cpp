// SPDX-License-Identifier: GPL-3.0-or-later
#include "reranker.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <unordered_map>

namespace jooya {

namespace {

// So many words behind the beginning of its field a word's first occurrence counts half. News say the most important
// first. 25 and 50 rank alike.
constexpr double beginning = 35;

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

}  // namespace

Reranker::Reranker(std::span<const SoughtWord> words, const Ranking& ranking)
    : words_(words), ranking_(ranking) {
    for (const SoughtWord& word : words) total_rarity_ += word.rarity;
    for (std::size_t right = 1; right < words.size(); ++right) {
        const std::uint32_t distance = words[right].position - words[right - 1].position;
        if (distance <= farthest_neighbour) pairs_.push_back({right - 1, right, distance});
    }
}

double Reranker::saturated(double count, const Candidate& candidate) const {
    const double saturation = ranking_.k1 * (1 - ranking_.b + ranking_.b * candidate.length);
    return count * (ranking_.k1 + 1) / (count + saturation);
}

double Reranker::early(const Candidate::Word& word) const {
    return word.count > 0 ? ranking_.early / (1 + word.first / beginning) : 0;
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
        score +=
            words_[i].rarity * (early(word) + ranking_.typed * saturated(word.count_as_typed, candidate));
    }
    score += ranking_.coverage * present * present / total_rarity_;
    for (const Pair& pair : pairs_) {
        const double found = count(pair, candidate);
        const double rarer = std::min(words_[pair.left].rarity, words_[pair.right].rarity);
        score += ranking_.pairs * rarer * found / (found + 1 - ranking_.b + ranking_.b * candidate.length);
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

void Reranker::add_feedback(std::span<const Candidate> candidates, const Rarity& rarity,
                            std::vector<double>& scores) const {
    std::vector<std::size_t> best(candidates.size());
    for (std::size_t i = 0; i < best.size(); ++i) best[i] = i;
    const std::size_t asked = std::min(feedback_articles, best.size());
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(asked), std::ranges::greater{},
                              [&](std::size_t i) { return scores[i]; });
    best.resize(asked);
    struct Vote {
        double weight = 0;
        std::size_t articles = 0;
    };
    std::unordered_map<StemNumber, Vote> votes;
    const double top = scores[best.front()];
    for (const std::size_t i : best) {
        for (const Candidate::Stem& stem : candidates[i].stems) {
            Vote& vote = votes[stem.stem];
            vote.weight += scores[i] / top * saturated(stem.count, candidates[i]);
            ++vote.articles;
        }
    }
    struct Weighted {
        StemNumber stem;
        double weight;
    };
    std::vector<Weighted> stems;
    for (const auto& [stem, vote] : votes) {
        if (vote.articles > 1) stems.push_back({stem, vote.weight * rarity(stem)});
    }
    const std::size_t kept = std::min(feedback_stems, stems.size());
    std::ranges::partial_sort(stems, stems.begin() + static_cast<std::ptrdiff_t>(kept), [](auto& a, auto& b) {
        return a.weight > b.weight || (a.weight == b.weight && a.stem < b.stem);
    });
    stems.resize(kept);
    double sum = 0;
    for (const Weighted& stem : stems) sum += stem.weight;
    std::unordered_map<StemNumber, double> weights;
    for (const Weighted& stem : stems) weights[stem.stem] = stem.weight / sum;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double norm = 1 - ranking_.b + ranking_.b * candidates[i].length;
        for (const Candidate::Stem& stem : candidates[i].stems) {
            const auto weight = weights.find(stem.stem);
            if (weight == weights.end()) continue;
            scores[i] +=
                ranking_.feedback * feedback_scale * weight->second * stem.count / (stem.count + norm);
        }
    }
}

std::vector<double> Reranker::scores(std::span<const Candidate> candidates, const Rarity& rarity) const {
    std::vector<double> scores;
    if (candidates.empty()) return scores;
    const std::vector<double> shared = shared_rarities(candidates);
    for (const Candidate& candidate : candidates) {
        double score = own_score(candidate);
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const Candidate::Word& word = candidate.words[i];
            if (word.count == 0) continue;
            score -= ranking_.fixed / 2 * shared[i] * (saturated(word.count, candidate) + early(word));
        }
        scores.push_back(score);
    }
    if (ranking_.feedback > 0) add_feedback(candidates, rarity, scores);
    return scores;
}

}  // namespace jooya
