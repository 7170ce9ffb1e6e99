// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-search: searches a news archive from the terminal.
#include <fmt/format.h>

#include <fstream>
#include <istream>
#include <memory>
#include <ostream>

#include "cli/stages.hpp"
#include "jooya/searcher/persian_digits.hpp"
#include "program/query_report.hpp"
#include "program/search_options.hpp"
#include "program/terminal.hpp"

namespace jooya {

namespace {

constexpr int status_found = 0;
constexpr int status_nothing = 1;

constexpr std::uint32_t suggestions = 10;

void write_page(const Page& page, const SearchCommand& command, std::string_view query_id, cli::Io& io) {
    switch (command.format) {
        case SearchFormat::text:
            write_text(to_text(page, style_of(command, io)), command.is_paged, io);
            break;
        case SearchFormat::json:
            io.out << to_json(page) << '\n';
            break;
        case SearchFormat::jsonl:
            for (const Hit& hit : page.hits) io.out << to_json(hit) << '\n';
            break;
        case SearchFormat::tsv:
            io.out << to_tsv(page);
            break;
        case SearchFormat::csv:
            io.out << to_csv(page);
            break;
        case SearchFormat::trec:
            io.out << to_trec(page, query_id, command.run_name);
            break;
        case SearchFormat::atom:
            io.out << to_atom(page, {.self_url = "", .page_url = "", .updated = style_of(command, io).now});
            break;
    }
    // The other forms have no place for what the searcher says beside its hits.
    const bool is_told = command.format == SearchFormat::text || command.format == SearchFormat::json;
    if (is_told || io.verbosity == cli::Verbosity::quiet) return;
    for (const Note& note : page.notes) {
        io.err << "jooya-search: " << cli::printable(io.in_my_language({note.en, note.fa})) << '\n';
    }
}

// Words after each stage, tree, Xapian's query, times: a line each.
void print_explanation(const Explanation& explanation, std::string_view query, double took_ms, cli::Io& io) {
    const auto line = [&](const Message& name, const std::string& value) {
        if (!value.empty()) io.out << fmt::format("{}: {}\n", io.in_my_language(name), cli::printable(value));
    };
    cli::print_stages(query, io);
    line({"tree", "درخت"}, explanation.tree);
    line({"searched", "جست‌وجوشده"}, explanation.searched);
    line({"xapian", "پرسش Xapian"}, explanation.xapian);
    for (const Note& note : explanation.notes) {
        line({"note", "یادداشت"}, fmt::format("{}: {}", note.code, io.in_my_language({note.en, note.fa})));
    }
    line(
        {"took", "زمان"},
        io.in_my_language(
            {fmt::format("reading {:.1f} ms, other readings {:.1f} ms, building {:.1f} ms, "
                         "the whole search {:.1f} ms",
                         explanation.reading_ms, explanation.climbing_ms, explanation.building_ms, took_ms),
             fmt::format(
                 "خواندن {}، خوانش‌های دیگر {}، ساختن {}، کل جست‌وجو {} "
                 "میلی‌ثانیه",
                 persian_decimal(explanation.reading_ms), persian_decimal(explanation.climbing_ms),
                 persian_decimal(explanation.building_ms), persian_decimal(took_ms))}));
}

int search(Searcher& searcher, SearchCommand& command, cli::Io& io) {
    const Page page = searcher.search(command.request);
    if (command.explains) {
        command.is_paged = false;  // it stands before the result
        // Programs that read the result must not meet it there.
        std::ostream& out = command.format == SearchFormat::text ? io.out : io.err;
        cli::Io explaining{io.in,       out,         io.err, io.out_is_terminal, io.err_is_terminal,
                           io.language, io.verbosity};
        print_explanation(searcher.explain(command.request), command.request.query, page.took_ms, explaining);
        out << '\n';
    }
    write_page(page, command, "1", io);
    return page.hits.empty() ? status_nothing : status_found;
}

// Calls `read` with the file that the command names, or with standard input for "-".
template <typename Read>
int with_input(const SearchCommand& command, cli::Io& io, const Message& wanted, const Read& read) {
    if (command.subject == "-") return read(io.in);
    std::ifstream file(command.subject);
    if (!file) {
        throw Error(ErrorCode::usage,
                    {fmt::format("{}: cannot be read", command.subject),
                     fmt::format("{}: خوانده نمی‌شود", command.subject)},
                    wanted);
    }
    return read(file);
}

int report_queries(const SearchCommand& command, std::istream& in, cli::Io& io) {
    const QueryReport report = read_query_log(in);
    io.out << (command.format == SearchFormat::json ? to_json(report, command.request.limit) + '\n'
                                                    : to_text(report, command.request.limit, io.language));
    return report.asked > 0 ? status_found : status_nothing;
}

int run_topics(Searcher& searcher, SearchCommand& command, std::istream& in, cli::Io& io) {
    int status = status_nothing;
    std::size_t number = 0;
    command.is_paged = false;  // results of many queries are one stream
    for (std::string line; std::getline(in, line) && io.out;) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos || tab == 0) {
            throw Error(
                ErrorCode::usage,
                {fmt::format("{}, line {}: no tab between ID and query", command.subject, number),
                 fmt::format(
                     "{}، سطر {}: میان شناسه و پرسش جدول‌بند (TAB) نیست",
                     command.subject, number)},
                {"write each line as ID<TAB>QUERY", "هر سطر را به شکل ID<TAB>QUERY بنویسید"});
        }
        command.request.query = line.substr(tab + 1);
        const Page page = searcher.search(command.request);
        if (!page.hits.empty()) status = status_found;
        write_page(page, command, std::string_view(line).substr(0, tab), io);
    }
    return status;
}

