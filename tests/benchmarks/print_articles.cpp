// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the readers make of standard input, without an index: articles as JSON Lines,
// rejects on standard error. scripts/evaluate-html measures the extraction from pages with it.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "file_walker.hpp"
#include "jooya/indexer/article_reader.hpp"

int main() {
    jooya::FileSource input = jooya::FileSource::standard_input();
    jooya::read_articles(input, "-", {}, [&](jooya::ReadItem&& item) {
        if (const auto* read = std::get_if<jooya::ReadArticle>(&item)) {
            fmt::print("{}\n", to_json(read->article));
        } else if (const auto* reject = std::get_if<jooya::Reject>(&item)) {
            fmt::print(stderr, "{}\n", describe(*reject).en);
        }
        return true;
    });
    return 0;
}
