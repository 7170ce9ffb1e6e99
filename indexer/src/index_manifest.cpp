// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/index_manifest.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "jooya/analyzers/analyzer.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {
namespace {

Message rebuild_hint(std::string_view database) {
    return {fmt::format("index the archive anew: jooya-index rebuild --db {} PATH", database),
            fmt::format("آرشیو را از نو نمایه کنید: jooya-index rebuild --db {} PATH", database)};
}

}  // namespace

IndexManifest new_manifest() {
    IndexManifest manifest;
    manifest.schema = schema_version;
    manifest.analyzer = persian().fingerprint();
    return manifest;
}

std::string to_json(const IndexManifest& manifest) {
    nlohmann::ordered_json json = {
        {"schema", manifest.schema}, {"analyzer", manifest.analyzer}, {"articles", manifest.articles},
        {"length", manifest.length}, {"changed", manifest.changed},
    };
    if (manifest.last_run.has_value()) json["last_run"] = *manifest.last_run;
    const RunCounts& counts = manifest.counts;
    json["counts"] = {{"read", counts.read},         {"added", counts.added},
                      {"replaced", counts.replaced}, {"unchanged", counts.unchanged},
                      {"deleted", counts.deleted},   {"rejected", counts.rejected}};
    return json.dump();
}

IndexManifest parse_manifest(std::string_view metadata, std::string_view database) {
    if (metadata.empty()) {
        throw Error(ErrorCode::incompatible,
                    {fmt::format("{}: this Xapian database was not written by Jooya", database),
                     fmt::format("{}: این پایگاه زاپیان را جویا ننوشته است", database)},
                    rebuild_hint(database));
    }
    try {
        const auto json = nlohmann::json::parse(metadata);
        IndexManifest manifest;
        manifest.schema = json.at("schema").get<int>();
        manifest.analyzer = json.at("analyzer").get<std::string>();
        manifest.articles = json.at("articles").get<std::uint64_t>();
        // An older schema knew none; that is what the reader must be told.
        manifest.length = json.value("length", std::uint64_t{0});
        manifest.changed = json.at("changed").get<std::int64_t>();
        if (json.contains("last_run")) manifest.last_run = json.at("last_run").get<std::int64_t>();
        const auto& counts = json.at("counts");
        manifest.counts = {counts.at("read"),      counts.at("added"),   counts.at("replaced"),
                           counts.at("unchanged"), counts.at("deleted"), counts.at("rejected")};
        return manifest;
    } catch (const nlohmann::json::exception& error) {
        throw Error(ErrorCode::damaged,
                    {fmt::format("{}: the manifest cannot be read: {}", database, error.what()),
                     fmt::format("{}: شناسنامهٔ پایگاه خوانده نمی‌شود: {}",
                                 database, error.what())},
                    rebuild_hint(database));
    }
}

void require_compatible(const IndexManifest& manifest, std::string_view database) {
    if (manifest.schema != schema_version) {
        throw Error(ErrorCode::incompatible,
                    {fmt::format("{}: written with schema {}, this program uses schema {}", database,
                                 manifest.schema, schema_version),
                     fmt::format("{}: با طرح {} نوشته شده و این برنامه طرح {} را به کار "
                                 "می‌برد",
                                 database, manifest.schema, schema_version)},
                    rebuild_hint(database));
    }
    if (manifest.analyzer != persian().fingerprint()) {
        throw Error(
            ErrorCode::incompatible,
            {fmt::format("{}: written with the analyzer {}, this program has {}", database, manifest.analyzer,
                         persian().fingerprint()),
             fmt::format(
                 "{}: با تحلیل‌گر {} نوشته شده و این برنامه {} را دارد",
                 database, manifest.analyzer, persian().fingerprint())},
            rebuild_hint(database));
    }
}

}  // namespace jooya
