// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jooya {

/// What a word means inside a date.
enum class DateWordKind : std::uint8_t {
    jalali_month,     ///< `value` is the month, from 1
    gregorian_month,  ///< `value` is the month, from 1
    zone,             ///< `value` is the offset from UTC in minutes
    before_noon,
    after_noon,
    filler,  ///< names of days, labels, ordinals: nothing that changes the date
};

struct DateWord {
    DateWordKind kind = DateWordKind::filler;
    int value = 0;
};

/// The meaning of `word`, which must be folded by fold_for_matching; nothing for a word that dates do not
/// hold. Thread-safe.
std::optional<DateWord> find_date_word(std::string_view word);

}  // namespace jooya
