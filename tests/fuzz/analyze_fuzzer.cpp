// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of any bytes: positions without holes, spans on whole characters of the original, no empty term,
// and the same again with a warm cache.
#include <algorithm>

#include "jooya/analyzers/analyzer.hpp"
#include "laws.hpp"

using jooya::Token;
using jooya::fuzz::require;

namespace {

/// Lives through all inputs, as it does while an index is built: its cache fills and is emptied on the way.
jooya::Analysis& long_lived_analysis() {
    static jooya::Analysis analysis;
    return analysis;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = jooya::fuzz::text_of(data, size);
    const jooya::Analyzer& analyzer = jooya::persian();
    jooya::Analysis fresh;
    analyzer.analyze(text, fresh);

    const std::vector<bool> begins = jooya::fuzz::utf8_boundaries(text);
    std::uint32_t position = 0;
    jooya::Span before;
    for (const Token& token : fresh.tokens()) {
        require(token.position == position++, "positions are consecutive from 0");
        require(token.span.begin < token.span.end && token.span.end <= text.size(),
                "a span is not empty and inside the text");
        require(begins[token.span.begin] && begins[token.span.end], "a span ends where characters do");
        // They may overlap: one character can be several words (U+FDFA), and letters may touch it.
        require(token.span.begin >= before.begin && token.span.end >= before.end, "spans are in order");
        require(!token.surface.empty() && jooya::fuzz::is_utf8(token.surface),
                "a surface is UTF-8, not empty");
        require(!token.stem.empty() && jooya::fuzz::is_utf8(token.stem), "a stem is UTF-8, not empty");
        require(token.stem.find(' ') == std::string_view::npos &&
                    token.surface.find(' ') == std::string_view::npos,
                "no space inside a term");
        before = token.span;
    }

    jooya::Analysis& warm = long_lived_analysis();
    analyzer.analyze(text, warm);
    require(std::ranges::equal(fresh.tokens(), warm.tokens()), "the same text gives the same tokens again");

    const auto stages = analyzer.explain(text);
    require(!stages.empty() && stages.back().tokens.size() == fresh.tokens().size(),
            "the last stage that explain shows has one line a token");
    return 0;
}
