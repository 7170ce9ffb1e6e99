// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "jooya/analyzers/token.hpp"
#include "jooya/indexer/vocabulary.hpp"

namespace jooya::testing {

/// Each line of `text`, '\n' behind every one, as a word of an article.
inline ArticleWords lines(std::string_view text) {
    ArticleWords words;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find('\n'));
        words.add(word, hash_of_word(word));
        text.remove_prefix(word.size() + 1);
    }
    return words;
}

/// Makes the terms of a database's documents its vocabulary, as the indexer does with the words of its articles.
inline void write_words(Xapian::WritableDatabase& database) {
    WordCounts counts;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
        for (Xapian::doccount i = 0; i < term.get_termfreq(); ++i) counts.add(lines(*term + '\n'));
    }
    counts.write(database);
    database.commit();
}

}  // namespace jooya::testing
