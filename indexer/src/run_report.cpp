// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "jooya/indexer/update.hpp"

namespace jooya {
namespace {

using Json = nlohmann::ordered_json;

/// Sources and values come from outside and need not be UTF-8.
constexpr auto replace_invalid = Json::error_handler_t::replace;

void add_counts(Json& json, const RunCounts& counts) {
    json["read"] = counts.read;
    json["added"] = counts.added;
    json["replaced"] = counts.replaced;
    json["unchanged"] = counts.unchanged;
    json["deleted"] = counts.deleted;
    json["rejected"] = counts.rejected;
}

template <class Finding>
std::uint64_t unlisted(const Findings<Finding>& findings) {
    return findings.total() - findings.listed().size();
}

}  // namespace

std::string to_json(const RunReport& report, std::string_view command, std::string_view database) {
    Json json = {{"schema", 1}, {"command", command}, {"database", database}};
    json["started"] = report.started;
    json["finished"] = report.finished;
    json["seconds"] = report.seconds;
    json["interrupted"] = report.is_interrupted;
    json["resumed"] = nullptr;
    if (report.resumed.has_value()) {
        json["resumed"] = {{"started", report.resumed->started}};
        add_counts(json["resumed"], report.resumed->counts);
    }
    add_counts(json, report.counts);
    json["withheld"] = report.withheld;
    json["articles"] = report.articles;
    json["prune_refused"] = report.prune_refused;
    json["files"] = report.files;
    json["skipped_files"] = report.skipped_files;
    json["ignored"] = report.ignored;
    json["bytes"] = report.bytes;
    json["paths"] = Json::array();
    for (const PathReport& path : report.paths) {
        Json entry = {{"path", path.path}};
        add_counts(entry, path.counts);
        entry["future_dates"] = path.future_dates;
        json["paths"].push_back(std::move(entry));
    }
    json["reasons"] = Json::object();
    for (const auto& [reason, count] : report.reasons) json["reasons"][std::string(name_of(reason))] = count;
    json["unlisted"] = {{"rejects", unlisted(report.rejects)},
                        {"duplicates", unlisted(report.duplicates)},
                        {"warnings", unlisted(report.warnings) + unlisted(report.future_dates)}};
    json["rejects"] = Json::array();
    for (const Reject& reject : report.rejects.listed()) {
        const Message& message = message_of(reject.reason);
        json["rejects"].push_back({{"source", reject.source},
                                   {"position", Json::parse(to_json(reject.position))},
                                   {"reason", name_of(reject.reason)},
                                   {"en", message.en},
                                   {"fa", message.fa},
                                   {"detail", reject.detail}});
    }
    json["duplicates"] = Json::array();
    for (const Duplicate& duplicate : report.duplicates.listed()) {
        json["duplicates"].push_back({{"code", duplicate.code},
                                      {"dropped",
                                       {{"source", duplicate.dropped_source},
                                        {"position", Json::parse(to_json(duplicate.dropped_position))}}},
                                      {"kept",
                                       {{"source", duplicate.kept_source},
                                        {"position", Json::parse(to_json(duplicate.kept_position))}}}});
    }
    json["warnings"] = Json::array();
    const auto add_warnings = [&](const Findings<ReadWarning>& warnings, std::string_view reason) {
        for (const ReadWarning& warning : warnings.listed()) {
            json["warnings"].push_back({{"source", warning.source},
                                        {"position", Json::parse(to_json(warning.position))},
                                        {"code", warning.code},
                                        {"reason", reason},
                                        {"value", warning.value}});
        }
    };
    add_warnings(report.warnings, "date-not-understood");
    add_warnings(report.future_dates, "date-in-future");
    return json.dump(2, ' ', false, replace_invalid);
}

}  // namespace jooya
