// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in Persian text that people read. What programs read keeps ASCII digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jooya {

/// A number, a date or a code with its ASCII digits as Persian ones; unchanged where it has a letter, as
/// varzesh3 has.
std::string with_persian_digits(std::string_view text);

/// A count as people write it in Persian: ۱٬۲۳۴.
std::string persian_number(std::uint64_t number);

/// A measured value with one digit behind the separator: ۱۲٫۳.
std::string persian_decimal(double value);

}  // namespace jooya
