// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jooya/error.hpp"
#include "jooya/indexer/update.hpp"

namespace jooya {

struct RebuildOptions {
    UpdateOptions
        run;  ///< what fills the new generation; `force` allows that it holds much less than the old one
    unsigned keep = 1;  ///< how many of the generations before stay, to roll back to
    /// Asked when the new generation is filled: what speaks against serving it, beside the checks of rebuild's own.
    std::function<std::vector<Message>(const RunReport&)> judge{};
};

/// A new generation that holds less than this part of the articles of the old one is not served, unless forced.
inline constexpr std::uint64_t least_rebuilt_percent = 95;

struct RebuildReport {
    RunReport run;
    std::string served;  ///< the generation that is served from now on; empty where it is the old one
    std::uint64_t articles_before = 0;
    std::uint64_t smoke_queries = 0;    ///< titles of old articles that were searched in the new generation
    std::vector<Message> objections{};  ///< why the new generation is not served
};

/// Builds a new generation of the database at `path` aside, checks it and then serves it in place of the old one, at
/// once; while it lasts, and where anything fails, the old one goes on being served. Deletions are carried over.
///
/// The new generation is served where it holds enough articles (`least_rebuilt_percent`), Xapian finds its tables
/// sound, and the titles of articles of the old one find them. What is not served is removed, as is whatever a killed
/// rebuild has left. Throws Error as IndexWriter and update do.
RebuildReport rebuild(const std::string& path, const RebuildOptions& options, const Progress& progress = {});

struct RollbackReport {
    std::string served;
    bool has_carried_deletions = true;  ///< false where the generation that is left cannot be read any more
};

/// Serves the generation before the one that is served, or the one that is named, checked before; deletions are carried
/// over, so that no article that was deleted since comes back. Throws Error: missing, where there is
/// no such generation; damaged or incompatible, where it must not be served.
RollbackReport rollback(const std::string& path, const std::optional<std::string>& name = std::nullopt);

struct CompactReport {
    std::string served;  ///< the name of the compact generation
    std::uint64_t bytes_before = 0;
    std::uint64_t bytes_after = 0;
};

/// Writes the generation that is served anew without the room that changes have left in its files, and serves it in
/// the old one's place, which is removed. Needs the room of one more copy while it lasts. Where articles were replaced
/// or deleted, all others are built again from what is stored of them, which takes as long as a first build on one
/// thread; else it is a copy.
CompactReport compact(const std::string& path);

}  // namespace jooya
