// SPDX-License-Identifier: GPL-3.0-or-later
#include "complete.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <unordered_set>
#include <utility>

#include "code_point_text.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// Forms of one word would fill the list: so many times as many words as are asked for are looked at.
constexpr std::size_t looked_at = 8;

// Of the words before the last one.
constexpr std::size_t words_of_context = 2;

// Titles that are read: a title is a tenth of a millisecond with what surrounds it in its article.
constexpr Xapian::doccount titles_read = 24;

// A title goes on with these words often enough to say so.
constexpr int often = 3;
constexpr std::size_t words_further = 2;

struct Typed {
    std::string_view before;  ///< up to the last word
    std::string beginning;    ///< of the last word, folded
};

Typed typed(std::string_view text) {
    const std::size_t space = text.find_last_of(" \t\n");
    const std::string_view before = space == std::string_view::npos ? "" : text.substr(0, space + 1);
    return {before, fold_for_matching(text.substr(before.size()))};
}

class Completer {
  public:
    Completer(const IndexView& index, const Deadline& deadline) : index_(index), deadline_(deadline) {}

    std::vector<std::string> complete(std::string_view text, std::size_t limit) {
        const auto [before, beginning] = typed(text);
        if (beginning.empty()) return {};
        const std::vector<CountedWord> words =
            index_.vocabulary.completions(beginning, limit * looked_at).words;
        std::vector<std::string> completed = as_titles_go_on(before, beginning, words);
        std::unordered_set<std::string> known;
        for (const std::string& one : completed) known.insert(fold_for_matching(one));
        std::ranges::copy_if(by_frequency(words), std::back_inserter(completed),
                             [&](const std::string& word) { return !known.contains(word); });
        if (completed.size() > limit) completed.resize(limit);
        for (std::string& one : completed) one.insert(0, before);
        return completed;
    }

  private:
    // How titles go on, folded: how often, and as one of them writes it.
    struct Continuation {
        int times = 0;
        std::string text{};
    };
    using Continuations = std::map<std::string, Continuation>;

    std::vector<std::string> as_titles_go_on(std::string_view before, const std::string& beginning,
                                             const std::vector<CountedWord>& words) {
        persian().analyze(before, index_.analysis);
        std::vector<std::string> stems;
        for (const Token& token : index_.analysis.tokens()) stems.emplace_back(token.stem);
        if (stems.empty() || words.empty()) return {};
        if (stems.size() > words_of_context) stems.erase(stems.begin(), stems.end() - words_of_context);

        Continuations continuations;
        for (const std::string& title : titles_with(stems, words)) {
            deadline_.check();
            count_continuations(title, stems, beginning, continuations);
        }
        return most_frequent(continuations);
    }

    // Titles with all of `stems` and one of `words`.
    std::vector<std::string> titles_with(const std::vector<std::string>& stems,
                                         const std::vector<CountedWord>& words) {
        const std::string prefix(find_field("title")->prefix);
        std::vector<Xapian::Query> before;
        for (const std::string& stem : stems) before.emplace_back(make_term(prefix, stem));
        std::unordered_set<std::string> last_terms;
        for (const CountedWord& word : words) {
            persian().analyze(word.word, index_.analysis);
            for (const Token& token : index_.analysis.tokens())
                last_terms.insert(make_term(prefix, token.stem));
        }
        std::vector<Xapian::Query> last;
        for (const std::string& term : last_terms) last.emplace_back(term);
        const Xapian::Query query(Xapian::Query::OP_AND,
                                  Xapian::Query(Xapian::Query::OP_AND, before.begin(), before.end()),
                                  Xapian::Query(Xapian::Query::OP_OR, last.begin(), last.end()));
        Xapian::Enquire enquire(index_.database);
        enquire.set_query(deadline_.bounded(index_.live.only(query)));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        std::vector<std::string> titles;
        const Xapian::MSet found = enquire.get_mset(0, titles_read);
        index_.store.learn(found);
        std::vector<Xapian::docid> numbers(found.begin(), found.end());
        index_.store.fetch(numbers, slot_article);
        for (auto match = found.begin(); match != found.end(); ++match) {
            titles.push_back(index_.store.article(*match).title);
        }
        return titles;
    }

    void count_continuations(std::string_view title, const std::vector<std::string>& stems,
                             const std::string& beginning, Continuations& continuations) {
        persian().analyze(title, index_.analysis);
        const std::span<const Token> tokens = index_.analysis.tokens();
        for (std::size_t i = stems.size(); i < tokens.size(); ++i) {
            const bool follows =
                std::ranges::equal(tokens.subspan(i - stems.size(), stems.size()), stems, {}, &Token::stem);
            if (!follows || !tokens[i].surface.starts_with(beginning)) continue;
            for (std::size_t end = i; end < tokens.size() && end <= i + words_further; ++end) {
                // A joined word's parts have the span of the whole.
                const bool is_parted = end > i && tokens[end].span == tokens[end - 1].span;
                const std::string_view phrase =
                    title.substr(tokens[i].span.begin, tokens[end].span.end - tokens[i].span.begin);
                constexpr std::string_view between_sentences = ".,:;!?()[]«»\"/|-\n";
                if (is_parted || phrase.find_first_of(between_sentences) != std::string_view::npos) break;
                if (tokens[end].is_stop) continue;
                Continuation& continuation = continuations[fold_for_matching(phrase)];
                ++continuation.times;
                if (continuation.text.empty()) continuation.text = in_persian_letters(phrase);
            }
        }
    }

    // Single words always, phrases where they are frequent; the most frequent first, the shorter before the longer.
    static std::vector<std::string> most_frequent(const Continuations& continuations) {
        std::vector<Continuation> counted;
        for (const auto& [folded, continuation] : continuations) {
            const bool is_phrase = folded.find(' ') != std::string::npos;
            if (!is_phrase || continuation.times >= often) counted.push_back(continuation);
        }
        std::ranges::stable_sort(counted, [](const Continuation& a, const Continuation& b) {
            return a.times != b.times ? a.times > b.times : a.text.size() < b.text.size();
        });
        std::vector<std::string> texts;
        for (Continuation& continuation : counted) texts.push_back(std::move(continuation.text));
        return texts;
    }

    // Stop words complete nobody's thought, and one form of a word stands for all: the others only follow.
    std::vector<std::string> by_frequency(const std::vector<CountedWord>& words) {
        std::vector<std::string> chosen;
        std::vector<std::string> others;
        std::unordered_set<std::string> stems;
        for (const CountedWord& completion : words) {
            persian().analyze(completion.word, index_.analysis);
            const auto tokens = index_.analysis.tokens();
            const bool is_new =
                tokens.size() == 1 && !tokens.front().is_stop && stems.emplace(tokens.front().stem).second;
            (is_new ? chosen : others).push_back(completion.word);
        }
        std::ranges::move(others, std::back_inserter(chosen));
        return chosen;
    }

    const IndexView& index_;
    const Deadline& deadline_;
};

}  // namespace

std::vector<std::string> complete(std::string_view text, std::uint32_t limit, const IndexView& index,
                                  const Deadline& deadline) {
    return Completer(index, deadline).complete(text, limit);
}

}  // namespace jooya
