// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "code_points.hpp"
#include "lexicon.hpp"
#include "morphemes.hpp"
#include "noun.hpp"
#include "small_string.hpp"
#include "verb.hpp"
#include "word.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

std::vector<std::string_view> atoms_of(std::string_view word) {
    std::vector<std::string_view> atoms;
    while (true) {
        const std::size_t end = word.find(half_space);
        atoms.push_back(word.substr(0, end));
        if (end == std::string_view::npos) return atoms;
        word.remove_prefix(end + half_space.size());
    }
}

bool is_preverb(std::string_view atom) {
    return std::find(preverbs.begin(), preverbs.end(), atom) != preverbs.end();
}

/// How many atoms from `at` on are one form of a verb: می‌رود, بر‌می‌گردد,
/// برمی‌گردد; 1 where they are none.
std::size_t verb_length(const std::vector<std::string_view>& atoms, std::size_t at) {
    const bool durative = atoms[at] == mi || atoms[at] == mi_negated;
    if (durative) return at + 1 < atoms.size() ? 2 : 1;
    if (!is_preverb(atoms[at]) && !atoms[at].ends_with(mi)) return 1;
    // The longest first: بر‌می‌گردد is not برمی (of رمیدن) and گردد.
    for (std::size_t length = std::min<std::size_t>(3, atoms.size() - at); length >= 2; --length) {
        std::string joined;
        for (std::size_t i = at; i < at + length; ++i) joined += atoms[i];
        const VerbReading verb = read_verb(joined);
        if (verb && (verb.is_marked || verb.has_preverb)) return length;
    }
    return 1;
}

}  // namespace

void split_half_spaces(std::string_view word, std::vector<WordPart>& parts) {
    parts.clear();
    if (word.find(half_space) == std::string_view::npos) {
        parts.emplace_back().surface = word;
        return;
    }
    const std::vector<std::string_view> atoms = atoms_of(word);
    for (std::size_t at = 0; at < atoms.size();) {
        std::size_t end = at + verb_length(atoms, at);
        WordPart part;
        for (std::size_t i = at; i < end; ++i) part.surface += atoms[i];
        part.is_verb = end - at > 1;
        while (end < atoms.size()) {
            const bool is_suffix = is_detachable_suffix(atoms[end]);
            if (!is_suffix && !is_whole_compound(part.surface, atoms[end])) break;
            if (is_suffix && part.base_size == 0 && !part.is_verb) part.base_size = part.surface.size();
            part.surface += atoms[end++];
        }
        part.first_atom = static_cast<std::uint32_t>(at);
        part.last_atom = static_cast<std::uint32_t>(end - 1);
        parts.push_back(std::move(part));
        at = end;
    }
}

}  // namespace jooya
