// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace jooya {

/// What became of one code.
struct CodeOutcome {
    std::string code;        ///< as the database knows it: digits in ASCII
    bool was_known = false;  ///< there was such an article to delete, or such a deletion to take back
};

/// Deletes articles from the database at `path` and remembers their codes, so that neither update nor rebuild nor
/// rollback brings them back. A code without an article is remembered as well. One commit. Throws Error as IndexWriter
/// does; missing, where there is no database; usage, where a code cannot be one.
std::vector<CodeOutcome> delete_articles(const std::string& path, const std::vector<std::string>& codes);

/// Takes deletions back: the next update reads every source again and adds the articles that are still there.
std::vector<CodeOutcome> undelete_articles(const std::string& path, const std::vector<std::string>& codes);

}  // namespace jooya
