// SPDX-License-Identifier: GPL-3.0-or-later
#include "wording_source.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "jooya/indexer/card.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace {

struct Range {
    std::size_t begin;
    std::size_t end;
};

template <typename Holds>
bool any_part(const Wording& wording, TextScope scope, Holds holds) {
    constexpr std::array all{std::pair{TextPart::title, TextScope::title},
                             std::pair{TextPart::lead, TextScope::lead},
                             std::pair{TextPart::body, TextScope::body}};
    return std::ranges::any_of(all, [&](const auto& one) {
        const auto [part, its_scope] = one;
        return (scope == TextScope::all || scope == its_scope) &&
               holds(Range{wording.begin_of(part), wording.end_of(part)});
    });
}

// By print: is it one of the pattern's words?
std::vector<bool> words_of(const WordPattern& pattern) {
    constexpr std::size_t prints = std::size_t{1} << 16U;
    constexpr WordPrint forms = 1U << (16U - stem_print_bits);
    std::vector<bool> is_one(prints);
    const auto add_forms = [&](WordPrint stem) {
        for (WordPrint form = 0; form < forms; ++form) {
            is_one[static_cast<std::size_t>(stem | form << stem_print_bits)] = true;
        }
    };
    for (const WordPrint print : pattern.prints) {
        pattern.mask == stem_print_mask ? add_forms(print) : void(is_one[print] = true);
    }
    for (const WordPrint stem : pattern.stems) add_forms(stem);
    return is_one;
}

bool has_any(const Wording& wording, Range part, const std::vector<bool>& is_one) {
    for (std::size_t at = part.begin; at < part.end; ++at) {
        if (is_one[wording[at]]) return true;
    }
    return false;
}

bool stands_at(const Wording& wording, std::size_t at, const WordPattern& pattern) {
    std::size_t word = 0;
    while (word < pattern.prints.size() &&
           (wording[at + pattern.offsets[word]] & pattern.mask) == pattern.prints[word]) {
        ++word;
    }
    return word == pattern.prints.size();
}

// The first and the last word are looked for in blocks without a branch, which compilers turn into instructions over
// many prints at once: a quotation of stop words is looked for in every article.
bool has_phrase(const Wording& wording, Range part, const WordPattern& pattern) {
    const std::size_t reach = pattern.offsets.back();
    if (part.end - part.begin <= reach) return false;
    constexpr std::size_t block = 64;
    std::array<WordPrint, block> firsts{};
    std::array<WordPrint, block> lasts{};
    const auto mask = pattern.mask;
    const WordPrint first = pattern.prints.front();
    const WordPrint last = pattern.prints.back();
    for (std::size_t at = part.begin; at + reach < part.end; at += block) {
        const std::size_t count = std::min(block, part.end - reach - at);
        wording.copy(at, count, firsts.data());
        wording.copy(at + reach, count, lasts.data());
        WordPrint met = 0;
        for (std::size_t i = 0; i < block; ++i) {
            const auto differing = static_cast<WordPrint>(((firsts[i] ^ first) | (lasts[i] ^ last)) & mask);
            met |= static_cast<WordPrint>(differing == 0 ? 1 : 0);
        }
        if (met == 0) continue;
        for (std::size_t i = 0; i < count; ++i) {
            if (stands_at(wording, at + i, pattern)) return true;
        }
    }
    return false;
}

bool has_near(const Wording& wording, Range part, const WordPattern& pattern) {
    struct Wanted {
        WordPrint print;
        int missing;  ///< in the window; a word that the query names twice must stand there twice
    };
    std::vector<Wanted> words;
    for (const WordPrint print : pattern.prints) {
        const auto known = std::ranges::find(words, print, &Wanted::print);
        if (known == words.end()) {
            words.push_back({print, 1});
        } else {
            ++known->missing;
        }
    }
    const auto pass = [&](std::size_t at, int change) {
        const auto print = static_cast<WordPrint>(wording[at] & pattern.mask);
        const auto word = std::ranges::find(words, print, &Wanted::print);
        if (word == words.end()) return false;
        word->missing += change;
        return true;
    };
    for (std::size_t at = part.begin; at < part.end; ++at) {
        if (at - part.begin >= pattern.window) pass(at - pattern.window, 1);
        if (!pass(at, -1)) continue;
        if (std::ranges::all_of(words, [](const Wanted& word) { return word.missing <= 0; })) return true;
    }
    return false;
}

/// Every article whose wording holds a pattern. Beside a query in OP_FILTER it is asked only about the articles that
/// the query meets, in their order, so that the wordings are read along their stream.
class WordingSource final : public Xapian::PostingSource {
  public:
    explicit WordingSource(std::shared_ptr<const PatternTest> pattern) : pattern_(std::move(pattern)) {}

    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
    // As many as there are: what costs most is asked last.
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return articles_; }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return articles_; }

    void init(const Xapian::Database& database) override {
        articles_ = database.get_doccount();
        stream_ = database.valuestream_begin(slot_card);
        end_ = database.valuestream_end(slot_card);
        is_begun_ = false;
    }

    void next(double /*min_weight*/) override {
        if (is_begun_) ++stream_;
        is_begun_ = true;
        skip_others();
    }

    void skip_to(Xapian::docid article, double /*min_weight*/) override {
        is_begun_ = true;
        if (stream_ != end_ && stream_.get_docid() < article) stream_.skip_to(article);
        skip_others();
    }

    bool check(Xapian::docid article, double /*min_weight*/) override {
        is_begun_ = true;
        if (stream_ != end_ && stream_.get_docid() < article) stream_.skip_to(article);
        return stream_ == end_ || (stream_.get_docid() == article && is_match());
    }

    [[nodiscard]] bool at_end() const override { return is_begun_ && stream_ == end_; }
    [[nodiscard]] Xapian::docid get_docid() const override { return stream_.get_docid(); }
    [[nodiscard]] PostingSource* clone() const override { return new WordingSource(pattern_); }
    [[nodiscard]] std::string get_description() const override { return "Wording"; }

  private:
    [[nodiscard]] bool is_match() const {
        const std::string bytes = *stream_;
        return pattern_->holds(Card(bytes).wording());
    }

    void skip_others() {
        while (stream_ != end_ && !is_match()) ++stream_;
    }

    std::shared_ptr<const PatternTest> pattern_;
    Xapian::doccount articles_ = 0;
    Xapian::ValueIterator stream_;
    Xapian::ValueIterator end_;
    bool is_begun_ = false;
};

}  // namespace

PatternTest::PatternTest(WordPattern pattern) : pattern_(std::move(pattern)) {
    if (pattern_.kind == WordPattern::Kind::any) is_one_ = words_of(pattern_);
}

bool PatternTest::holds(const Wording& wording) const {
    return any_part(wording, pattern_.scope, [&](Range part) {
        switch (pattern_.kind) {
            case WordPattern::Kind::any:
                return has_any(wording, part, is_one_);
            case WordPattern::Kind::phrase:
                return has_phrase(wording, part, pattern_);
            case WordPattern::Kind::near:
                return has_near(wording, part, pattern_);
        }
        return false;
    });
}

bool holds(const Wording& wording, const WordPattern& pattern) {
    return PatternTest(pattern).holds(wording);
}

Xapian::Query holding(const Xapian::Query& articles, WordPattern pattern) {
    auto* source = new WordingSource(std::make_shared<const PatternTest>(std::move(pattern)));
    return {Xapian::Query::OP_FILTER, articles, Xapian::Query(source->release())};
}

}  // namespace jooya
