// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jooya/indexer/article.hpp"

namespace jooya {

/// A piece of shown text; `hit` where it is what the query matched. Plain text, never markup.
struct Fragment {
    std::string text{};
    bool hit = false;

    friend bool operator==(const Fragment&, const Fragment&) = default;
};

/// One article of a result.
struct Hit {
    std::uint64_t rank = 0;  ///< counted from 1 over the whole result, not over the page
    std::string code{};
    double score = 0;
    std::vector<Fragment> title{};
    std::vector<Fragment> snippet{};
    std::optional<Timestamp> date{};
    std::string agency{};
    std::string category{};
    std::string url{};
    std::vector<std::string> similar{};  ///< codes of the near-duplicates folded into this hit
};

struct FacetValue {
    std::string value{};  ///< as most articles write it
    std::uint64_t count = 0;
};

struct Facet {
    std::string name{};  ///< a field's name, or "year", "month"
    std::vector<FacetValue> values{};
};

/// Something that the user may have meant instead.
struct Suggestion {
    std::string query{};
    enum class Kind { spelling, layout, finglish } kind = Kind::spelling;
};

/// Something that the query parser or the searcher wants its user to know.
struct Note {
    std::string code{};  ///< stable, for programs: "unbalanced-quote", "any-word", "partial", …
    std::string en{};
    std::string fa{};
};

/// The answer to one request: what the terminal prints, what HTTP returns. `total` counts articles after
/// near-duplicates were folded; it is an estimate unless `total_is_exact`.
struct Page {
    std::string query{};
    std::string interpreted{};
    double took_ms = 0;
    std::uint64_t total = 0;
    bool total_is_exact = true;
    std::vector<Hit> hits{};
    std::vector<Facet> facets{};
    std::optional<Suggestion> suggestion{};
    std::vector<Note> notes{};
};

}  // namespace jooya
