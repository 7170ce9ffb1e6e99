// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jooya {

/// The key of the database metadata that holds the manifest.
inline constexpr std::string_view manifest_key = "jooya.manifest";

/// The counts of one run of the indexer; read = added + replaced + unchanged + rejected.
struct RunCounts {
    std::uint64_t read = 0;
    std::uint64_t added = 0;
    std::uint64_t replaced = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t deleted = 0;
    std::uint64_t rejected = 0;

    friend bool operator==(const RunCounts&, const RunCounts&) = default;
};

/// What a database says about itself; committed together with the articles it speaks of.
struct IndexManifest {
    int schema = 0;                        ///< `schema_version` of the program that wrote it
    std::string analyzer;                  ///< Analyzer::fingerprint()
    std::uint64_t articles = 0;            ///< that the database holds
    std::uint64_t length = 0;              ///< tokens of all its documents, weighted as their fields are
    std::int64_t changed = 0;              ///< seconds since the epoch of the last commit
    std::optional<std::int64_t> last_run;  ///< seconds since the epoch of the end of the last successful run
    RunCounts counts;                      ///< of the last successful run

    friend bool operator==(const IndexManifest&, const IndexManifest&) = default;
};

/// The manifest of a database that holds nothing yet, for this program and its analyzer.
IndexManifest new_manifest();

/// The manifest as the database's metadata holds it: JSON, one line.
std::string to_json(const IndexManifest& manifest);

/// Reads what the database called `database` holds under `manifest_key`. Throws Error: incompatible where
/// there is none (the database is not Jooya's), damaged where it cannot be read.
IndexManifest parse_manifest(std::string_view metadata, std::string_view database);

/// Throws Error: incompatible, with the command that mends it, where this program and `manifest` differ in
/// schema or analyzer: their terms must not meet in one index, nor a query of one the index of the other.
void require_compatible(const IndexManifest& manifest, std::string_view database);

}  // namespace jooya
