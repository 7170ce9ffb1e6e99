// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <string>

#include "command.hpp"
#include "jooya/indexer/inspect.hpp"

namespace jooya::program {

po::options_description export_options(cli::Language /*language*/) {
    return {};
}

int run_export(const po::variables_map& values, cli::Io& io) {
    for_each_article(database_of(values), [&](const Article& article) {
        io.out << to_json(article) << '\n';
        return static_cast<bool>(io.out);
    });
    return 0;
}

}  // namespace jooya::program
