// SPDX-License-Identifier: GPL-3.0-or-later
#include "complete.hpp"

#include <algorithm>
#include <tuple>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {

Completions frequent_completions(const std::string& beginning, std::size_t limit,
                                 const Xapian::Database& database) {
    Completions completions;
    std::vector<Completion>& words = completions.words;
    std::size_t seen = 0;
    for (auto term = database.allterms_begin(beginning); term != database.allterms_end(beginning); ++term) {
        if (++seen > max_completions_seen) {
            completions.is_cut = true;
            break;
        }
        words.push_back({term.get_termfreq(), *term});
    }
    completions.is_cut = completions.is_cut || words.size() > limit;
    const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, words.size()));
    std::ranges::partial_sort(words, words.begin() + kept, [](const Completion& a, const Completion& b) {
        return std::tie(b.articles, a.word) < std::tie(a.articles, b.word);
    });
    words.erase(words.begin() + kept, words.end());
    return completions;
}

std::vector<std::string> complete(std::string_view text, std::uint32_t limit,
                                  const Xapian::Database& database) {
    const std::size_t space = text.find_last_of(" \t\n");
    const std::string_view before = space == std::string_view::npos ? "" : text.substr(0, space + 1);
    const std::string beginning = fold_for_matching(text.substr(before.size()));
    std::vector<std::string> completed;
    if (beginning.empty()) return completed;
    for (const Completion& completion : frequent_completions(beginning, limit, database).words) {
        completed.push_back(std::string(before) + completion.word);
    }
    return completed;
}

}  // namespace jooya
