// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_context.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "impact_weight.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// So many of the best articles are looked at.
constexpr Xapian::doccount closest = 100;

// What one article more or less may say: as much as nothing.
constexpr double doubt = 0.5;

}  // namespace

const double WordContext::greatest_favour = std::log((closest + doubt) / doubt);

WordContext::WordContext(const Xapian::Database& database, const std::vector<std::string>& stems,
                         const Deadline& deadline)
    : database_(database) {
    if (stems.empty()) return;
    std::vector<Xapian::Query> words;
    for (const std::string& stem : stems) words.emplace_back(make_term(stem_prefix, stem));
    Xapian::Enquire enquire(database);
    constexpr bool has_remote = false;  // nothing is suggested over remote shards
    rank_by_impact(enquire, deadline.bounded(Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end())),
                   has_remote);
    const Xapian::MSet found = enquire.get_mset(0, closest);
    std::copy(found.begin(), found.end(), std::back_inserter(articles_));
    std::ranges::sort(articles_);
}

std::uint32_t WordContext::articles_with(std::string_view text) {
    persian().analyze(text, analysis_);
    std::vector<Xapian::docid> holding = articles_;
    for (const Token& token : analysis_.tokens()) {
        const std::string term = make_term(stem_prefix, token.stem);
        auto posting = database_.postlist_begin(term);
        const auto end = database_.postlist_end(term);
        std::erase_if(holding, [&](Xapian::docid article) {
            if (posting != end) posting.skip_to(article);
            return posting == end || *posting != article;
        });
    }
    return static_cast<std::uint32_t>(holding.size());
}

double WordContext::favour(std::string_view text) {
    if (articles_.empty()) return 0;
    const std::uint32_t here = articles_with(text);
    double everywhere = 1;
    for (const Token& token : analysis_.tokens()) {
        const std::string term = make_term(stem_prefix, token.stem);
        everywhere *= static_cast<double>(database_.get_termfreq(term)) / database_.get_doccount();
    }
    return std::log((here + doubt) / (everywhere * static_cast<double>(articles_.size()) + doubt));
}

}  // namespace jooya
