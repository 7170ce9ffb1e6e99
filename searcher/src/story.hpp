// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jooya {

/// An article that may belong to the story of another one, its subject.
struct Report {
    Xapian::docid article = 0;
    double likeness = 0;  ///< its score by the subject's words, divided by the subject's own
    std::optional<std::int64_t> seconds{};  ///< its date
    std::string cluster{};                  ///< what near-duplicates have in common; empty where it has none
};

/// One report of a story, and the later copies of it that other agencies printed.
struct StoryPart {
    Xapian::docid article = 0;
    double likeness = 0;
    std::vector<Xapian::docid> copies{};
};

/// An article belongs to a story where it has this share of the score that the subject has by its own words.
inline constexpr double least_likeness = 0.25;

/// A silence that ends a story: what is reported afterwards is another one, such as an anniversary.
inline constexpr std::int64_t longest_silence_days = 30;

/// The story of `subject`, first report to last: of `reports`, those that are alike and follow each other
/// without a long silence around the subject, copies under the first of them. Reports without a date have no
/// place in it, save the subject, which then comes first, with all reports behind it. Where the story has more
/// than `limit` parts, the likest are kept. `reports` need not hold the subject.
std::vector<StoryPart> story_of(const Report& subject, std::vector<Report> reports, std::size_t limit);

}  // namespace jooya
