// SPDX-License-Identifier: GPL-3.0-or-later
#include "complete.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {

std::vector<std::string> complete(std::string_view text, std::uint32_t limit, const Vocabulary& vocabulary) {
    const std::size_t space = text.find_last_of(" \t\n");
    const std::string_view before = space == std::string_view::npos ? "" : text.substr(0, space + 1);
    const std::string beginning = fold_for_matching(text.substr(before.size()));
    std::vector<std::string> completed;
    if (beginning.empty()) return completed;
    // Forms of one word would fill the list, and a stop word completes nobody's thought: each is left out behind
    // a more frequent form, or for want of another word only.
    constexpr std::size_t looked_at = 8;
    std::vector<std::string> others;
    std::unordered_set<std::string> stems;
    Analysis analysis;
    for (const CountedWord& completion : vocabulary.completions(beginning, limit * looked_at).words) {
        persian().analyze(completion.word, analysis);
        const auto tokens = analysis.tokens();
        const bool is_new =
            tokens.size() == 1 && !tokens.front().is_stop && stems.emplace(tokens.front().stem).second;
        (is_new ? completed : others).push_back(std::string(before) + completion.word);
    }
    std::ranges::move(others, std::back_inserter(completed));
    if (completed.size() > limit) completed.resize(limit);
    return completed;
}

}  // namespace jooya
