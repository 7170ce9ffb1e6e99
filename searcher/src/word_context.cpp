// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_context.hpp"

#include <algorithm>
#include <cmath>

#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "posting_memory.hpp"
#include "word_search.hpp"

namespace jooya {

namespace {

// So many of the best articles are looked at.
constexpr Xapian::doccount closest = 100;

// What one article more or less may say: as much as nothing.
constexpr double doubt = 0.5;

}  // namespace

const double WordContext::greatest_favour = std::log((closest + doubt) / doubt);

WordContext::WordContext(const IndexView& index, const std::vector<std::string>& stems,
                         const Deadline& deadline)
    : index_(index) {
    if (stems.empty()) return;
    PlainWords words;
    for (const std::string& stem : stems) words.terms.push_back(make_term(stem_prefix, stem));
    for (const auto& [article, score] : search_words(words, index, closest, closest, deadline).best) {
        articles_.push_back(article);
    }
}

std::uint32_t WordContext::articles_with(std::string_view text) {
    persian().analyze(text, index_.analysis);
    std::vector<Xapian::docid> holding = articles_;
    for (const Token& token : index_.analysis.tokens()) {
        const PostingList& list = index_.postings.list(make_term(stem_prefix, token.stem));
        std::erase_if(holding, [&](Xapian::docid article) { return !list.holds(article); });
    }
    return static_cast<std::uint32_t>(holding.size());
}

double WordContext::favour(std::string_view text) {
    if (articles_.empty()) return 0;
    const std::uint32_t here = articles_with(text);
    double everywhere = 1;
    for (const Token& token : index_.analysis.tokens()) {
        everywhere *=
            static_cast<double>(index_.statistics.articles_with(token.stem)) / index_.statistics.articles();
    }
    return std::log((here + doubt) / (everywhere * static_cast<double>(articles_.size()) + doubt));
}

}  // namespace jooya
