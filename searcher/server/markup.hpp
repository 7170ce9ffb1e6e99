// SPDX-License-Identifier: GPL-3.0-or-later
// Text of articles and queries on its way into HTML and XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jooya/searcher/page.hpp"

namespace jooya::server {

/// `text` as text or as a quoted attribute of HTML or XML: `<`, `>`, `&` and both quotes as references, line
/// ends and tabs as spaces; controls, bidi controls and bytes that are not UTF-8 are dropped.
std::string escaped(std::string_view text);

/// The fragments escaped, with `<mark>` around what was hit.
std::string marked(const std::vector<Fragment>& fragments);

/// True where a link may lead to `url`: http and https only.
bool is_web_address(std::string_view url);

/// ي, ى and ك, as Arabic keyboards write them, as ی and ک: for names that stand beside each other in a list.
std::string with_persian_letters(std::string_view text);

/// A number or a date with its Persian and Arabic digits as ASCII ones, as addresses carry them.
std::string with_ascii_digits(std::string_view text);

}  // namespace jooya::server
