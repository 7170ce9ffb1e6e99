// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_words.hpp"

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {

bool is_persian_operator(std::string_view word) {
    const std::string folded = fold_for_matching(word);
    return folded == persian_and || folded == persian_or || folded == persian_not;
}

}  // namespace jooya
