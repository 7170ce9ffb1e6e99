// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// The fields that archives fill, whatever they call them.
enum class ArticleField : std::uint8_t { code, title, lead, body, date, agency, category, author, tags, url };

inline constexpr std::size_t article_field_count = 10;

/// Which of our fields an archive's name means, and how surely: lower ranks win («code» before «id»).
struct FieldMatch {
    ArticleField field = ArticleField::code;
    unsigned rank = 0;
};

/// Knows the names that archives give their fields: the canonical ones, common aliases in any case, with any
/// of `_`, `-` and spaces, Persian ones, and those of `--map`. Belongs to one thread.
class FieldNames {
  public:
    explicit FieldNames(const ReaderOptions& options);
    [[nodiscard]] std::optional<FieldMatch> find(std::string_view name);

  private:
    std::unordered_map<std::string, FieldMatch> known_;
    std::unordered_map<std::string, std::optional<FieldMatch>> seen_;
};

/// The canonical field called `name`, for `--map`.
std::optional<ArticleField> article_field(std::string_view name);

/// The last run of four or more digits in an address, which is where news sites put their codes; empty where
/// there is none.
std::string code_in_url(std::string_view url);

/// Raw values of one record, as a format's reader collects them.
class RawFields {
  public:
    void set(FieldMatch match, std::string value);
    /// One more value of a field that may have several: authors, tags.
    void add_part(FieldMatch match, std::string value);
    [[nodiscard]] const std::string& operator[](ArticleField field) const {
        return slots_[static_cast<std::size_t>(field)].value;
    }
    [[nodiscard]] const std::vector<std::string>& tags() const { return tags_; }
    [[nodiscard]] bool empty() const;
    void clear();
    void clear_tags() { tags_.clear(); }
    void drop(ArticleField field) { slots_[static_cast<std::size_t>(field)] = {}; }

  private:
    struct Value {
        std::string value;
        unsigned rank = 0;
        bool is_set = false;
    };
    std::array<Value, article_field_count> slots_;
    std::vector<std::string> tags_;
    unsigned tags_rank_ = 0;
};

/// Makes an article of raw values: markup stripped, white space cleaned, code checked or derived, date read.
/// Gives it, or why there is none, to `sink`, before it a warning for a date that cannot be read. Returns
/// what the sink returns.
bool deliver_article(const RawFields& raw, std::string_view source, const Position& position,
                     const ReaderOptions& options, const ReadSink& sink);

}  // namespace jooya
