// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "jooya/indexer/article.hpp"

namespace jooya {

/// Reads the one date that `text` (UTF-8, digits of any script) consists of:
///
///     2017-04-26T15:23:00+04:30      ISO 8601, also without time, seconds, zone or separators
///     Wed, 26 Apr 2017 15:23 +0430   RFC 822
///     1493203980, 1493203980000      Unix time in seconds or milliseconds
///     1396/02/06 15:23               Jalali or Gregorian after the year: 13xx and 14xx, 19xx and 20xx
///     چهارشنبه ۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳   written, with names of days, labels such as «تاریخ انتشار:»
///     16 Ordibehesht 1405 · 11:22    months in Latin letters; April 26th, 2017
///
/// A time without a zone is Tehran's. Where two dates stand side by side («۲۷ تیر ۱۳۹۷ - 18 July 2018»), the
/// first one counts. Nothing where the text holds any other word, or a day that no calendar has (1402/13/45).
std::optional<Timestamp> parse_date(std::string_view text);

/// The first date anywhere in `text`, whatever stands around it; forms as in parse_date, but no Unix times.
std::optional<Timestamp> find_date(std::string_view text);

}  // namespace jooya
