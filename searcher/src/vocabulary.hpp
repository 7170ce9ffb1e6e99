// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jooya/indexer/vocabulary.hpp"

namespace jooya {

/// A word as the index writes it, and how many articles hold it.
struct CountedWord {
    std::string word;
    std::uint32_t articles = 0;

    friend bool operator==(const CountedWord&, const CountedWord&) = default;
};

/// The most frequent words that begin alike.
struct Completions {
    std::vector<CountedWord> words;  ///< most frequent first
    bool is_cut = false;             ///< there are more
};

/// The written forms (surfaces) that an index holds. The only place that knows where they are kept: completion,
/// `begin*`, spelling and the reading of Latin letters ask here.
///
/// Belongs to one thread, and to the revision of the database that it was made for. All throw what Xapian
/// throws.
class Vocabulary {
  public:
    /// The words of `parts`, the databases that are searched as `database`. Costs nothing until something is asked.
    Vocabulary(Xapian::Database database, const std::vector<Xapian::Database>& parts);

    /// All articles.
    [[nodiscard]] std::uint32_t articles() const { return database_.get_doccount(); }

    /// Articles that hold this very form, about: corrections may have taken it from some. 0 where none does.
    [[nodiscard]] std::uint32_t frequency(std::string_view surface) const;

    /// Does some word begin with `beginning`, or is it one itself?
    [[nodiscard]] bool has_beginning(std::string_view beginning) const;

    /// The up to `limit` (1,000 at most) most frequent words that begin with `beginning`. What takes long to
    /// find is remembered.
    [[nodiscard]] Completions completions(const std::string& beginning, std::size_t limit) const;

    /// Every word that begins with `beginning`, in the order of their bytes, until `visit` returns false.
    void for_each(const std::string& beginning,
                  const std::function<bool(std::string_view word, std::uint32_t articles)>& visit) const;

  private:
    Xapian::Database database_;
    VocabularyReader words_;
    mutable std::unordered_map<std::string, Completions> remembered_;
};

}  // namespace jooya
