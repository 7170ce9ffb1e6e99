// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidate_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "candidate_memory.hpp"
#include "jooya/indexer/analyzed_article.hpp"
#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/weighted_wording.hpp"

namespace jooya {

namespace {

// So many words of the lead and of the body say what an article is about.
constexpr std::size_t first_sentences = 60;

}  // namespace

CandidateReader::CandidateReader(const IndexView& index, std::vector<SoughtWord> words,
                                 std::size_t written_words)
    : index_(index), words_(std::move(words)), is_remembered_(written_words == 1) {
    for (SoughtWord& word : words_) word.rarity = index_.statistics.rarity(word.stem);
    std::erase_if(words_, [](const SoughtWord& word) { return !std::isfinite(word.rarity); });
    for (const SoughtWord& word : words_) {
        stems_.push_back(stem_print(word.stem));
        forms_.push_back(word_print(word.stem, word.surface));
    }
}

std::span<const Candidate> CandidateReader::read(std::span<const FoundByWords::Article> found) {
    if (!is_remembered_) return read_ = looked_at(found);
    if (const auto* seen = index_.candidates.find(words_, found)) return *seen;
    return index_.candidates.keep(words_, looked_at(found));
}

std::vector<Candidate> CandidateReader::looked_at(std::span<const FoundByWords::Article> found) const {
    std::vector<Xapian::docid> articles;
    articles.reserve(found.size());
    for (const FoundByWords::Article& one : found) articles.push_back(one.article);
    const std::vector<std::string_view> cards = index_.articles.cards(articles, index_.store);
    std::vector<Candidate> candidates;
    candidates.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) candidates.push_back(candidate_of(found[i], cards[i]));
    return candidates;
}

Candidate CandidateReader::candidate_of(const FoundByWords::Article& found, std::string_view bytes) const {
    Candidate candidate{.article = found.article, .score = found.score};
    candidate.words.resize(words_.size());
    candidate.card = bytes;
    const Card card(bytes);
    candidate.cluster = card.cluster();
    candidate.minutes = card.minutes();
    const double length = weighted_length(card.wording());
    candidate.indexed_length = relative_length(length);
    candidate.length = relative_length(length * impact::average_length / index_.statistics.average_length());
    add_tokens(card.wording(), candidate);
    return candidate;
}

void CandidateReader::add_tokens(const Wording& wording, Candidate& candidate) const {
    // Few tokens are sought words, which is told of a block without a branch: compilers turn that into instructions
    // over many tokens at once.
    constexpr std::size_t block = 16;
    std::array<WordPrint, block> prints{};
    const auto look = [&](std::size_t first, std::size_t count) {
        std::array<WordPrint, block> met{};
        for (const WordPrint stem : stems_) {
            for (std::size_t i = 0; i < block; ++i)
                met[i] |= static_cast<WordPrint>((prints[i] & stem_print_mask) == stem ? 1 : 0);
        }
        if (met == std::array<WordPrint, block>{}) return;
        for (std::size_t i = 0; i < count; ++i) {
            if (met[i] != 0) add_token(wording, first + i, candidate);
        }
    };
    std::size_t first = 0;
    for (; first + block <= wording.size(); first += block) {
        wording.copy(first, block, prints.data());
        look(first, block);
    }
    wording.copy(first, wording.size() - first, prints.data());
    look(first, wording.size() - first);
}

void CandidateReader::add_token(const Wording& wording, std::size_t at, Candidate& candidate) const {
    const WordPrint print = wording[at];
    // A word that stands in the query twice counts where it stands last.
    const auto stem = std::find(stems_.rbegin(), stems_.rend(), print & stem_print_mask);
    const auto index = static_cast<std::uint32_t>(stems_.rend() - stem) - 1;
    if (words_[index].is_stop != is_stop(print)) return;
    const auto& [part, weight] = *std::ranges::find_if(
        weighted_parts, [&](const WeightedPart& one) { return at < wording.end_of(one.part); });
    const std::size_t place = at - wording.begin_of(part);
    Candidate::Word& word = candidate.words[index];
    if (word.count == 0) word.first = static_cast<std::uint32_t>(place);
    word.count += weight;
    if (print == forms_[index]) word.count_as_typed += weight;
    if (words_[index].is_stop) return;
    const bool is_in_title = part == TextPart::title;
    const bool is_in_head = is_in_title || place < first_sentences;
    if (is_in_head) word.count_in_head += is_in_title ? weight : 1;
    const auto shift = static_cast<std::uint32_t>(static_cast<std::size_t>(part) * field_position_gap);
    candidate.occurrences.push_back({static_cast<std::uint32_t>(at) + shift, index, weight, is_in_head});
}

std::span<const KnownStem* const> CandidateReader::stems_of(Xapian::docid article) const {
    return index_.articles.stems(article, [&] {
        static thread_local AnalyzedArticle analyzed;
        analyzed.analyze(index_.store.article(article));
        std::vector<std::string> stems;
        for (const StemImpact& stem : analyzed.stems()) {
            if (!stem.is_stop) stems.emplace_back(stem.stem);
        }
        return stems;
    });
}

std::vector<bool> CandidateReader::hold_derived(std::size_t word,
                                                std::span<const Xapian::docid> articles) const {
    std::vector<bool> holding(articles.size());
    for (const std::string& stem : index_.statistics.derived(words_[word].stem)) {
        const PostingList& list = index_.postings.list(make_term(stem_prefix, stem));
        for (std::size_t i = 0; i < articles.size(); ++i) holding[i] = holding[i] || list.holds(articles[i]);
    }
    return holding;
}

}  // namespace jooya
