// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/article.hpp"

#include <fmt/format.h>

namespace jooya {

std::string to_string(const Article& article) {
    return fmt::format("{} «{}» lead {} body {} bytes, {} / {}", article.code, article.title,
                       article.lead.size(), article.body.size(), article.agency, article.category);
}

}  // namespace jooya
