// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace jooya {

namespace {

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

Vocabulary::Vocabulary(Xapian::Database database, const std::vector<Xapian::Database>& parts)
    : database_(std::move(database)), words_(parts) {}

std::uint32_t Vocabulary::frequency(std::string_view surface) const {
    return surface.empty() ? 0 : words_.frequency(surface);
}

bool Vocabulary::has_beginning(std::string_view beginning) const {
    bool is_found = false;
    for_each(std::string(beginning), [&](std::string_view, std::uint32_t) {
        is_found = true;
        return false;
    });
    return is_found;
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
    if (!beginning.empty()) words_.for_each(beginning, visit);
}

}  // namespace jooya
