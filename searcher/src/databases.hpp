// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "candidate_memory.hpp"
#include "index_view.hpp"
#include "jooya/error.hpp"
#include "live_articles.hpp"
#include "posting_memory.hpp"
#include "vocabulary.hpp"
#include "word_search.hpp"

namespace jooya {

/// Several databases searched as one, each checked against its manifest when it is opened.
class Databases {
  public:
    /// Opens `names`: paths, stub files, tcp:HOST:PORT. A remote shard that does not answer is left out as
    /// long as another one does. Throws Error: missing, damaged, incompatible, storage, network.
    explicit Databases(std::vector<std::string> names);

    [[nodiscard]] const Xapian::Database& all() const { return all_; }

    /// The words of all of them, at the revision that is open.
    [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
    /// Each of them by itself, in the order of their names; what a stub file lists, in its order.
    [[nodiscard]] const std::vector<Xapian::Database>& parts() const { return parts_; }

    [[nodiscard]] const ArticleStore& store() const { return store_; }

    [[nodiscard]] const LiveArticles& live() const { return live_; }

    [[nodiscard]] const CollectionStatistics& statistics() const { return statistics_; }

    /// All that a search reads.
    [[nodiscard]] IndexView view() const {
        return {all_,  vocabulary_,  statistics_, postings_,   articles_, store_,
                live_, occurrences_, spelling_,   candidates_, analysis_, last_search_};
    }

    /// The remote shards that were left out.
    [[nodiscard]] const std::vector<std::string>& silent() const { return silent_; }

    /// Is one of them, perhaps through a stub file, on another machine? Every look-up is a journey there, and
    /// what Jooya adds to a match cannot be sent along.
    [[nodiscard]] bool has_remote() const;

    /// Is it a single one, not several searched as one?
    [[nodiscard]] bool is_one() const;

    /// The names as one, for messages.
    [[nodiscard]] std::string name() const;

    /// Moves to the newest revision; also where a path leads to another database than before.
    void refresh();

    /// Between two requests: drops what is remembered and was not asked for lately. All that are open in a process share
    /// what memory they may take, some 340 MB for 200,000 articles or less, and in step with the articles for more.
    void forget() const;

    /// Opens everything anew.
    void open();

    [[nodiscard]] std::string revision() const;
    [[nodiscard]] std::optional<std::int64_t> last_run() const;

  private:
    /// What a name leads to, as text that is another one once it leads to another database.
    static std::string place_of(const std::string& name);
    [[nodiscard]] std::vector<std::string> places() const;
    void open_once();
    /// Nothing is known yet of what is open now.
    void look_at_revision();

    /// Counts the objects that are open in the process.
    class Sharer {
      public:
        Sharer() { ++open_; }
        ~Sharer() { --open_; }
        Sharer(const Sharer&) = delete;
        Sharer& operator=(const Sharer&) = delete;
        [[nodiscard]] unsigned count() const { return open_; }

      private:
        static inline std::atomic<unsigned> open_ = 0;
    };

    Sharer sharer_;
    std::vector<std::string> names_;
    std::vector<std::string> silent_;
    std::vector<Xapian::Database> parts_;
    std::vector<std::string> places_;  ///< of each name, as it was looked at before it was opened
    Xapian::Database all_;
    Vocabulary vocabulary_{all_, parts_};
    CollectionStatistics statistics_{all_, parts_};
    LiveArticles live_;
    PostingMemory postings_{all_, live_};
    ArticleMemory articles_;
    ArticleStore store_;
    OccurrenceMemory occurrences_{all_, live_};
    SpellingMemory spelling_;
    CandidateMemory candidates_;
    mutable Analysis analysis_;
    mutable LastSearch last_search_;
    bool has_remote_ = false;
};

}  // namespace jooya
