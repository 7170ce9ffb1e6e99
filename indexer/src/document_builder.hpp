// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "digest.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/analyzed_article.hpp"
#include "jooya/indexer/article.hpp"
#include "jooya/indexer/hash_index.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/vocabulary.hpp"
#include "jooya/indexer/wording.hpp"
#include "near_duplicates.hpp"

namespace jooya {

/// An article ready to be written; made by any thread, handed over to the one that writes.
struct PreparedArticle {
    std::string code;
    Digest digest;
    Xapian::Document document;
    std::string wording{};       ///< of its card, which is made where its cluster is known
    ArticleWords words{};        ///< its different surfaces
    std::uint64_t length = 0;    ///< in weighted tokens (weighted_wording.hpp), likewise
    std::size_t text_bytes = 0;  ///< title, lead and body, the measure that bounds a batch
    std::optional<Timestamp> date{};
    Signature signature{};  ///< by which its cluster is found; not known where there is no date
};

/// Turns articles into documents as schema.hpp describes them. Belongs to one thread; reuse it for many
/// articles, since it keeps its memory.
class DocumentBuilder {
  public:
    explicit DocumentBuilder(const Analyzer& analyzer = persian()) : analyzed_(analyzer) {}

    /// `canonical` is canonical_fields(article), which the caller has already made for the digest; `source`
    /// is the key of the file that the article came from (terms.hpp, source_key), empty for none.
    PreparedArticle build(const Article& article, std::string_view canonical, const Digest& digest,
                          std::string_view source);

    /// From now on, articles are stored by this dictionary; null for none. May be called from any thread.
    void use(std::shared_ptr<const ArticleDictionary> dictionary) {
        const std::lock_guard lock(mutex_);
        dictionary_ = std::move(dictionary);
    }

  private:
    void add_texts(const Article& article, PreparedArticle& prepared);
    void add_values(const Article& article, Xapian::Document& document);
    [[nodiscard]] std::shared_ptr<const ArticleDictionary> dictionary() {
        const std::lock_guard lock(mutex_);
        return dictionary_;
    }

    AnalyzedArticle analyzed_;  ///< to whose memory the views below lead
    std::mutex mutex_;          ///< for `dictionary_` alone
    std::shared_ptr<const ArticleDictionary> dictionary_;
    HashIndex surfaces_;
    std::string term_;
    SignatureBuilder signature_;
    WordingBuilder wording_;
};

}  // namespace jooya
