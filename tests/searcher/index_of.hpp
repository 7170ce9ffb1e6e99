// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include "candidate_memory.hpp"
#include "index_view.hpp"
#include "word_search.hpp"

namespace jooya::test {

/// What a search reads of a database that a test has made, with a memory of its own.
struct IndexOf {
    explicit IndexOf(const Xapian::Database& opened) : database(opened) {}
    IndexOf(const IndexOf&) = delete;
    IndexOf& operator=(const IndexOf&) = delete;

    Xapian::Database database;
    Vocabulary vocabulary{database, {}};
    CollectionStatistics statistics{database, {}};
    LiveArticles live;
    PostingMemory postings{database, live};
    ArticleMemory articles;
    ArticleStore store{database, {database}, false};
    OccurrenceMemory occurrences{database, live};
    SpellingMemory spelling;
    CandidateMemory candidates;
    Analysis analysis;
    LastSearch last_search;
    IndexView view{database, vocabulary,  statistics, postings,   articles, store,
                   live,     occurrences, spelling,   candidates, analysis, last_search};
};

}  // namespace jooya::test
