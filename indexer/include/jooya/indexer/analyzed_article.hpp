// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/article.hpp"
#include "jooya/indexer/hash_index.hpp"
#include "jooya/indexer/wording.hpp"

namespace jooya {

/// A stem of an article and what it says about the article.
struct StemImpact {
    std::string_view stem;
    std::uint32_t impact = 0;  ///< the wdf of its term (impact.hpp)
    bool is_stop = false;
    bool is_in_title = false;
};

/// The words of an article as the index knows them: its tokens, and its different stems with their impacts. What a
/// database without term lists holds of an article is told from its text by this again. Belongs to one thread; reuse it
/// for many articles, since it keeps its memory.
class AnalyzedArticle {
  public:
    explicit AnalyzedArticle(const Analyzer& analyzer = persian()) : analyzer_(&analyzer) {}

    /// The views of before are void.
    void analyze(const Article& article);

    [[nodiscard]] std::span<const Token> tokens(TextPart part) const {
        return analyses_[static_cast<std::size_t>(part)].tokens();
    }

    /// In no order. Views into this object.
    [[nodiscard]] std::span<const StemImpact> stems() const { return stems_; }

  private:
    struct Occurrences {
        double weight = 0;        ///< how often, weighted by field
        std::uint32_t first = 0;  ///< the first one's place in its field
    };

    const Analyzer* analyzer_;
    std::array<Analysis, 3> analyses_;      ///< of title, lead and body
    HashIndex places_;                      ///< of the stems
    std::vector<Occurrences> occurrences_;  ///< of each stem
    std::vector<StemImpact> stems_;
};

}  // namespace jooya
