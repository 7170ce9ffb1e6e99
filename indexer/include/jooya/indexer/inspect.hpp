// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jooya/error.hpp"
#include "jooya/indexer/article.hpp"
#include "jooya/indexer/index_manifest.hpp"

namespace jooya {

/// What a database holds, for `jooya-index info`.
struct IndexInfo {
    IndexManifest manifest;
    std::uint64_t articles = 0;  ///< documents
    std::uint64_t bytes = 0;     ///< of all files of the generation that is served
    std::optional<Timestamp> oldest;
    std::optional<Timestamp> newest;
    double mean_length = 0;  ///< tokens an article, weighted as their fields are
    std::uint64_t tombstones =
        0;  ///< documents of articles that were replaced or deleted since (tombstones.hpp)
    std::uint64_t deleted = 0;             ///< codes that were deleted on request and are kept out
    std::string generation{};              ///< the one that is served; empty where there are none
    std::vector<std::string> generations;  ///< all complete ones, the oldest first
};

/// Calls `take` for every stored article, in the order in which they came into the database, until it returns
/// false. Throws Error: missing, damaged, incompatible.
void for_each_article(const std::string& path, const std::function<bool(const Article&)>& take);

/// Throws Error: missing, damaged, incompatible.
IndexInfo inspect(const std::string& path);

enum class CheckDepth : std::uint8_t {
    structure,  ///< Xapian's own check of every table, the manifest and its count
    full        ///< besides, every stored article against its code and digest
};

/// What is wrong with a database, one message a finding; empty where it is sound. Findings beyond the
/// hundredth are counted in the last message. Throws Error: missing, damaged, incompatible, storage.
std::vector<Message> check(const std::string& path, CheckDepth depth);

}  // namespace jooya
