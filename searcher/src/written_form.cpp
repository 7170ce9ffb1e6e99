// SPDX-License-Identifier: GPL-3.0-or-later
#include "written_form.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "code_point_text.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "query_words.hpp"

namespace jooya {

namespace {

// Articles are found by the stem, so most may hold other forms of the word.
constexpr int articles_looked_at = 24;

// More of them hardly change the answer.
constexpr int occurrences_compared = 3;

// Of a text; analyzing that much takes a tenth of a millisecond.
constexpr std::size_t looked_at_bytes = 2000;

// The title and what follows.
std::string beginning_of(const Article& article) {
    std::string text = article.title + '\n' + article.lead + '\n';
    text += std::string_view(article.body).substr(0, looked_at_bytes);
    return text.substr(0, looked_at_bytes);
}

// Terms of the articles that may hold `surface`. A half-space may be part of the word and decide its stem: هستهای
// is a form of هست, and هسته‌ای of هسته.
std::vector<std::string> terms_of(std::string_view surface, const IndexView& index) {
    const std::u32string letters = to_code_points(surface);
    std::vector<std::string> terms;
    Analysis& analysis = index.analysis;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        std::u32string form = letters;
        if (i > 0) form.insert(i, 1, zwnj);
        persian().analyze(to_utf8(form), analysis);
        if (analysis.tokens().size() != 1 || analysis.tokens().front().surface != surface) continue;
        std::string term = make_term(stem_prefix, analysis.tokens().front().stem);
        if (std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
    }
    std::erase_if(terms, [&](const std::string& term) { return !index.database.term_exists(term); });
    // The rarer the stem, the likelier an article holds this form of it.
    std::ranges::sort(terms, {}, [&](const std::string& term) { return index.database.get_termfreq(term); });
    return terms;
}

std::string looked_up_form(std::string_view surface, const IndexView& index) {
    std::map<std::string, int> forms;
    int looked_at = 0;
    int occurrences = 0;
    Analysis& analysis = index.analysis;
    for (const std::string& term : terms_of(surface, index)) {
        const auto end = index.database.postlist_end(term);
        for (auto posting = index.database.postlist_begin(term);
             posting != end && looked_at < articles_looked_at && occurrences < occurrences_compared;
             ++posting, ++looked_at) {
            const std::string text = beginning_of(index.store.article(*posting));
            persian().analyze(text, analysis);
            for (const Token& token : analysis.tokens()) {
                if (token.surface != surface) continue;
                const std::string form = in_persian_letters(
                    std::string_view(text).substr(token.span.begin, token.span.end - token.span.begin));
                // The span of a word that was joined to another holds both.
                if (form.find(' ') != std::string::npos || fold_for_matching(form) != surface) continue;
                ++forms[form];
                ++occurrences;
            }
        }
    }
    const auto most = std::ranges::max_element(forms, {}, [](const auto& form) { return form.second; });
    return most == forms.end() ? std::string(surface) : most->first;
}

}  // namespace

std::string written_form(std::string_view surface, const IndexView& index) {
    return index.spelling.written_form(std::string(surface), [&] { return looked_up_form(surface, index); });
}

}  // namespace jooya
