// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "text_input.hpp"

namespace jooya {

/// Reads one article from text in the shape that agencies' archives print:
///
///     title
///     کد خبر: 660821                          labelled lines, in any order (indexer/data/labels.txt)
///     تاریخ انتشار: ۶ اردیبهشت ۱۳۹۶ - ۱۵:۲۳
///
///     lead                                    one paragraph with an empty line behind it
///
///     خبرگزاری تسنیم: first paragraph …       the body keeps its dateline; the agency is read from it
///     انتهای پیام                             and what else the page prints (indexer/data/boilerplate.txt)
void read_plain_text(TextInput& text, std::string_view source, const ReaderOptions& options,
                     const ReadSink& sink);

}  // namespace jooya
