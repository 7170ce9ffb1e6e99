// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidate_reader.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// A word that stands in every article still says a little.
constexpr double least_rarity = 0.05;

struct WeightedPart {
    TextPart part;
    double weight;
};

constexpr std::array weighted_parts{WeightedPart{TextPart::title, double{find_field("title")->weight}},
                                    WeightedPart{TextPart::lead, double{find_field("lead")->weight}},
                                    WeightedPart{TextPart::body, double{find_field("body")->weight}}};

}  // namespace

CandidateReader::CandidateReader(const Xapian::Database& database, std::vector<SoughtWord> words)
    : database_(database), articles_(database.get_doccount()), words_(std::move(words)) {
    word_of_.fill(no_word);
    for (SoughtWord& word : words_) word.rarity = rarity(word.stem);
    std::erase_if(words_, [](const SoughtWord& word) { return !std::isfinite(word.rarity); });
    words_.resize(std::min<std::size_t>(words_.size(), no_word));
    for (const SoughtWord& word : words_) {
        word_of_[stem_print(word.stem)] = static_cast<std::uint8_t>(forms_.size());
        forms_.push_back(word_print(word.stem, word.surface));
    }
}

double CandidateReader::rarity(std::string_view stem) const {
    const double frequency = database_.get_termfreq(make_term(stem_prefix, stem));
    return std::max(least_rarity, std::log(articles_ / frequency));
}

Candidate CandidateReader::read(Xapian::docid article, double score) const {
    Candidate candidate{.article = article, .score = score};
    candidate.words.resize(words_.size());
    candidate.card = database_.get_document(article, Xapian::DOC_ASSUME_VALID).get_value(slot_card);
    const Card card(candidate.card);
    candidate.cluster = card.cluster();
    candidate.minutes = card.minutes();
    double length = 0;
    for (const auto& [part, weight] : weighted_parts) {
        add_part(card.wording(), part, weight, candidate);
        length += weight * static_cast<double>(card.wording().end_of(part) - card.wording().begin_of(part));
    }
    candidate.length = relative_length(length);
    return candidate;
}

void CandidateReader::add_part(const Wording& wording, TextPart part, double weight,
                               Candidate& candidate) const {
    const std::size_t begin = wording.begin_of(part);
    const auto shift = static_cast<std::uint32_t>(static_cast<std::size_t>(part) * field_position_gap);
    for (std::size_t at = begin; at < wording.end_of(part); ++at) {
        const WordPrint print = wording[at];
        const std::uint8_t index = word_of_[print & stem_print_mask];
        if (index == no_word) continue;
        Candidate::Word& word = candidate.words[index];
        if (word.count == 0) word.first = static_cast<std::uint32_t>(at - begin);
        word.count += weight;
        if (print == forms_[index]) word.count_as_typed += weight;
        candidate.occurrences.push_back({static_cast<std::uint32_t>(at) + shift, index, weight});
    }
}

std::vector<HeldStem> CandidateReader::stems_of(Xapian::docid article) const {
    std::vector<HeldStem> stems;
    const std::string prefix(stem_prefix);
    auto term = database_.termlist_begin(article);
    const auto end = database_.termlist_end(article);
    for (term.skip_to(prefix); term != end; ++term) {
        std::string name = *term;
        if (!name.starts_with(prefix)) break;
        stems.push_back({name.substr(prefix.size()), term.get_wdf() / impact::scale});
    }
    return stems;
}

}  // namespace jooya
