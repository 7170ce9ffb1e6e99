// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// Surfaces are terms without a prefix, and prefixes begin with a capital letter.
constexpr bool is_surface(std::string_view term) {
    return !term.empty() && (term.front() < 'A' || term.front() > 'Z');
}

// Walking over so many words takes less than half a millisecond and is done again each time.
constexpr std::size_t quickly_walked = 500;

// Of a beginning that takes longer: so many words are kept, and so many beginnings at most.
constexpr std::size_t kept_words = 1000;
constexpr std::size_t kept_beginnings = 4096;

bool more_frequent(const CountedWord& a, const CountedWord& b) {
    return std::tie(b.articles, a.word) < std::tie(a.articles, b.word);
}

Completions first_of(const Completions& all, std::size_t limit) {
    const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, all.words.size()));
    return {{all.words.begin(), all.words.begin() + kept}, all.is_cut || all.words.size() > limit};
}

}  // namespace

Vocabulary::Vocabulary(Xapian::Database database) : database_(std::move(database)) {}

std::uint32_t Vocabulary::frequency(std::string_view surface) const {
    return is_surface(surface) ? database_.get_termfreq(make_term("", surface)) : 0;
}

bool Vocabulary::has_beginning(std::string_view beginning) const {
    if (!is_surface(beginning)) return false;
    const std::string prefix(beginning);
    return database_.allterms_begin(prefix) != database_.allterms_end(prefix);
}

Completions Vocabulary::completions(const std::string& beginning, std::size_t limit) const {
    if (const auto known = remembered_.find(beginning); known != remembered_.end()) {
        return first_of(known->second, limit);
    }
    Completions all;
    for_each(beginning, [&](std::string_view word, std::uint32_t articles) {
        all.words.push_back({std::string(word), articles});
        return true;
    });
    const bool is_slow = all.words.size() > quickly_walked;
    const std::size_t kept = std::min(kept_words, all.words.size());
    std::ranges::partial_sort(all.words, all.words.begin() + static_cast<std::ptrdiff_t>(kept),
                              more_frequent);
    all.is_cut = all.words.size() > kept;
    all.words.resize(kept);
    Completions first = first_of(all, limit);
    if (is_slow && remembered_.size() < kept_beginnings) remembered_.emplace(beginning, std::move(all));
    return first;
}

void Vocabulary::for_each(const std::string& beginning,
                          const std::function<bool(std::string_view, std::uint32_t)>& visit) const {
    if (!is_surface(beginning)) return;
    const auto end = database_.allterms_end(beginning);
    for (auto term = database_.allterms_begin(beginning); term != end; ++term) {
        if (!visit(*term, term.get_termfreq())) return;
    }
}

}  // namespace jooya
