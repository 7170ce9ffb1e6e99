// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/analyzed_article.hpp"

#include <string>

#include "jooya/indexer/impact.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {
namespace {

struct Part {
    TextPart part;
    std::string Article::*text;
    double weight;
};
constexpr std::array parts{Part{TextPart::title, &Article::title, double{find_field("title")->weight}},
                           Part{TextPart::lead, &Article::lead, double{find_field("lead")->weight}},
                           Part{TextPart::body, &Article::body, double{find_field("body")->weight}}};

}  // namespace

void AnalyzedArticle::analyze(const Article& article) {
    places_.clear();
    occurrences_.clear();
    stems_.clear();
    double length = 0;
    for (const Part& part : parts) {
        Analysis& analysis = analyses_[static_cast<std::size_t>(part.part)];
        analyzer_->analyze(article.*part.text, analysis);
        for (const Token& token : analysis.tokens()) {
            const auto [place, is_new] = places_.insert(token.stem_hash);
            if (is_new) {
                stems_.push_back({token.stem, 0, token.is_stop, part.part == TextPart::title});
                occurrences_.push_back({0, token.position});
            }
            occurrences_[place].weight += part.weight;
        }
        length += static_cast<double>(analysis.tokens().size()) * part.weight;
    }
    const double relative = relative_length(length);
    for (std::size_t i = 0; i < stems_.size(); ++i) {
        const double bonus = stems_[i].is_stop ? 0 : early_bonus(occurrences_[i].first);
        stems_[i].impact = to_wdf(saturated(occurrences_[i].weight, relative) + bonus);
    }
}

}  // namespace jooya
