// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "article_fields.hpp"

namespace jooya {

/// What a line of a page is, if it is not the article's; see indexer/data/boilerplate.txt.
enum class PagePhrase : std::uint8_t {
    end,
    cut,
    comments,
    line,
    link,
    reference  ///< a link phrase with its title behind it: «بیشتر بخوانید: …»
};

/// The kind of furniture that `line` is as a whole, in any spelling, with or without numbers around it. An end
/// mark may carry its writer's sign («انتهای پیام/م»).
std::optional<PagePhrase> page_phrase(std::string_view line);

/// Whether `line` begins or ends with a number, as «۲ نظر» and «نظرات (۲)» do.
bool is_counted(std::string_view line);

/// `paragraph` without an end mark («انتهای پیام/۱۰۲») that closes it.
std::string_view without_end_mark(std::string_view paragraph);

/// A line such as «کد خبر: 660821»: the field that its label names, and what stands behind it.
struct LabelledValue {
    ArticleField field = ArticleField::code;
    std::string_view value;
};

std::optional<LabelledValue> labelled_value(std::string_view line);

/// True for a line without a single letter: «۰», «/۱۰۲», «* * *».
bool has_no_letters(std::string_view line);

/// The agency that a news text opens with: «خبرگزاری تسنیم: …», «به گزارش خبرگزاری سپیدار، …»; empty where
/// there is none.
std::string dateline_agency(std::string_view text);

}  // namespace jooya
