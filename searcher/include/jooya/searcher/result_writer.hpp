// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "jooya/searcher/page.hpp"

namespace jooya {

/// The result as JSON, `"schema": 1` (searcher/result.schema.json), one line without its newline. `<`, `>`,
/// `&` and U+2028/2029 are escaped, so that it may stand inside HTML; control and bidi-control characters are
/// dropped.
std::string to_json(const Page& page);

/// One hit as it stands in the array `hits` of the result.
std::string to_json(const Hit& hit);

}  // namespace jooya
