// SPDX-License-Identifier: GPL-3.0-or-later
// Writes one article into the database that its first argument names and prints the codes that its second
// finds.
#include <iostream>
#include <jooya/indexer/index_writer.hpp>
#include <jooya/searcher/searcher.hpp>

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    jooya::IndexWriter writer(argv[1]);
    jooya::Article article;
    article.code = "660821";
    article.title = "همکاری دو کشور در مبارزه با تروریسم";
    writer.put(article);
    writer.commit();

    jooya::Searcher searcher({argv[1]});
    jooya::Request request;
    request.query = argv[2];
    for (const jooya::Hit& hit : searcher.search(request).hits) std::cout << hit.code << '\n';
}
