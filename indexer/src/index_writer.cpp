// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/index_writer.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <utility>

#include "database_lock.hpp"
#include "disk.hpp"
#include "document_builder.hpp"
#include "generations.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// Makes a generation that holds nothing but its manifest.
void create_generation(const std::string& folder) {
    IndexManifest manifest = new_manifest();
    manifest.changed = now();
    Xapian::WritableDatabase database(folder, Xapian::DB_CREATE);
    database.set_metadata(std::string(manifest_key), to_json(manifest));
    database.commit();
    database.close();
    sync_directory(folder);
}

/// The folder of the generation that the database serves, which is made where there is none. What a killed run has
/// left is removed.
std::string current_generation(const std::string& database) {
    const Generations generations(database);
    generations.remove_unfinished();
    std::optional<std::string> current = generations.current();
    if (!current.has_value()) {
        // A run that was killed before its first generation was served has left it complete.
        const std::vector<std::string> complete = generations.all();
        if (complete.empty()) {
            const std::string begun = generations.begin();
            create_generation(generations.path_of(begun));
            current = generations.finish(begun);
        } else {
            current = complete.back();
        }
        generations.serve(*current);
    }
    return generations.path_of(*current);
}

}  // namespace

struct IndexWriter::Impl {
    std::string path;
    std::string generation;              ///< the folder of the generation that is written
    std::unique_ptr<DatabaseLock> lock;  ///< empty where the caller holds it
    mutable bool has_failed = false;     ///< the disk did, and the handle must not be touched again
    Xapian::WritableDatabase database;
    IndexManifest manifest;
    DocumentBuilder builder;
    Clusters clusters;
    std::size_t pending_bytes = 0;
    bool is_changed = false;

    template <class Action>
    auto guarded(const Message& attempting, Action&& action) const {
        try {
            return action();
        } catch (const Xapian::Error& error) {
            const Error problem = translated(error, path, attempting);
            has_failed = true;
            throw problem;
        } catch (const Error& error) {
            has_failed = has_failed || error.code() == ErrorCode::storage;
            throw;
        }
    }

    void open() {
        guarded({"opening the database for writing", "گشودن پایگاه برای نوشتن"}, [&] {
            database = Xapian::WritableDatabase(generation, Xapian::DB_OPEN);
            manifest = parse_manifest(database.get_metadata(std::string(manifest_key)), path);
            require_compatible(manifest, path);
        });
    }

    /// An open transaction is dropped by the destructor; changes outside of one would be committed by it.
    void begin_change() {
        if (is_changed) return;
        database.begin_transaction();
        is_changed = true;
    }

    /// Writes a document with its cluster, in place of the document `existing`, 0 for none.
    void write(PreparedArticle&& prepared, Xapian::docid existing) {
        Clusters::Place place{existing, prepared.code, prepared.date.value_or(Timestamp{}),
                              prepared.signature};
        std::string cluster;
        if (prepared.date) {
            cluster = clusters.cluster_of(place, database);
            prepared.document.add_value(slot_cluster, cluster);
            if (cluster != prepared.code) prepared.document.add_boolean_term(cluster_term(cluster));
        }
        // Only now: looking for the cluster may have read the day, and what stood there before with it.
        if (existing != 0) clusters.forget(existing);
        if (existing == 0) {
            place.article = database.add_document(prepared.document);
        } else {
            database.replace_document(existing, prepared.document);
        }
        if (prepared.date) clusters.remember(place, std::move(cluster));
    }

    /// The first term of a document that begins with `prefix`; empty where there is none.
    [[nodiscard]] std::string term_of(Xapian::docid document, std::string_view prefix) const {
        Xapian::TermIterator term = database.termlist_begin(document);
        term.skip_to(std::string(prefix));
        if (term == database.termlist_end(document)) return {};
        std::string found = *term;
        return found.starts_with(prefix) ? found : std::string();
    }

    [[nodiscard]] Xapian::docid docid_of(const std::string& term) const {
        const Xapian::PostingIterator found = database.postlist_begin(term);
        return found == database.postlist_end(term) ? 0 : *found;
    }
};

IndexWriter::IndexWriter(std::string path) : impl_(std::make_unique<Impl>()) {
    impl_->path = std::move(path);
    make_database_folder(impl_->path);
    impl_->lock = std::make_unique<DatabaseLock>(impl_->path);
    const Message attempting = {"creating the database", "ساختن پایگاه"};
    impl_->generation = impl_->guarded(attempting, [&] { return current_generation(impl_->path); });
    impl_->open();
}

IndexWriter::IndexWriter(const DatabaseLock& /*held*/, std::string generation)
    : impl_(std::make_unique<Impl>()) {
    impl_->path = generation;
    impl_->generation = std::move(generation);
    impl_->guarded({"creating a generation", "ساختن نسلی تازه"}, [&] {
        if (!fs::exists(impl_->generation)) create_generation(impl_->generation);
    });
    impl_->open();
}

IndexWriter::~IndexWriter() {
    // Destroying the handle would write once more to a disk that has just failed.
    if (impl_ != nullptr && impl_->has_failed) static_cast<void>(impl_.release());
}

IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

