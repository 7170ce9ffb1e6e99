// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include "article_memory.hpp"
#include "article_store.hpp"
#include "collection_statistics.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "live_articles.hpp"
#include "occurrence_memory.hpp"
#include "posting_memory.hpp"
#include "spelling_memory.hpp"
#include "vocabulary.hpp"

namespace jooya {

class CandidateMemory;
class LastSearch;

/// What a search reads, databases searched as one, at the revision that is open. A view: Databases holds them.
struct IndexView {
    const Xapian::Database& database;
    const Vocabulary& vocabulary;  ///< the words as they are written
    const CollectionStatistics& statistics;
    const PostingMemory& postings;
    const ArticleMemory& articles;
    const ArticleStore& store;  ///< what is stored of them
    const LiveArticles& live;
    const OccurrenceMemory& occurrences;
    const SpellingMemory& spelling;
    const CandidateMemory& candidates;  ///< candidate_memory.hpp
    Analysis& analysis;  ///< that has met the words of earlier requests; what it holds is its last user's
    LastSearch& last_search;  ///< word_search.hpp
};

}  // namespace jooya
