// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/index_writer.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <utility>
#include <variant>

#include "bulk_parts.hpp"
#include "database_lock.hpp"
#include "disk.hpp"
#include "document_builder.hpp"
#include "generations.hpp"
#include "jooya/error.hpp"
#include "jooya/indexer/card.hpp"
#include "jooya/indexer/dictionaries.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/tombstones.hpp"
#include "jooya/indexer/vocabulary.hpp"
#include "jooya/indexer/weighted_wording.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// Term lists would be a third of the text's size and a fifth of the time, for the sake of the few articles that are
// replaced or deleted (tombstones.hpp).
constexpr int opening_flags = Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST;

/// Makes a generation that holds nothing but its manifest.
void create_generation(const std::string& folder) {
    IndexManifest manifest = new_manifest();
    manifest.changed = now();
    Xapian::WritableDatabase database(folder, Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
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

/// Is it made of the articles, and not to be copied with them?
bool is_of_articles(std::string_view key) {
    return key == manifest_key || key == tombstones_key || key == dictionary_key ||
           key.starts_with(words_key);
}

}  // namespace

struct IndexWriter::Impl {
    std::string path;
    std::string generation;              ///< the folder of the generation that is written
    std::unique_ptr<DatabaseLock> lock;  ///< empty where the caller holds it
    mutable bool has_failed = false;     ///< the disk did, and the handle must not be touched again
    Xapian::WritableDatabase database;
    IndexManifest manifest;
    Tombstones tombstones;  ///< with those of the next commit, once it is being written
    DocumentBuilder builder;
    std::shared_ptr<const ArticleDictionary> dictionary;
    Clusters clusters;
    WriterLimits limits;

    // What the next commit writes. Nothing of it reaches the database before.
    struct Stored {
        Xapian::docid document = 0;  ///< 0 where there is no such article
        std::string identity{};      ///< its digest, and the key of its source behind it
    };
    struct Pending {
        std::optional<Digest> digest{};  ///< nothing where it was removed
        bool is_in_parts = false;        ///< one of its versions
    };
    using Removal = std::string;  ///< a code
    using Change = std::variant<PreparedArticle, Removal>;
    std::vector<PreparedArticle> added;     ///< articles in memory
    std::unique_ptr<BulkParts> parts;       ///< those before them, where they were too many
    std::vector<Change> changes;            ///< of articles in the parts, in their order
    std::vector<Xapian::docid> superseded;  ///< documents in the database of articles in all of these
    std::unordered_map<std::string, Pending> pending;  ///< codes in all of these
    std::map<std::string, std::string, std::less<>> metadata;
    WordCounts words;
    mutable std::unordered_map<std::string, Stored> remembered;  ///< by their terms, as last committed
    std::int64_t balance = 0;  ///< articles that the next commit adds, less those that it removes
    std::size_t added_bytes = 0;
    std::size_t parts_bytes = 0;
    std::size_t change_bytes = 0;
    std::uint64_t bytes_so_far = 0;  ///< of text that this object has committed
    std::uint64_t articles_put = 0;  ///< by this object
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
            database = Xapian::WritableDatabase(generation, opening_flags);
            manifest = parse_manifest(database.get_metadata(std::string(manifest_key)), path);
            require_compatible(manifest, path);
            tombstones = Tombstones::of(database);
            if (std::string bytes = database.get_metadata(std::string(dictionary_key)); !bytes.empty()) {
                dictionary = std::make_shared<const ArticleDictionary>(std::move(bytes));
                builder.use(dictionary);
            }
        });
    }

    /// The document of an article; 0 where there is none.
    [[nodiscard]] Xapian::docid docid_of(std::string_view code) const {
        return tombstones.living(database, code_term(code));
    }

    /// The same of what was last committed. Whoever reads an article asks for it three times: it is remembered.
    [[nodiscard]] const Stored& stored(std::string_view code) const {
        static const Stored nothing;
        if (database.get_doccount() == 0) return nothing;
        constexpr std::size_t most_remembered = 4096;
        if (remembered.size() == most_remembered) remembered.clear();
        const auto [known, is_new] = remembered.try_emplace(code_term(code));
        if (is_new) {
            known->second.document = tombstones.living(database, known->first);
            if (known->second.document != 0) {
                known->second.identity = database.get_document(known->second.document).get_value(slot_digest);
            }
        }
        return known->second;
    }

    [[nodiscard]] std::optional<Digest> digest_in_database(std::string_view code) const {
        const std::string& identity = stored(code).identity;
        Digest digest;
        if (identity.size() < digest.bytes.size()) return std::nullopt;
        std::memcpy(digest.bytes.data(), identity.data(), digest.bytes.size());
        return digest;
    }

    [[nodiscard]] std::optional<Digest> digest_of_code(std::string_view code) const {
        const auto waiting = pending.find(normalized_code(code));
        return waiting != pending.end() ? waiting->second.digest : digest_in_database(code);
    }

    [[nodiscard]] auto find_added(std::string_view code) {
        return std::ranges::find(added, code, &PreparedArticle::code);
    }

    /// The code of the first article of the cluster that this one belongs to; its own where there is no other.
    std::string cluster_of(PreparedArticle& prepared) {
        if (!prepared.date) return prepared.code;
        const Clusters::Place place{prepared.code, *prepared.date, prepared.signature};
        std::string cluster = clusters.cluster_of(place, database, tombstones);
        if (place.signature.is_known) prepared.document.add_value(slot_signature, to_bytes(place, cluster));
        clusters.remember(place, cluster);
        return cluster;
    }

    void assign_cluster(PreparedArticle& prepared) {
        const std::string cluster = cluster_of(prepared);
        if (prepared.date) prepared.document.add_value(slot_cluster, cluster);
        if (cluster != prepared.code) prepared.document.add_boolean_term(cluster_term(cluster));
        const auto seconds = prepared.date ? std::optional(prepared.date->seconds) : std::nullopt;
        prepared.document.add_value(slot_card, card_bytes(cluster, seconds, prepared.wording));
        prepared.length = static_cast<std::uint64_t>(weighted_length(Wording(prepared.wording)));
        std::string().swap(prepared.wording);
    }

    PutOutcome put(PreparedArticle&& prepared) {
        is_changed = true;
        ++articles_put;
        const std::string code = prepared.code = normalized_code(prepared.code);
        const auto [waiting, is_first] = pending.try_emplace(code);
        const Xapian::docid before = is_first ? stored(code).document : 0;
        const bool exists = is_first ? before != 0 : waiting->second.digest.has_value();
        if (exists) clusters.forget(code);
        assign_cluster(prepared);
        waiting->second.digest = prepared.digest;
        balance += exists ? 0 : 1;
        if (before != 0) superseded.push_back(before);
        exists || !is_first ? words.add_unseen(prepared.words) : words.add(prepared.words);
        if (waiting->second.is_in_parts) {
            change_bytes += prepared.text_bytes;
            changes.emplace_back(std::move(prepared));
        } else if (const auto earlier = is_first ? added.end() : find_added(code); earlier != added.end()) {
            *earlier = std::move(prepared);
        } else {
            added_bytes += prepared.text_bytes;
            added.push_back(std::move(prepared));
            spill_where_full();
        }
        return exists ? PutOutcome::replaced : PutOutcome::added;
    }

    bool remove(std::string_view given) {
        const std::string code = normalized_code(given);
        if (!digest_of_code(code).has_value()) return false;
        is_changed = true;
        clusters.forget(code);
        --balance;
        const auto [waiting, is_first] = pending.try_emplace(code);
        waiting->second.digest.reset();
        if (is_first) {
            superseded.push_back(stored(code).document);
        } else if (waiting->second.is_in_parts) {
            changes.emplace_back(code);
        } else {
            added.erase(find_added(code));
        }
        return true;
    }

    /// Many articles go to small databases, which are merged with what is there: all of a first build, and a tenth or more
    /// of what is there. Fewer are added in place.
    void spill_where_full() {
        if (added_bytes < limits.part_bytes) return;
        if (parts || database.get_doccount() == 0 || is_worth_merging()) spill();
    }

    /// Merging copies what is there, at some 15 µs an article; in place, an article takes 600 µs more than in a part.
    [[nodiscard]] bool is_worth_merging() const {
        constexpr std::uint64_t merged_share = 10;
        return articles_put * merged_share >= database.get_doccount() &&
               free_bytes(generation) > 2 * bytes_in(generation);
    }

    void spill() {
        if (!parts) parts = std::make_unique<BulkParts>(parts_folder(), limits.threads);
        std::vector<Xapian::Document> documents;
        std::size_t bytes = 0;
        for (PreparedArticle& article : added) {
            manifest.length += article.length;
            pending[article.code].is_in_parts = true;
            bytes += article.text_bytes;
            documents.push_back(std::move(article.document));
            if (bytes < limits.part_bytes) continue;
            parts->write(std::exchange(documents, {}));
            bytes = 0;
        }
        if (!documents.empty()) parts->write(std::move(documents));
        added.clear();
        parts_bytes += std::exchange(added_bytes, 0);
    }

    [[nodiscard]] std::string parts_folder() const { return generation + ".parts.building"; }

    void write_changes() {
        for (const Xapian::docid document : superseded) tombstones.add(document);
        for (PreparedArticle& article : added) {
            manifest.length += article.length;
            database.add_document(article.document);
            article.document = Xapian::Document();
        }
        for (Change& change : changes) {
            auto* article = std::get_if<PreparedArticle>(&change);
            if (const Xapian::docid before = docid_of(article ? article->code : std::get<Removal>(change)))
                tombstones.add(before);
            if (article == nullptr) continue;
            manifest.length += article->length;
            database.add_document(article->document);
            article->document = Xapian::Document();
        }
        database.set_metadata(std::string(tombstones_key), tombstones.bytes());
        for (const auto& [key, value] : metadata) database.set_metadata(key, value);
        if (!words.empty()) words.write(database);
        manifest.articles = database.get_doccount() - tombstones.size();
        manifest.changed = now();
        database.set_metadata(std::string(manifest_key), to_json(manifest));
    }

    void commit_in_place(const std::string& folder) {
        database.begin_transaction();
        write_changes();
        database.commit_transaction();
        sync_directory(folder);
    }

    /// Builds a generation of what is there and what the parts hold, and takes it for the one that is written.
    void commit_parts() {
        if (!added.empty()) spill();
        const bool is_served = lock != nullptr;
        const Generations generations(path);
        const std::string begun = is_served ? generations.begin() : std::string();
        const std::string target = is_served ? generations.path_of(begun) : generation + ".merged.building";
        parts->merge(generation, target);
        parts.reset();
        database.close();
        database = Xapian::WritableDatabase(target, opening_flags);
        commit_in_place(target);
        database.close();
        sync_files(target);
        if (is_served) {
            const std::string before = fs::path(generation).filename();
            const std::string name = generations.finish(begun);
            generations.serve(name);
            generation = generations.path_of(name);
            generations.remove(before);
        } else {
            fs::remove_all(generation);
            fs::rename(target, generation);
            sync_directory(fs::path(generation).parent_path());
        }
        database = Xapian::WritableDatabase(generation, opening_flags);
    }

    void commit() {
        if (!is_changed) return;
        guarded({"committing", "ثبت تغییرها"}, [&] {
            if (parts) {
                commit_parts();
            } else {
                commit_in_place(generation);
            }
        });
        bytes_so_far += pending_bytes();
        added.clear();
        changes.clear();
        superseded.clear();
        remembered.clear();
        pending.clear();
        metadata.clear();
        clusters.clear();
        balance = 0;
        added_bytes = parts_bytes = change_bytes = 0;
        is_changed = false;
    }

    [[nodiscard]] std::size_t pending_bytes() const { return added_bytes + parts_bytes + change_bytes; }
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

