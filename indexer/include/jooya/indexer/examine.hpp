// SPDX-License-Identifier: GPL-3.0-or-later
// What is odd in an archive, before it is indexed: `jooya-index doctor`.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/error.hpp"
#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// What an archivist wants to know of an article or a text. The table in examine.cpp gives each its name and its
/// words.
enum class Oddity : std::uint8_t {
    utf16,
    windows_1256,
    utf8_as_windows_1256,  ///< mojibake: «ط³ظ„ط§ظ…» for «سلام»
    utf8_as_windows_1252,  ///< mojibake: "Ø³Ù„Ø§Ù…" for «سلام»
    arabic_letters,
    presentation_forms,
    not_sign,  ///< ¬ where a half-space was meant
    other_script,
    no_title,
    no_text,
    missing_code,
    malformed_code,
    repeated_article,  ///< the same article again
    duplicate_code,    ///< another article of the same code
    no_date,
    unreadable_date,
    wrong_calendar,  ///< a year of one calendar with a month of the other, or a year that was converted twice
    placeholder_date,  ///< the first day of 1900 or 1970, which programs write for none
    future_date,
    swapped_date,       ///< with day and month the other way round it would fit its neighbours by code
    date_out_of_order,  ///< far from the dates of its neighbours by code
    near_duplicate,
};

inline constexpr std::size_t oddity_count = 22;

/// The stable name of an oddity, for reports: "duplicate-code".
std::string_view name_of(Oddity oddity);

/// What it is and what Jooya makes of it, in both languages.
const Message& message_of(Oddity oddity);

/// One case of something odd.
struct OddityExample {
    std::string source{};
    Position position{};
    std::string code{};
    std::string value{};  ///< what is odd about it: the date, the other code; may be empty
};

struct OddityFindings {
    std::uint64_t count = 0;
    std::vector<OddityExample> examples{};  ///< the first `most_examples`
};

struct RejectFindings {
    std::uint64_t count = 0;
    Reject example{};
};

/// A stretch of a sequence of codes that no article has.
struct CodeHole {
    std::uint64_t after = 0;   ///< the code before it
    std::uint64_t before = 0;  ///< the code behind it
};

/// Numeric codes of one source in order.
struct CodeSequence {
    std::uint64_t codes = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool is_dense = false;          ///< at least half of the numbers between first and last are there
    std::uint64_t hole_count = 0;   ///< in a dense sequence every gap, in a sparse one those beyond the usual
    std::vector<CodeHole> holes{};  ///< the widest `most_examples`
};

/// One file of many articles, or one folder of files with one each.
struct SourceFindings {
    std::string source{};
    std::uint64_t articles = 0;
    std::array<std::uint64_t, oddity_count> oddities{};
    CodeSequence sequence{};
};

/// Days from `first` to `last`, as days since 1970-01-01 in Tehran, on which no article was written.
struct CoverageGap {
    std::int32_t first = 0;
    std::int32_t last = 0;
};

struct ArchiveFindings {
    std::uint64_t articles = 0;
    std::uint64_t rejected = 0;
    std::array<OddityFindings, oddity_count> oddities{};
    std::map<RejectReason, RejectFindings> rejects{};
    std::vector<SourceFindings> sources{};           ///< the largest first
    std::map<std::int32_t, std::uint32_t> days{};    ///< articles a day, by days since 1970-01-01 in Tehran
    std::uint64_t days_without = 0;                  ///< between the first and the last day
    std::vector<CoverageGap> gaps{};                 ///< the longest `most_gaps`, the longest first
    std::uint64_t story_clusters = 0;                ///< groups of near-duplicates
    std::vector<std::vector<std::string>> copies{};  ///< codes of the largest groups, `most_examples` of each
    bool is_partial = false;  ///< codes, order and copies are those of the first `most_remembered` articles
};

inline constexpr std::size_t most_examples = 5;
inline constexpr std::size_t most_gaps = 10;
inline constexpr std::size_t most_sources = 1000;

/// Articles whose code, day and wording are kept for comparing: some 130 MB.
inline constexpr std::size_t most_remembered = 1'000'000;

/// Looks at an archive article by article. Memory is bounded by the constants above. Belongs to one thread.
///
///     ArchiveExamination examination(now);
///     examine({"/archive"}, options, examination);
///     print(examination.finish());
class ArchiveExamination {
  public:
    /// `now` is the moment, in seconds since 1970, behind which dates are in the future.
    explicit ArchiveExamination(std::int64_t now);
    ~ArchiveExamination();
    ArchiveExamination(const ArchiveExamination&) = delete;
    ArchiveExamination& operator=(const ArchiveExamination&) = delete;

    /// `options` with a hook that tells this object the encodings of texts.
    [[nodiscard]] ReaderOptions watching(ReaderOptions options);

    /// `source` is the file that the item is from.
    void take(const ReadItem& item, std::string_view source);

    /// What was found. Call it once, behind the last article.
    ArchiveFindings finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads every file at and under `paths`, "-" for standard input, into `examination`.
void examine(const std::vector<std::string>& paths, const ReaderOptions& options,
             ArchiveExamination& examination);

}  // namespace jooya