std::shared_ptr<const Synonyms> synonyms_of(const SearchCommand& command) {
    if (command.synonyms.empty()) return nullptr;
    auto synonyms = std::make_shared<Synonyms>();
    synonyms->add_file(command.synonyms);
    return synonyms;
}

int show(Searcher& searcher, const SearchCommand& command, cli::Io& io) {
    const auto article = searcher.show(command.subject);
    if (!article) {
        io.err << "jooya-search: "
               << io.in_my_language(
                      {fmt::format("there is no article with the code {}", cli::printable(command.subject)),
                       fmt::format("خبری با کد {} نیست", cli::printable(command.subject))})
               << '\n';
        return status_nothing;
    }
    if (command.format == SearchFormat::text) {
        write_text(to_text(*article, style_of(command, io)), command.is_paged, io);
    } else {
        io.out << to_json(*article) << '\n';
    }
    return status_found;
}

int run(int argc, const char* const* argv, cli::Io& io) {
    SearchCommand command = read_search_command(argc, argv, io);
    if (command.action == SearchCommand::Action::help) {
        io.out << search_help(io);
        return status_found;
    }
    if (command.action == SearchCommand::Action::version) {
        cli::print_version(io, "jooya-search");
        return status_found;
    }
    if (command.action == SearchCommand::Action::completion) {
        io.out << search_completion(command.subject, io);
        return status_found;
    }
    if (command.action == SearchCommand::Action::query_report) {
        return with_input(command, io,
                          {"give a file that jooya-serve --query-log wrote",
                           "پرونده‌ای بدهید که jooya-serve --query-log نوشته است"},
                          [&](std::istream& in) { return report_queries(command, in, io); });
    }
    Searcher searcher(command.databases, synonyms_of(command));
    switch (command.action) {
        case SearchCommand::Action::topics:
            return with_input(command, io,
                              {"give a file of lines ID<TAB>QUERY",
                               "پرونده‌ای با سطرهای ID<TAB>QUERY بدهید"},
                              [&](std::istream& in) { return run_topics(searcher, command, in, io); });
        case SearchCommand::Action::show:
            return show(searcher, command, io);
        case SearchCommand::Action::related: {
            const Page page = searcher.related(command.subject, command.request.limit);
            write_page(page, command, "1", io);
            return page.hits.empty() ? status_nothing : status_found;
        }
        case SearchCommand::Action::story: {
            const Page page = searcher.story(command.subject, command.request.limit);
            write_page(page, command, "1", io);
            return page.hits.empty() ? status_nothing : status_found;
        }
        case SearchCommand::Action::suggest: {
            const auto completions = searcher.suggest(command.subject, suggestions);
            for (const std::string& text : completions) io.out << cli::printable(text) << '\n';
            return completions.empty() ? status_nothing : status_found;
        }
        default:
            return search(searcher, command, io);
    }
}

}  // namespace

}  // namespace jooya

int main(int argc, char** argv) {
    return jooya::cli::run_program("jooya-search", argc, argv, jooya::run);
}