void IndexWriter::set_limits(const WriterLimits& limits) {
    impl_->limits = limits;
}

std::shared_ptr<const ArticleDictionary> IndexWriter::dictionary() const {
    return impl_->dictionary;
}

void IndexWriter::set_dictionary(std::shared_ptr<const ArticleDictionary> dictionary) {
    set_metadata(dictionary_key, dictionary->bytes());
    impl_->builder.use(dictionary);
    impl_->dictionary = std::move(dictionary);
}

PutOutcome IndexWriter::put(const Article& article, std::string_view source) {
    const std::string canonical = canonical_fields(article);
    const Digest digest = digest_of(canonical);
    if (find(article.code) == digest) return PutOutcome::unchanged;
    return put(impl_->builder.build(article, canonical, digest, source.empty() ? "" : source_key(source)));
}

void IndexWriter::refill(const Xapian::Database& from) {
    const Tombstones gone = Tombstones::of(from);
    const Dictionaries dictionaries({from});
    if (std::string bytes = from.get_metadata(std::string(dictionary_key)); !bytes.empty())
        set_dictionary(std::make_shared<const ArticleDictionary>(std::move(bytes)));
    for (auto document = from.postlist_begin(""); document != from.postlist_end(""); ++document) {
        if (gone.contains(*document)) continue;
        const Xapian::Document stored = from.get_document(*document);
        const std::string identity = stored.get_value(slot_digest);
        const Article article = dictionaries.decode(stored.get_value(slot_article));
        const std::string canonical = canonical_fields(article);
        const std::string_view source =
            std::string_view(identity).substr(std::min(sizeof(Digest), identity.size()));
        put(impl_->builder.build(article, canonical, digest_of(canonical), source));
    }
    for (auto key = from.metadata_keys_begin("jooya."); key != from.metadata_keys_end("jooya."); ++key) {
        if (is_of_articles(*key)) continue;
        set_metadata(*key, from.get_metadata(*key));
    }
    const IndexManifest before = parse_manifest(from.get_metadata(std::string(manifest_key)), path());
    if (before.last_run) set_last_run(*before.last_run, before.counts);
}

