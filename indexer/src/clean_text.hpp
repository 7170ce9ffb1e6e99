// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jooya {

/// `text` without white space and invisible marks around it (no-break spaces, byte order marks, half-spaces).
std::string_view trimmed(std::string_view text);

/// One line: controls dropped, white space of any kind collapsed to one space.
std::string clean_line(std::string_view text);

/// Paragraphs parted by one '\n': line ends of every system understood, each line cleaned, empty ones
/// dropped.
std::string clean_paragraphs(std::string_view text);

/// What two spellings of a phrase have in common for recognizing page furniture: fold_for_matching, then the
/// letters and digits alone, so that «رسانه ها», «رسانه‌ها» and «رسانهها:» are
/// one.
std::string phrase_key(std::string_view text);

}  // namespace jooya
