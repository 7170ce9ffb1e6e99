// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/article.hpp"
#include "jooya/indexer/index_manifest.hpp"

namespace Xapian {
class Database;
}

namespace jooya {

class DatabaseLock;
class ArticleDictionary;
struct PreparedArticle;
struct Digest;

enum class PutOutcome : std::uint8_t { added, replaced, unchanged };

/// What bounds the memory and threads of an IndexWriter.
struct WriterLimits {
    unsigned threads = 1;  ///< that write the parts of a first build, beside the caller's
    std::size_t part_bytes = std::size_t{4} << 20;  ///< of text in one such part, some 1,400 articles
    std::size_t round_bytes = std::size_t{1}
                              << 30;  ///< of text in all parts before they are merged and committed
};

/// One generation of a database, open for writing, articles told apart by their code.
///
/// What is put or removed stays invisible until `commit`, which makes all of it durable at once, together
/// with the manifest: Xapian's commit, then fsync of the database's directory, without which one power cut in
/// four lost the index on ext4. A database that was empty is filled through many small ones that are merged at the
/// commit (BulkParts), and then lies in another folder than before. An object that is destroyed without a commit leaves the last committed state.
///
///     IndexWriter writer("news.db");
///     writer.put(article);
///     writer.commit();
///
/// Belongs to one thread. Throws Error: locked where another process writes; damaged, incompatible or missing
/// for what is not a database of ours; storage where the disk fails. After a storage error the object must
/// not be used again: Xapian may damage the index while it cleans up, so that the destructor leaves its memory and its
/// lock to the end of the process, which should come soon.
class IndexWriter {
  public:
    /// Opens the generation that the database at `path` serves, or creates the database with an empty one where there
    /// is none (its parent folder must exist). Holds the database's lock.
    explicit IndexWriter(std::string path);

    /// Opens the generation in the folder `generation`, or creates an empty one there, for a caller that holds the lock
    /// of its database longer than this object lives.
    IndexWriter(const DatabaseLock& held, std::string generation);
    ~IndexWriter();
    IndexWriter(IndexWriter&&) noexcept;
    IndexWriter& operator=(IndexWriter&&) = delete;

    /// To be set before the first article is put.
    void set_limits(const WriterLimits& limits);

    /// By which the articles of this database are stored; null while it has none.
    [[nodiscard]] std::shared_ptr<const ArticleDictionary> dictionary() const;
    /// For a database that has none.
    void set_dictionary(std::shared_ptr<const ArticleDictionary> dictionary);

    /// Writes an article in place of the one with the same code. `source` names the file it came from.
    PutOutcome put(const Article& article, std::string_view source = {});

    /// The same for an article whose document was built elsewhere.
    PutOutcome put(PreparedArticle&& prepared);

    /// Takes over everything that the database `from` holds: its articles, built anew in their order, and what its
    /// metadata remembers of sources and deletions. For a generation that is empty.
    void refill(const Xapian::Database& from);

    /// The digest of the article with this code, as the next commit will show it.
    [[nodiscard]] std::optional<Digest> find(std::string_view code) const;

    /// The term of the source that the article with this code was read from (terms.hpp, source_term), as it was
    /// last committed; empty where there was no such article or it came without a source.
    [[nodiscard]] std::string source_of(std::string_view code) const;

    /// The codes of all articles that were read from the source with this term, as they were last committed.
    [[nodiscard]] std::vector<std::string> codes_from(std::string_view source_term) const;

    /// True where there was an article with this code.
    bool remove(std::string_view code);

    /// Database metadata beside the manifest, part of the next commit; an empty value removes the key.
    [[nodiscard]] std::string metadata(std::string_view key) const;
    void set_metadata(std::string_view key, std::string_view value);

    /// Calls `take(key, value)` for every key that begins with `prefix`, in their order.
    void for_each_metadata(std::string_view prefix,
                           const std::function<void(std::string_view, std::string_view)>& take) const;

    /// Sets what the manifest will say about the last successful run.
    void set_last_run(std::int64_t finished, const RunCounts& counts);

    /// Makes everything since the last commit durable and visible. A commit without changes writes nothing.
    void commit();

    /// Bytes of text put since the last commit.
    [[nodiscard]] std::size_t pending_bytes() const;

    /// Is it time to commit, where articles of `batch_bytes` of text may wait in memory?
    [[nodiscard]] bool is_batch_full(std::size_t batch_bytes) const;
    [[nodiscard]] std::uint64_t article_count() const;
    [[nodiscard]] const IndexManifest& manifest() const;

    /// The place of the database or generation, as it was given.
    [[nodiscard]] const std::string& path() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jooya
