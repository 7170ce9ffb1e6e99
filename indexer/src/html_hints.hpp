// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gumbo.h>

#include <cstdint>

namespace jooya {

/// What the attributes of an element say it holds; see indexer/data/html_hints.txt. Bits of a set.
enum HtmlHint : std::uint8_t {
    hint_none = 0,
    hint_avoid = 1,
    hint_comments = 2,
    hint_body = 4,
    hint_lead = 8,
    hint_title = 16,
    hint_author = 32,
    hint_media = 64,
};

/// The hints of `node`'s own class, id and role, and of elements that HTML itself defines for the purpose.
std::uint8_t hints_of(const GumboNode& node);

}  // namespace jooya
