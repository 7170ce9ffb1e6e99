// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "recently_used.hpp"
#include "spelling.hpp"

namespace jooya {

/// What was lately found out about single words that may have been slips: up to some hundred look-ups each, or some texts to
/// read. What a query means is decided anew each time, by all of its words.
///
/// Belongs to one thread, and to the revision of the database that it was made for. What it gives lasts until `forget`.
class SpellingMemory {
  public:
    /// The corrections of `word`, by `find` where they are not known. Throws what `find` throws.
    [[nodiscard]] const std::vector<Correction>& corrections(
        const std::string& word, const std::function<std::vector<Correction>()>& find) const {
        return known_or_found(corrections_, word, find);
    }

    /// The compounds that are corrections of `word`, likewise.
    [[nodiscard]] const std::vector<Correction>& compounds(
        const std::string& word, const std::function<std::vector<Correction>()>& find) const {
        return known_or_found(compounds_, word, find);
    }

    /// The articles that hold the very form `surface`, likewise.
    [[nodiscard]] std::uint32_t articles_with(const std::string& surface,
                                              const std::function<std::uint32_t()>& find) const {
        return known_or_found(frequencies_, surface, find);
    }

    /// How articles write `surface`, likewise.
    [[nodiscard]] const std::string& written_form(const std::string& surface,
                                                  const std::function<std::string()>& find) const {
        return known_or_found(forms_, surface, find);
    }

    /// Between two requests: drops what was not asked for lately.
    void forget() const {
        corrections_.forget();
        compounds_.forget();
        frequencies_.forget();
        forms_.forget();
    }

  private:
    using Corrections = RecentlyUsed<std::string, std::vector<Correction>>;

    template <typename Value>
    static const Value& known_or_found(RecentlyUsed<std::string, Value>& memory, const std::string& word,
                                       const std::function<Value()>& find) {
        if (const Value* known = memory.find(word)) return *known;
        Value found = find();
        const std::size_t bytes = of_entry + bytes_beside(found);
        return memory.add(word, std::move(found), bytes);
    }

    // What a value takes beside its entry, about.
    static std::size_t bytes_beside(const std::vector<Correction>& corrections) {
        return corrections.size() * (sizeof(Correction) + sizeof(std::string));
    }
    template <typename Small>
    static std::size_t bytes_beside(const Small& /*value*/) {
        return 0;
    }

    static constexpr std::size_t most_bytes = std::size_t{4} << 20;
    static constexpr std::size_t of_entry = 160;  // of a map's, with a word of usual length, about

    mutable Corrections corrections_{most_bytes};
    mutable Corrections compounds_{most_bytes};
    mutable RecentlyUsed<std::string, std::uint32_t> frequencies_{most_bytes};
    mutable RecentlyUsed<std::string, std::string> forms_{most_bytes};
};

}  // namespace jooya