PutOutcome IndexWriter::put(PreparedArticle&& prepared) {
    return impl_->guarded(
        {fmt::format("writing the article {}", prepared.code), fmt::format("نوشتن خبر {}", prepared.code)},
        [&] { return impl_->put(std::move(prepared)); });
}

std::optional<Digest> IndexWriter::find(std::string_view code) const {
    return impl_->guarded({fmt::format("looking for the article {}", code), fmt::format("جستن خبر {}", code)},
                          [&] { return impl_->digest_of_code(code); });
}

std::string IndexWriter::source_of(std::string_view code) const {
    return impl_->guarded(
        {fmt::format("looking for the article {}", code), fmt::format("جستن خبر {}", code)}, [&] {
            const std::string& identity = impl_->stored(code).identity;
            return identity.size() <= sizeof(Digest)
                       ? std::string()
                       : source_term_of_key(std::string_view(identity).substr(sizeof(Digest)));
        });
}

std::vector<std::string> IndexWriter::codes_from(std::string_view source_term) const {
    return impl_->guarded({"looking for the articles of a file", "جستن خبرهای یک فایل"}, [&] {
        const std::string term(source_term);
        std::vector<std::string> codes;
        auto code = impl_->database.valuestream_begin(slot_code);
        const auto end = impl_->database.valuestream_end(slot_code);
        for (auto document = impl_->database.postlist_begin(term);
             document != impl_->database.postlist_end(term); ++document) {
            if (impl_->tombstones.contains(*document)) continue;
            if (code != end) code.skip_to(*document);
            if (code != end && code.get_docid() == *document) codes.push_back(*code);
        }
        return codes;
    });
}

