// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "segment.hpp"

namespace jooya {

/// Joins what a plain space has parted from its word: می رود → می‌رود, کتاب ها →
/// کتاب‌ها, رفته اند → رفته‌اند,
/// خانه ای → خانه‌ای, بر می گردد → بر‌می‌گردد, کتاب خانه → کتاب‌خانه.
/// The joined word covers all bytes from the first piece to the last and is spelled with half-spaces, from
/// which the stages behind this one go on.
///
/// A space says less than a half-space, so each joint needs evidence from the lexicon: a verb behind می, a
/// word that takes degrees before تر. `joined` receives the texts of the joined words and must outlive
/// `words`.
void join_detached_affixes(std::vector<Word>& words, std::vector<char>& joined);

}  // namespace jooya
