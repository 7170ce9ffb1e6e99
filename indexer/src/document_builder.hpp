// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "digest.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/article.hpp"
#include "near_duplicates.hpp"

namespace jooya {

/// An article ready to be written; made by any thread, handed over to the one that writes.
struct PreparedArticle {
    std::string code;
    std::string source;
    Digest digest;
    Xapian::Document document;
    std::size_t text_bytes = 0;  ///< title, lead and body, the measure that bounds a batch
    std::optional<Timestamp> date{};
    Signature signature{};  ///< by which its cluster is found; not known where there is no date
};

/// Turns articles into documents as schema.hpp describes them. Belongs to one thread; reuse it for many
/// articles, since it keeps its memory.
class DocumentBuilder {
  public:
    explicit DocumentBuilder(const Analyzer& analyzer = persian()) : analyzer_(&analyzer) {}

    /// `canonical` is canonical_fields(article), which the caller has already made for the digest; `source`
    /// is the file that the article came from, empty for none.
    PreparedArticle build(const Article& article, std::string_view canonical, const Digest& digest,
                          std::string_view source);

  private:
    void add_texts(const Article& article, Xapian::Document& document);
    void add_values(const Article& article, Xapian::Document& document);

    const Analyzer* analyzer_;
    Analysis analysis_;
    std::string term_;
    SignatureBuilder signature_;
    std::unordered_set<std::string> head_stems_;  ///< of title and lead
};

}  // namespace jooya
