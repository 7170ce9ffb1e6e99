// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "command.hpp"
#include "jooya/indexer/inspect.hpp"

namespace jooya::program {

po::options_description check_options(cli::Language language) {
    po::options_description options;
    options.add_options()("full", cli::chosen(language, "read every stored article besides",
                                              "هر خبر ذخیره‌شده را نیز بخوان"));
    return options;
}

int run_check(const po::variables_map& values, cli::Io& io) {
    const std::string database = database_of(values);
    const CheckDepth depth = values.count("full") != 0 ? CheckDepth::full : CheckDepth::structure;
    const std::vector<Message> findings = check(database, depth);
    for (const Message& finding : findings) io.err << cli::printable(io.in_my_language(finding)) << '\n';
    if (!findings.empty()) {
        throw Error(ErrorCode::damaged,
                    {fmt::format("{}: the database is damaged", database),
                     fmt::format("{}: پایگاه خراب است", database)},
                    {"restore a copy of it, or index the archive into a new database",
                     "نسخهٔ پشتیبان را برگردانید، یا آرشیو را در پایگاهی تازه نمایه کنید"});
    }
    if (io.verbosity != cli::Verbosity::quiet) {
        io.out << fmt::format("{}: {}\n", cli::printable(database), io.in_my_language({"sound", "سالم است"}));
    }
    return 0;
}

}  // namespace jooya::program
