// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/weighted_wording.hpp"

#include <xapian.h>

#include <algorithm>

#include "jooya/indexer/card.hpp"

namespace jooya {

double average_length(const Xapian::Database& database) {
    constexpr Xapian::docid sampled = 256;
    double sum = 0;
    double articles = 0;
    const Xapian::docid last = database.get_lastdocid();
    const Xapian::docid step = std::max<Xapian::docid>(1, last / sampled);
    const auto end = database.valuestream_end(slot_card);
    auto card = database.valuestream_begin(slot_card);
    for (Xapian::docid next = 1; card != end && next <= last; next += step) {
        card.skip_to(next);
        if (card == end) break;
        sum += weighted_length(Card(*card).wording());
        ++articles;
    }
    return articles > 0 ? sum / articles : 0;
}

}  // namespace jooya
