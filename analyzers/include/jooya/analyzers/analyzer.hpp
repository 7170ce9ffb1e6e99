// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/analyzers/token.hpp"

namespace jooya {

/// The result of an analysis and the memory behind it. Reuse one object for many texts: once it is warm,
/// analyzing allocates nothing. Move-only; belongs to one thread at a time.
class Analysis {
  public:
    Analysis();
    ~Analysis();
    Analysis(Analysis&&) noexcept;
    Analysis& operator=(Analysis&&) noexcept;
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    /// In order of position; valid until this object analyzes again or is destroyed.
    [[nodiscard]] std::span<const Token> tokens() const;

    struct Impl;
    [[nodiscard]] Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

/// What one stage left behind, for `explain`.
struct StageTrace {
    std::string_view stage;           ///< the stage's name: "fold", "segment", "join affixes", …
    std::vector<std::string> tokens;  ///< one rendering per token (the folded text for "fold")
};

/// Turns Persian text into tokens.
///
/// Immutable: one object serves indexing, queries and highlighting, from any number of threads, each with
/// its own `Analysis`. Any byte sequence is accepted; bytes that are not UTF-8 separate words. Texts longer
/// than 4 GiB are cut at that length. Time and memory are linear in the length of the text.
///
///     jooya::Analysis analysis;
///     jooya::persian().analyze("نیازمندی‌های همکاریهای روسیه", analysis);
///     for (const jooya::Token& token : analysis.tokens()) index(token.stem, token.position);
class Analyzer {
  public:
    virtual ~Analyzer() = default;

    /// Replaces what `into` held by the tokens of `text` (UTF-8).
    virtual void analyze(std::string_view text, Analysis& into) const = 0;

    /// The same with a copy of the tokens after each stage, slow, for people.
    [[nodiscard]] virtual std::vector<StageTrace> explain(std::string_view text) const = 0;

    /// Identifies what this analyzer does to text, rules and data together: "persian-1-9f3c…". Terms of two
    /// analyzers with different fingerprints must not meet in one index.
    [[nodiscard]] virtual std::string_view fingerprint() const = 0;
};

/// The Persian analyzer. Lives as long as the process.
const Analyzer& persian();

/// Folds `text` (UTF-8) to the one spelling that terms are written in, without segmenting or stemming, and
/// with half-spaces dropped and runs of white space collapsed: for facet values, prefixes and comparing.
std::string fold_for_matching(std::string_view text);

}  // namespace jooya
