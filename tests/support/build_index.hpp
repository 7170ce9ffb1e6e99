// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "jooya/indexer/index_writer.hpp"

namespace jooya::testing {

/// Writes `articles` into the database at `path`, creating it where there is none, in one commit.
inline void build_index(const std::string& path, const std::vector<Article>& articles) {
    IndexWriter writer(path);
    for (const Article& article : articles) writer.put(article);
    writer.commit();
}

}  // namespace jooya::testing
