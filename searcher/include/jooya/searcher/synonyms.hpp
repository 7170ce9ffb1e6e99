// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// Names of the same things: «ناتو» and «پیمان آتلانتیک شمالی». Names are compared as the index compares words,
/// by their stems.
///
/// Immutable once it is filled: threads may share it.
class Synonyms {
  public:
    /// The names that Jooya brings along, searcher/data/synonyms.tsv.
    static const Synonyms& common();

    /// Adds the rows of `text`: names parted by tabs, two or more a row; empty lines and lines that begin with #
    /// are passed over. `file` names the text in messages. Throws Error (usage) with line and reason: a row of
    /// one name, a name without a word, a name of more than eight words, a name that stands in two rows, bytes
    /// that are not UTF-8.
    void add(std::string_view text, const std::string& file);

    /// Adds what a file holds. Throws Error (usage): also where it cannot be read.
    void add_file(const std::string& path);

    /// A name at the beginning of some words.
    struct Found {
        std::size_t words = 0;                       ///< that the name has
        std::span<const std::string> other_names{};  ///< as they were written
    };

    /// The longest name that the words with these stems begin with; none where `other_names` is empty.
    [[nodiscard]] Found find(std::span<const std::string> stems) const;

    [[nodiscard]] std::size_t rows() const { return rows_; }

  private:
    std::map<std::vector<std::string>, std::vector<std::string>> others_;  ///< by a name's stems
    std::size_t rows_ = 0;
};

}  // namespace jooya
