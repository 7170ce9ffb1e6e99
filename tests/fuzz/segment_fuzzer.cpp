// SPDX-License-Identifier: GPL-3.0-or-later
// The words of any folded text stand in order, apart from each other, and on whole characters.
#include "segment.hpp"

#include <algorithm>

#include "code_points.hpp"
#include "fold.hpp"
#include "laws.hpp"

using jooya::Word;
using jooya::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    jooya::FoldedText folded;
    jooya::fold(jooya::fuzz::text_of(data, size), folded);
    const std::string_view text = folded.text;
    std::vector<Word> words;
    std::vector<char> scratch;
    jooya::segment(text, words, scratch);

    const std::vector<bool> begins = jooya::fuzz::utf8_boundaries(text);
    std::uint32_t end_before = 0;
    for (const Word& word : words) {
        require(word.begin >= end_before, "words are ordered and do not overlap");
        require(word.begin < word.end && word.end <= text.size(), "a word is not empty and inside the text");
        require(begins[word.begin] && begins[word.end], "a word ends where characters do");
        require(!word.text.empty() && jooya::fuzz::is_utf8(word.text), "a word's text is UTF-8, not empty");
        require(!word.text.starts_with(jooya::half_space) && !word.text.ends_with(jooya::half_space),
                "no half-space at an end of a word");
        require(word.text.find(' ') == std::string_view::npos, "no space inside a word");
        if (word.follows_space) {
            const std::string_view gap = text.substr(end_before, word.begin - end_before);
            require(gap.find_first_not_of(" \u200C") == std::string_view::npos, "follows_space: only spaces");
        }
        end_before = word.end;
    }

    std::vector<Word> again;
    std::vector<char> other_scratch;
    jooya::segment(text, again, other_scratch);
    require(std::equal(words.begin(), words.end(), again.begin(), again.end(),
                       [](const Word& a, const Word& b) {
                           return a.text == b.text && a.begin == b.begin && a.end == b.end &&
                                  a.kind == b.kind && a.follows_space == b.follows_space;
                       }),
            "the same text segments alike twice");
    return 0;
}
