// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes fold to UTF-8 that folds to itself, with a way back to where each byte came from.
#include "fold.hpp"

#include <algorithm>

#include "jooya/analyzers/analyzer.hpp"
#include "laws.hpp"

using jooya::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = jooya::fuzz::text_of(data, size);
    jooya::FoldedText folded;
    jooya::fold(text, folded);

    require(jooya::fuzz::is_utf8(folded.text), "folded text is UTF-8");
    require(folded.origin.size() == folded.text.size() + 1, "one origin a byte and one more");
    require(std::is_sorted(folded.origin.begin(), folded.origin.end()), "origins never decrease");
    require(folded.origin.back() == text.size(), "the last origin is the original's length");
    const std::vector<bool> begins = jooya::fuzz::utf8_boundaries(text);
    require(std::all_of(folded.origin.begin(), folded.origin.end(), [&](auto at) { return begins[at]; }),
            "an origin is where a character begins");

    jooya::FoldedText again;
    jooya::fold(folded.text, again);
    require(again.text == folded.text, "folding is idempotent");

    jooya::fold(text, again);
    require(again.text == folded.text && again.origin == folded.origin, "memory reused changes nothing");

    const std::string plain = jooya::fold_for_matching(text);
    require(jooya::fold_for_matching(plain) == plain, "folding for matching is idempotent");
    return 0;
}
