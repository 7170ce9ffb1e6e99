// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/article.hpp"
#include "jooya/searcher/page.hpp"
#include "jooya/searcher/ranking.hpp"
#include "jooya/searcher/synonyms.hpp"

namespace jooya {

enum class Sort { relevance, newest, oldest };

/// What is asked, beside the words themselves. Values as a user writes them, in any spelling; dates Jalali
/// or Gregorian, in any digits.
struct Request {
    std::string query{};  ///< may be empty: then the filters list, newest first
    std::uint32_t limit = 10;
    std::uint32_t offset = 0;
    Sort sort = Sort::relevance;
    double half_life_days = 0;  ///< by relevance, an article's score halves with so many days; 0 for never
    std::string from{};         ///< first day, inclusive; empty for none
    std::string to{};           ///< last day, inclusive; empty for none
    std::vector<std::string> agency{};
    std::vector<std::string> category{};
    std::vector<std::string> author{};
    std::vector<std::string> tag{};
    std::string in{};                     ///< "title", "lead" or "body"; empty for all
    std::vector<std::string> facets{};    ///< "agency", "category", "author", "tag", "year", "month"
    std::uint32_t snippet_sentences = 2;  ///< 0 leaves the snippets out
    bool fold_similar = true;
    bool only_codes = false;  ///< fill rank, code and score of the hits and nothing else
    Ranking ranking{};
};

/// How a request was read, and how long each step took.
struct Explanation {
    std::string tree{};      ///< as it was typed: `(and "زلزله" (not "تهران"))`
    std::string searched{};  ///< what was searched instead or besides; empty where that is `tree`
    std::string xapian{};    ///< the query that Xapian was given; empty where nothing was asked
    std::vector<Note> notes{};
    double reading_ms = 0;   ///< from text to tree
    double climbing_ms = 0;  ///< looking for other readings (the ladder) and suggestions
    double building_ms = 0;  ///< from tree to Xapian's query
};

/// One database, or several searched as one, open for reading.
///
/// Belongs to one thread at a time; open one per thread. A request meets one revision of the database: it is
/// repeated up to three times when a commit overtakes it, then on a database opened afresh.
class Searcher {
  public:
    /// Opens `databases`: paths, stub files or `tcp:HOST:PORT`. The other names that `synonyms` knows, a site's own,
    /// are always searched too; Synonyms::common only where hardly anything is found.
    /// Throws Error: missing, damaged, incompatible, storage, network.
    explicit Searcher(std::vector<std::string> databases, std::shared_ptr<const Synonyms> synonyms = nullptr);
    ~Searcher();
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;

    /// Never throws for what a user typed: the page's notes say what could not be understood.
    /// Throws Error: damaged, storage, network.
    [[nodiscard]] Page search(const Request& request);

    /// Up to `limit` completions of the last word of `text`, most frequent first.
    [[nodiscard]] std::vector<std::string> suggest(std::string_view text, std::uint32_t limit);

    /// The stored article; nothing where the code is not in the database.
    [[nodiscard]] std::optional<Article> show(std::string_view code);

    /// Articles like `code`, best first; an empty page where the code is not in the database.
    [[nodiscard]] Page related(std::string_view code, std::uint32_t limit);

    /// The story that `code` is part of, first report to last: articles alike that follow each other without
    /// a month's silence, copies folded into the first of them. Up to `limit` of them, the likest; an empty
    /// page where the code is not in the database.
    [[nodiscard]] Page story(std::string_view code, std::uint32_t limit);

    /// How `search` reads this request. Throws what `search` throws.
    [[nodiscard]] Explanation explain(const Request& request);

    /// Gives each later request so long before it throws Error (timeout); for ever where there is no value, as at
    /// first. Remote shards have their own bound.
    void answer_within(std::optional<std::chrono::milliseconds> patience);

    /// Identifies the state that answers come from; changes with every commit of the indexer.
    [[nodiscard]] std::string revision();

    /// True where a shard elsewhere did not answer and is left out; `reopen` asks it again.
    [[nodiscard]] bool is_partial() const;

    /// Moves on to the newest state of the database. True where that is another one than before.
    bool reopen();

    [[nodiscard]] std::uint64_t article_count();
    /// Seconds since the epoch of the last successful run of the indexer; nothing where there was none.
    [[nodiscard]] std::optional<std::int64_t> last_run();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jooya
