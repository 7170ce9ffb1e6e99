// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "article_store.hpp"
#include "known_stem.hpp"
#include "recently_used.hpp"

namespace jooya {

/// What searches lately read of articles: the same ones are among the best of many queries, and each look-up in the
/// database reads a block of it.
///
/// Belongs to one thread, and to the revision of the database that it was made for. What it gives lasts until `forget`.
class ArticleMemory {
  public:
    /// The cards (jooya/indexer/card.hpp) of `articles`, in their order; empty where an article has none. Those that are
    /// not known are read from `store`. Throws what Xapian throws.
    [[nodiscard]] std::vector<std::string_view> cards(std::span<const Xapian::docid> articles,
                                                      const ArticleStore& store) const;

    /// The code of an article, by `read` where it is not known yet. Throws what `read` throws.
    [[nodiscard]] const std::string& code(Xapian::docid article,
                                          const std::function<std::string()>& read) const;

    /// The stems of an article, by `read` where they are not known yet. Throws what `read` throws.
    [[nodiscard]] const std::vector<const KnownStem*>& stems(
        Xapian::docid article, const std::function<std::vector<std::string>()>& read) const;

    /// Between two requests: drops what was not asked for lately.
    void forget(double share = 1) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    // Cards take two bytes for each word of an article: those of a hundred thousand articles of news.
    static constexpr std::size_t most_card_bytes = std::size_t{128} << 20;
    static constexpr std::size_t most_code_bytes = std::size_t{2} << 20;
    static constexpr std::size_t most_stem_bytes = std::size_t{32} << 20;
    // Some 10 MB.
    static constexpr std::size_t most_stems = std::size_t{1} << 17;

    mutable RecentlyUsed<Xapian::docid, std::string> cards_{most_card_bytes};
    mutable RecentlyUsed<Xapian::docid, std::string> codes_{most_code_bytes};
    mutable RecentlyUsed<Xapian::docid, std::vector<const KnownStem*>> stems_of_{most_stem_bytes};
    mutable std::unordered_map<std::string, KnownStem, Hash, std::equal_to<>> known_stems_;
};

}  // namespace jooya
