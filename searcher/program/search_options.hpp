// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program.hpp"
#include "jooya/searcher/result_writer.hpp"
#include "jooya/searcher/searcher.hpp"

namespace jooya {

/// How an option takes its value.
enum class OptionKind : std::uint8_t { flag, text, number, decimal, list };

/// One row an option: what --help prints, what the command line is read by, what completions offer.
struct OptionRow {
    std::string_view name;
    OptionKind kind;
    std::string_view value;  ///< what its value is called, or the values there are, as in cli::OptionView
    std::string_view en;
    std::string_view fa;
};

/// The options of jooya-search beside those that all programs have.
extern const std::vector<OptionRow> search_options;

enum class SearchFormat { text, json, jsonl, tsv, csv, trec, atom };

/// A command line of jooya-search, read.
struct SearchCommand {
    enum class Action {
        search,
        topics,
        show,
        related,
        story,
        suggest,
        query_report,
        help,
        version,
        completion
    };
    Action action = Action::search;
    std::vector<std::string> databases;
    Request request;
    SearchFormat format = SearchFormat::text;
    std::string subject;  ///< of show, related, story and suggest: a code or a beginning; of topics and
                          ///< query_report: the file; of completion: the shell
    std::string run_name;
    std::string synonyms;  ///< the file of the site's own; empty for none
    bool explains = false;
    bool is_paged = true;  ///< may a pager show what is longer than the terminal?
    std::string colour;    ///< auto, always, never
    std::string bidi;      ///< auto, isolate, visual, none
};

/// Reads the arguments and sets `io`'s language and verbosity. Throws Error (usage) or po::error.
SearchCommand read_search_command(int argc, const char* const* argv, cli::Io& io);

/// What --help prints.
std::string search_help(const cli::Io& io);

/// What --print-completion prints for `shell`. Throws Error (usage) where there is no such shell.
std::string search_completion(std::string_view shell, const cli::Io& io);

}  // namespace jooya
