// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/article_reader.hpp"

namespace jooya::testing {

/// Bytes of memory, given in small pieces so that every seam is met.
class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes, std::size_t piece = 7919) : rest_(bytes), piece_(piece) {}

    std::size_t read(char* into, std::size_t size) override {
        const std::size_t count = std::min({size, piece_, rest_.size()});
        std::memcpy(into, rest_.data(), count);
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
    std::size_t piece_;
};

struct ReadResult {
    std::vector<ReadArticle> articles;
    std::vector<Reject> rejects;
    std::vector<ReadWarning> warnings;

    /// "line 7 broken-json; no-code" for a glance.
    [[nodiscard]] std::string rejects_line() const {
        std::string line;
        for (const Reject& reject : rejects) {
            if (!line.empty()) line += "; ";
            const std::string place = describe(reject.position).en;
            line += place.empty() ? "" : place + ' ';
            line += name_of(reject.reason);
        }
        return line;
    }
};

inline ReadResult read_all(std::string_view bytes, const ReaderOptions& options = {}) {
    ReadResult result;
    MemorySource source(bytes);
    read_articles(source, "test", options, [&](ReadItem&& item) {
        if (auto* article = std::get_if<ReadArticle>(&item)) result.articles.push_back(std::move(*article));
        if (auto* reject = std::get_if<Reject>(&item)) result.rejects.push_back(std::move(*reject));
        if (auto* warning = std::get_if<ReadWarning>(&item)) result.warnings.push_back(std::move(*warning));
        return true;
    });
    return result;
}

}  // namespace jooya::testing