PutOutcome IndexWriter::put(const Article& article, std::string_view source) {
    const std::string canonical = canonical_fields(article);
    const Digest digest = digest_of(canonical);
    if (find(article.code) == digest) return PutOutcome::unchanged;
    return put(impl_->builder.build(article, canonical, digest, source));
}

PutOutcome IndexWriter::put(PreparedArticle&& prepared) {
    return impl_->guarded(
        {fmt::format("writing the article {}", prepared.code), fmt::format("نوشتن خبر {}", prepared.code)},
        [&] {
            impl_->begin_change();
            impl_->pending_bytes += prepared.text_bytes;
            const Xapian::docid existing = impl_->docid_of(code_term(prepared.code));
            impl_->write(std::move(prepared), existing);
            return existing == 0 ? PutOutcome::added : PutOutcome::replaced;
        });
}

std::optional<Digest> IndexWriter::find(std::string_view code) const {
    return impl_->guarded({fmt::format("looking for the article {}", code), fmt::format("جستن خبر {}", code)},
                          [&]() -> std::optional<Digest> {
                              const Xapian::docid found = impl_->docid_of(code_term(code));
                              if (found == 0) return std::nullopt;
                              const std::string value =
                                  impl_->database.get_document(found).get_value(slot_digest);
                              Digest digest;
                              if (value.size() != digest.bytes.size()) return std::nullopt;
                              std::memcpy(digest.bytes.data(), value.data(), value.size());
                              return digest;
                          });
}

std::string IndexWriter::source_of(std::string_view code) const {
    return impl_->guarded({fmt::format("looking for the article {}", code), fmt::format("جستن خبر {}", code)},
                          [&] {
                              const Xapian::docid found = impl_->docid_of(code_term(code));
                              return found == 0 ? std::string() : impl_->term_of(found, source_prefix);
                          });
}

std::vector<std::string> IndexWriter::codes_from(std::string_view source_term) const {
    return impl_->guarded({"looking for the articles of a file", "جستن خبرهای یک فایل"}, [&] {
        const std::string_view code_prefix = find_field("code")->prefix;
        const std::string term(source_term);
        std::vector<std::string> codes;
        for (auto document = impl_->database.postlist_begin(term);
             document != impl_->database.postlist_end(term); ++document) {
            codes.push_back(impl_->term_of(*document, code_prefix).substr(code_prefix.size()));
        }
        return codes;
    });
}

bool IndexWriter::remove(std::string_view code) {
    return impl_->guarded({fmt::format("removing the article {}", code), fmt::format("حذف خبر {}", code)},
                          [&] {
                              const Xapian::docid found = impl_->docid_of(code_term(code));
                              if (found == 0) return false;
                              impl_->begin_change();
                              impl_->clusters.forget(found);
                              impl_->database.delete_document(found);
                              return true;
                          });
}

std::string IndexWriter::metadata(std::string_view key) const {
    return impl_->guarded({"reading the database's metadata", "خواندن فرادادهٔ پایگاه"},
                          [&] { return impl_->database.get_metadata(std::string(key)); });
}

void IndexWriter::set_metadata(std::string_view key, std::string_view value) {
    if (metadata(key) == value) return;
    impl_->guarded({"writing the database's metadata", "نوشتن فرادادهٔ پایگاه"}, [&] {
        impl_->begin_change();
        impl_->database.set_metadata(std::string(key), std::string(value));
    });
}

void IndexWriter::for_each_metadata(
    std::string_view prefix, const std::function<void(std::string_view, std::string_view)>& take) const {
    const std::string begin(prefix);
    impl_->guarded({"reading the database's metadata", "خواندن فرادادهٔ پایگاه"}, [&] {
        const Xapian::WritableDatabase& database = impl_->database;
        for (auto key = database.metadata_keys_begin(begin); key != database.metadata_keys_end(begin);
             ++key) {
            take(*key, database.get_metadata(*key));
        }
    });
}

void IndexWriter::set_last_run(std::int64_t finished, const RunCounts& counts) {
    impl_->guarded({"writing the manifest", "نوشتن شناسنامهٔ پایگاه"}, [&] { impl_->begin_change(); });
    impl_->manifest.last_run = finished;
    impl_->manifest.counts = counts;
}

void IndexWriter::commit() {
    if (!impl_->is_changed) return;
    impl_->guarded({"committing", "ثبت تغییرها"}, [&] {
        impl_->manifest.articles = impl_->database.get_doccount();
        impl_->manifest.changed = now();
        impl_->database.set_metadata(std::string(manifest_key), to_json(impl_->manifest));
        impl_->database.commit_transaction();
        sync_directory(impl_->generation);
    });
    impl_->is_changed = false;
    impl_->pending_bytes = 0;
}

std::size_t IndexWriter::pending_bytes() const {
    return impl_->pending_bytes;
}

std::uint64_t IndexWriter::article_count() const {
    return impl_->guarded({"counting the articles", "شمردن خبرها"},
                          [&] { return impl_->database.get_doccount(); });
}

const std::string& IndexWriter::path() const {
    return impl_->path;
}

const IndexManifest& IndexWriter::manifest() const {
    return impl_->manifest;
}

}  // namespace jooya
