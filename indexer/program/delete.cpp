// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "command.hpp"
#include "jooya/indexer/delete_articles.hpp"

namespace jooya::program {
namespace {

std::vector<std::string> codes_of(const po::variables_map& values) {
    if (values.count("path") != 0) return values["path"].as<std::vector<std::string>>();
    throw Error(ErrorCode::usage, {"no CODE is given", "هیچ کدی داده نشده است"},
                {"name the codes of articles", "کد خبرها را نام ببرید"});
}

void print(cli::Io& io, const std::vector<CodeOutcome>& outcomes, const Message& known,
           const Message& unknown) {
    if (io.verbosity == cli::Verbosity::quiet) return;
    for (const CodeOutcome& outcome : outcomes) {
        io.out << fmt::format("{}: {}\n", cli::printable(outcome.code),
                              io.in_my_language(outcome.was_known ? known : unknown));
    }
}

}  // namespace

po::options_description delete_options(cli::Language /*language*/) {
    return {};
}

int run_delete(const po::variables_map& values, cli::Io& io) {
    print(io, delete_articles(database_of(values), codes_of(values)), {"deleted", "حذف شد"},
          {"there is no such article; it will be kept out",
           "چنین خبری نیست؛ از این پس راه داده نمی‌شود"});
    return 0;
}

po::options_description undelete_options(cli::Language /*language*/) {
    return {};
}

int run_undelete(const po::variables_map& values, cli::Io& io) {
    print(io, undelete_articles(database_of(values), codes_of(values)),
          {"may come back with the next update", "با update بعدی می‌تواند بازگردد"},
          {"was not deleted", "حذف نشده بود"});
    return 0;
}

}  // namespace jooya::program