bool IndexWriter::remove(std::string_view code) {
    return impl_->guarded({fmt::format("removing the article {}", code), fmt::format("حذف خبر {}", code)},
                          [&] { return impl_->remove(code); });
}

std::string IndexWriter::metadata(std::string_view key) const {
    if (const auto waiting = impl_->metadata.find(key); waiting != impl_->metadata.end())
        return waiting->second;
    return impl_->guarded({"reading the database's metadata", "خواندن فرادادهٔ پایگاه"},
                          [&] { return impl_->database.get_metadata(std::string(key)); });
}

void IndexWriter::set_metadata(std::string_view key, std::string_view value) {
    if (metadata(key) == value) return;
    impl_->is_changed = true;
    impl_->metadata.insert_or_assign(std::string(key), std::string(value));
}

void IndexWriter::for_each_metadata(
    std::string_view prefix, const std::function<void(std::string_view, std::string_view)>& take) const {
    const std::string begin(prefix);
    std::map<std::string, std::string, std::less<>> found;
    impl_->guarded({"reading the database's metadata", "خواندن فرادادهٔ پایگاه"}, [&] {
        const Xapian::WritableDatabase& database = impl_->database;
        for (auto key = database.metadata_keys_begin(begin); key != database.metadata_keys_end(begin); ++key)
            found.emplace(*key, database.get_metadata(*key));
    });
    for (auto waiting = impl_->metadata.lower_bound(prefix);
         waiting != impl_->metadata.end() && waiting->first.starts_with(prefix); ++waiting) {
        found.insert_or_assign(waiting->first, waiting->second);
    }
    for (const auto& [key, value] : found) {
        if (!value.empty()) take(key, value);
    }
}

void IndexWriter::set_last_run(std::int64_t finished, const RunCounts& counts) {
    impl_->is_changed = true;
    impl_->manifest.last_run = finished;
    impl_->manifest.counts = counts;
}

void IndexWriter::commit() {
    impl_->commit();
}

std::size_t IndexWriter::pending_bytes() const {
    return impl_->pending_bytes();
}

bool IndexWriter::is_batch_full(std::size_t batch_bytes) const {
    // What has gone to the parts takes no memory; but it is lost with the process, and merging copies all that is
    // there already.
    const std::uint64_t parts_limit = std::max(std::uint64_t{impl_->limits.round_bytes}, impl_->bytes_so_far);
    return impl_->added_bytes + impl_->change_bytes >= batch_bytes || impl_->parts_bytes >= parts_limit;
}

std::uint64_t IndexWriter::article_count() const {
    return impl_->guarded({"counting the articles", "شمردن خبرها"}, [&] {
        const std::size_t living = impl_->database.get_doccount() - impl_->tombstones.size();
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(living) + impl_->balance);
    });
}

const std::string& IndexWriter::path() const {
    return impl_->path;
}

const IndexManifest& IndexWriter::manifest() const {
    return impl_->manifest;
}

}  // namespace jooya
