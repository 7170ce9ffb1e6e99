// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jooya {

/// Where a part of a query looks.
enum class TextScope : std::uint8_t { all, title, lead, body };

/// Stems at their places: a phrase as highlighting looks for it.
struct StemSequence {
    std::vector<std::string> stems;
    std::vector<std::uint32_t> offsets;  ///< position of each stem behind the first; the first is 0
};

/// What a query matched, as words to look for in a text.
struct Matchers {
    /// Stem → weight. The rarer a word, the more a sentence that holds it says about the match.
    std::map<std::string, double, std::less<>> stems;
    std::map<std::string, double, std::less<>> surfaces;  ///< exact forms and expanded beginnings
    std::vector<StemSequence> sequences;                  ///< phrases

    [[nodiscard]] bool empty() const { return stems.empty() && surfaces.empty() && sequences.empty(); }
};

/// The matchers of each place: what looks everywhere is in all of them.
struct ScopedMatchers {
    Matchers title;
    Matchers lead;
    Matchers body;
};

}  // namespace jooya
