// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidate_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "jooya/indexer/article.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// A word that stands in every article still says a little.
constexpr double least_rarity = 0.05;

// The longest news are read to here; what they are about stands before it.
constexpr std::size_t most_bytes = 32 * 1024;

}  // namespace

CandidateReader::CandidateReader(const Xapian::Database& database, std::vector<SoughtWord> words)
    : database_(database),
      words_(std::move(words)),
      articles_(database.get_doccount()),
      average_length_(std::max(database.get_avlength(), 1.0)) {
    for (SoughtWord& word : words_) word.rarity = rarity(number_of(word.stem));
    // A word that no article holds is near to nothing.
    std::erase_if(words_, [](const SoughtWord& word) { return !std::isfinite(word.rarity); });
    numbers_.clear();
    names_.clear();
    counts_.clear();
    for (const SoughtWord& word : words_) number_of(word.stem);
}

StemNumber CandidateReader::number_of(std::string_view stem) {
    const auto [at, is_new] = numbers_.try_emplace(std::string(stem), static_cast<StemNumber>(names_.size()));
    if (is_new) {
        names_.push_back(&at->first);
        counts_.push_back(0);
    }
    return at->second;
}

double CandidateReader::rarity(StemNumber stem) const {
    const double frequency = database_.get_termfreq(make_term(stem_prefix, *names_[stem]));
    return std::max(least_rarity, std::log(articles_ / frequency));
}

Candidate CandidateReader::read(Xapian::docid article, double score) {
    Candidate candidate{.score = score, .length = database_.get_doclength(article) / average_length_};
    candidate.words.resize(words_.size());
    const Article text = decode_stored_article(database_.get_document(article).get_data());
    begin_ = 0;
    add_field(text.title, find_field("title")->weight, candidate);
    add_field(text.lead, find_field("lead")->weight, candidate);
    add_field(text.body, find_field("body")->weight, candidate);
    for (Candidate::Stem& stem : candidate.stems) stem.count = std::exchange(counts_[stem.stem], 0);
    return candidate;
}

void CandidateReader::add_field(std::string_view text, double weight, Candidate& candidate) {
    // A character cut in two is no word.
    persian().analyze(text.substr(0, most_bytes), analysis_);
    for (const Token& token : analysis_.tokens()) {
        const StemNumber stem = number_of(token.stem);
        const bool is_sought = stem < words_.size();
        if (token.is_stop && !is_sought) continue;
        if (counts_[stem] == 0) candidate.stems.push_back({stem, 0});
        counts_[stem] += weight;
        if (!is_sought) continue;
        Candidate::Word& word = candidate.words[stem];
        if (word.count == 0) word.first = token.position;
        word.count += weight;
        if (token.surface == words_[stem].surface) word.count_as_typed += weight;
        candidate.occurrences.push_back({begin_ + token.position, stem, weight});
    }
    if (!analysis_.tokens().empty()) begin_ += analysis_.tokens().back().position + field_position_gap;
}

}  // namespace jooya
