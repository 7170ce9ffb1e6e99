// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jooya {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

// The stretch of `reports`, which stand in order of time, around `subject` that no long silence parts.
std::vector<Report> without_silence(const std::vector<Report>& reports, Xapian::docid subject) {
    constexpr std::int64_t silence = longest_silence_days * seconds_a_day;
    const auto follows = [](const Report& earlier, const Report& later) {
        return *later.seconds - *earlier.seconds <= silence;
    };
    const auto at = std::ranges::find(reports, subject, &Report::article);
    auto begin = at;
    while (begin != reports.begin() && follows(*std::prev(begin), *begin)) --begin;
    auto end = std::next(at);
    while (end != reports.end() && follows(*std::prev(end), *end)) ++end;
    return {begin, end};
}

std::vector<StoryPart> with_copies_together(const std::vector<Report>& reports) {
    std::vector<StoryPart> parts;
    std::vector<std::string> clusters;
    for (const Report& report : reports) {
        const auto known =
            report.cluster.empty() ? clusters.end() : std::ranges::find(clusters, report.cluster);
        if (known == clusters.end()) {
            parts.push_back({report.article, report.likeness});
            clusters.push_back(report.cluster);
        } else {
            StoryPart& part = parts[static_cast<std::size_t>(known - clusters.begin())];
            part.copies.push_back(report.article);
            part.likeness = std::max(part.likeness, report.likeness);
        }
    }
    return parts;
}

}  // namespace

std::vector<StoryPart> story_of(const Report& subject, std::vector<Report> reports, std::size_t limit) {
    std::erase_if(reports, [&](const Report& report) {
        return report.article == subject.article || report.likeness < least_likeness || !report.seconds;
    });
    reports.push_back(subject);
    // Without a date the subject has no neighbours in time; it stands first.
    std::ranges::sort(reports, [](const Report& a, const Report& b) {
        return std::pair(a.seconds, a.article) < std::pair(b.seconds, b.article);
    });
    if (subject.seconds) reports = without_silence(reports, subject.article);
    std::vector<StoryPart> parts = with_copies_together(reports);
    if (parts.size() <= limit) return parts;
    std::vector<StoryPart> likest = parts;
    std::ranges::stable_sort(likest, std::ranges::greater{}, &StoryPart::likeness);
    likest.resize(limit);
    std::erase_if(parts, [&](const StoryPart& part) {
        return std::ranges::find(likest, part.article, &StoryPart::article) == likest.end();
    });
    return parts;
}

}  // namespace jooya
