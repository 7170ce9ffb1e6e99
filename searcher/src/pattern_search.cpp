// SPDX-License-Identifier: GPL-3.0-or-later
#include "pattern_search.hpp"

#include <algorithm>
#include <string_view>

#include "jooya/indexer/card.hpp"
#include "jooya/indexer/schema.hpp"
#include "occurrence_memory.hpp"
#include "posting_memory.hpp"

namespace jooya {

namespace {

// Of the best articles by the words alone.
constexpr std::size_t few_tried = 100;
constexpr std::size_t most_tried = 1000;

/// A word of a phrase and the neighbour that its occurrences are told by.
struct Anchor {
    std::string_view stem;
    std::size_t articles;  ///< that hold it
    const WordPattern* pattern;
    WordPrint neighbour;
    bool is_behind;  ///< does the neighbour stand behind the word, or before it?
};

// The rarest word of a phrase that has a neighbour in it, of all phrases among the patterns.
std::optional<Anchor> anchor_of(const PlainWords& words, std::span<const WordPattern> patterns,
                                const IndexView& index) {
    std::optional<Anchor> best;
    for (const WordPattern& pattern : patterns) {
        if (pattern.kind != WordPattern::Kind::phrase) continue;
        for (std::size_t i = 0; i + 1 < pattern.prints.size(); ++i) {
            if (pattern.offsets[i + 1] != pattern.offsets[i] + 1) continue;
            for (const bool is_behind : {true, false}) {
                const WordPrint print = pattern.prints[is_behind ? i : i + 1];
                for (const std::string& term : words.terms) {
                    const std::string_view stem = std::string_view(term).substr(stem_prefix.size());
                    if (stem_print(stem) != print) continue;
                    const std::size_t articles = index.statistics.articles_with(stem);
                    if (best && best->articles <= articles) continue;
                    best = {stem, articles, &pattern, pattern.prints[is_behind ? i + 1 : i], is_behind};
                }
            }
        }
    }
    return best;
}

}  // namespace

void keep_holding(std::span<const PatternTest> patterns, const IndexView& index,
                  std::vector<FoundByWords::Article>& articles) {
    std::vector<Xapian::docid> numbers;
    numbers.reserve(articles.size());
    for (const FoundByWords::Article& article : articles) numbers.push_back(article.article);
    const std::vector<std::string_view> cards = index.articles.cards(numbers, index.store);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const Card card(cards[i]);
        const bool is_held = std::ranges::all_of(
            patterns, [&](const PatternTest& test) { return test.holds(card.wording()); });
        if (is_held) articles[kept++] = articles[i];
    }
    articles.resize(kept);
}

std::optional<std::vector<FoundByWords::Article>> all_holding(const PlainWords& words,
                                                              std::span<const WordPattern> patterns,
                                                              const IndexView& index, Occurrences may,
                                                              const Deadline& deadline) {
    const auto anchor = words.are_all_needed ? anchor_of(words, patterns, index) : std::nullopt;
    if (!anchor) return std::nullopt;
    const std::string stem(anchor->stem);
    const auto* occurrences =
        may == Occurrences::read ? index.occurrences.list(stem, deadline) : index.occurrences.known(stem);
    if (occurrences == nullptr) return std::nullopt;
    deadline.check();
    std::vector<const PostingList*> lists;
    for (const std::string& term : words.terms) lists.push_back(&index.postings.list(term));
    std::vector<FoundByWords::Article> found;
    Xapian::docid last = 0;
    for (const Occurrence& occurrence : *occurrences) {
        const WordPrint neighbour = anchor->is_behind ? occurrence.after : occurrence.before;
        if ((neighbour & anchor->pattern->mask) != anchor->neighbour || occurrence.article == last) continue;
        last = occurrence.article;
        if (const auto score = score_of(last, lists, index)) found.push_back({last, *score});
    }
    deadline.check();
    const std::vector<PatternTest> tests(patterns.begin(), patterns.end());
    keep_holding(tests, index, found);
    std::ranges::sort(found, is_better);
    return found;
}

std::optional<FoundByWords> best_holding(const std::optional<PlainWords>& words,
                                         std::span<const WordPattern> patterns, const IndexView& index,
                                         std::size_t needed, const WordsFound& find,
                                         const Deadline& deadline) {
    const auto is_enough = [&](const FoundByWords& found) {
        return found.is_exact || found.best.size() >= needed;
    };
    const auto& known = index.last_search.holding();
    if (known && words == known->words && std::ranges::equal(patterns, known->patterns) &&
        is_enough(known->found)) {
        return known->found;
    }
    const auto kept = [&](FoundByWords found) {
        if (words) index.last_search.keep({*words, {patterns.begin(), patterns.end()}, found});
        return found;
    };
    const std::vector<PatternTest> tests(patterns.begin(), patterns.end());
    for (const std::size_t wanted : {few_tried, most_tried}) {
        FoundByWords found = find(wanted);
        const std::size_t tried = found.best.size();
        keep_holding(tests, index, found.best);
        deadline.check();
        found.is_exact = tried < wanted;
        const double share =
            static_cast<double>(found.best.size()) / std::max<double>(1, static_cast<double>(tried));
        found.total = found.is_exact ? found.best.size()
                                     : static_cast<std::uint64_t>(share * static_cast<double>(found.total));
        if (is_enough(found)) return kept(std::move(found));
        if (!words) continue;
        const auto may = wanted < most_tried ? Occurrences::known : Occurrences::read;
        if (auto all = all_holding(*words, patterns, index, may, deadline)) {
            const std::size_t total = all->size();
            return kept({std::move(*all), total, true});
        }
    }
    return std::nullopt;
}

std::optional<FoundByWords> best_holding(const PlainWords& words, std::span<const WordPattern> patterns,
                                         const IndexView& index, std::size_t needed,
                                         const Deadline& deadline) {
    const auto find = [&](std::size_t wanted) {
        return search_words(words, index, wanted, most_tried, deadline);
    };
    return best_holding(words, patterns, index, needed, find, deadline);
}

}  // namespace jooya
