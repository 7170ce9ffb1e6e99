// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>

#include "jooya/indexer/vocabulary.hpp"

namespace jooya::testing {

/// Makes the terms of a database's documents its vocabulary, as the indexer does with the words of its articles.
inline void write_words(Xapian::WritableDatabase& database) {
    WordCounts counts;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
        for (Xapian::doccount i = 0; i < term.get_termfreq(); ++i) counts.add(*term + '\n');
    }
    counts.write(database);
    database.commit();
}

}  // namespace jooya::testing
