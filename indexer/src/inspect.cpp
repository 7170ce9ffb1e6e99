// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/inspect.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <sstream>

#include "deletions.hpp"
#include "digest.hpp"
#include "generations.hpp"
#include "jooya/indexer/dictionaries.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/tombstones.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_findings = 100;

void require_database(const std::string& path) {
    std::error_code failure;
    if (!fs::exists(path, failure)) {
        throw Error(
            ErrorCode::missing,
            {fmt::format("{}: there is no database here", path), fmt::format("{}: اینجا پایگاهی نیست", path)},
            {fmt::format("create it with: jooya-index update --db {} PATH", path),
             fmt::format("آن را با این فرمان بسازید: jooya-index update --db {} PATH", path)});
    }
    // A run that was killed at once leaves the folder with a lock and no generation.
    if (fs::is_directory(path, failure) && is_database_folder(path) && served_folder(path) == path) {
        throw Error(ErrorCode::missing,
                    {fmt::format("{}: there is no database in this folder yet", path),
                     fmt::format("{}: در این پوشه هنوز پایگاهی نیست", path)},
                    {fmt::format("create it with: jooya-index update --db {} PATH", path),
                     fmt::format("آن را با این فرمان بسازید: jooya-index update --db {} PATH", path)});
    }
}

std::uint64_t bytes_under(const std::string& path) {
    std::uint64_t bytes = 0;
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(path, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code no_file;
        if (entry->is_regular_file(no_file)) bytes += entry->file_size(no_file);
    }
    return bytes;
}

std::optional<Timestamp> bound(const std::string& value) {
    if (value.empty()) return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(Xapian::sortable_unserialise(value)), true};
}

Xapian::Database open_read_only(const std::string& path) {
    require_database(path);
    try {
        return Xapian::Database(path);
    } catch (const Xapian::Error& error) {
        throw translated(error, path, {"opening the database", "گشودن پایگاه"});
    }
}

IndexManifest read_manifest(const Xapian::Database& database, const std::string& path) {
    try {
        return parse_manifest(database.get_metadata(std::string(manifest_key)), path);
    } catch (const Xapian::Error& error) {
        throw translated(error, path, {"reading the manifest", "خواندن شناسنامه"});
    }
}

/// Every stored article must be readable, fit its digest and be found under its code.
void check_articles(const Xapian::Database& database, std::vector<Message>& findings) {
    std::uint64_t count = 0;
    const Dictionaries dictionaries({database});
    const Tombstones tombstones = Tombstones::of(database);
    const auto report = [&](Xapian::docid document, std::string_view en, std::string_view fa) {
        if (++count <= max_findings) {
            findings.push_back(
                {fmt::format("document {}: {}", document, en), fmt::format("سند {}: {}", document, fa)});
        }
    };
    for (Xapian::PostingIterator document = database.postlist_begin("");
         document != database.postlist_end(""); ++document) {
        if (tombstones.contains(*document)) continue;
        const Xapian::Document stored = database.get_document(*document);
        try {
            const Article article = dictionaries.decode(stored.get_value(slot_article));
            if (digest_of(canonical_fields(article)).view() !=
                stored.get_value(slot_digest).substr(0, sizeof(Digest))) {
                report(*document, "the stored article does not fit its digest",
                       "خبر ذخیره‌شده با چکیده‌اش نمی‌خواند");
            }
            std::vector<Xapian::docid> found;
            const std::string term = code_term(article.code);
            std::copy_if(database.postlist_begin(term), database.postlist_end(term),
                         std::back_inserter(found),
                         [&](Xapian::docid one) { return !tombstones.contains(one); });
            if (found != std::vector{*document} ||
                stored.get_value(slot_code) != normalized_code(article.code)) {
                report(*document, "its code does not lead to it alone",
                       "کد آن تنها به خودش نمی‌رسد");
            }
        } catch (const Error& error) {
            report(*document, error.message().en, error.message().fa);
        }
    }
    const std::string deletions(deletion_prefix);
    for (auto key = database.metadata_keys_begin(deletions); key != database.metadata_keys_end(deletions);
         ++key) {
        const std::string code = (*key).substr(deletions.size());
        const Xapian::docid found = tombstones.living(database, code_term(code));
        if (found == 0) continue;
        report(found, fmt::format("{} was deleted on request and is here again", code),
               fmt::format("{} به خواست کاربر حذف شده بود و باز اینجاست", code));
    }
    if (count > max_findings) {
        findings.push_back({fmt::format("{} more findings", count - max_findings),
                            fmt::format("{} یافتهٔ دیگر", count - max_findings)});
    }
}

}  // namespace

void for_each_article(const std::string& path, const std::function<bool(const Article&)>& take) {
    Xapian::Database database = open_read_only(path);
    require_compatible(read_manifest(database, path), path);
    // A commit of the nightly run may overtake the reading; it goes on behind the last document it gave.
    constexpr int most_retries = 3;
    int retries = 0;
    const Dictionaries dictionaries({database});
    for (Xapian::docid next = 1; next != 0;) {
        try {
            const Tombstones tombstones = Tombstones::of(database);
            Xapian::PostingIterator document = database.postlist_begin("");
            document.skip_to(next);
            for (; document != database.postlist_end(""); ++document) {
                if (tombstones.contains(*document)) continue;
                const std::string data = database.get_document(*document).get_value(slot_article);
                next = *document + 1;
                retries = 0;
                if (!take(dictionaries.decode(data))) return;
            }
            next = 0;
        } catch (const Xapian::DatabaseModifiedError& error) {
            if (++retries > most_retries)
                throw translated(error, path, {"reading the articles", "خواندن خبرها"});
            database.reopen();
        } catch (const Xapian::Error& error) {
            throw translated(error, path, {"reading the articles", "خواندن خبرها"});
        }
    }
}

IndexInfo inspect(const std::string& path) {
    const Xapian::Database database = open_read_only(path);
    try {
        IndexInfo info;
        info.manifest = parse_manifest(database.get_metadata(std::string(manifest_key)), path);
        info.tombstones = Tombstones::of(database).size();
        info.articles = database.get_doccount() - info.tombstones;
        info.bytes = bytes_under(served_folder(path));
        info.mean_length = database.get_doccount() == 0
                               ? 0
                               : static_cast<double>(info.manifest.length) / database.get_doccount();
        info.oldest = bound(database.get_value_lower_bound(slot_date));
        info.newest = bound(database.get_value_upper_bound(slot_date));
        const std::string prefix(deletion_prefix);
        info.deleted = static_cast<std::uint64_t>(
            std::distance(database.metadata_keys_begin(prefix), database.metadata_keys_end(prefix)));
        const std::string served = served_folder(path);
        if (served != path) info.generation = fs::path(served).filename().string();
        info.generations = Generations(path).all();
        return info;
    } catch (const Xapian::Error& error) {
        throw translated(error, path, {"reading the database", "خواندن پایگاه"});
    }
}

std::vector<Message> check(const std::string& path, CheckDepth depth) {
    const Xapian::Database database = open_read_only(path);
    std::vector<Message> findings;
    try {
        const IndexManifest manifest = parse_manifest(database.get_metadata(std::string(manifest_key)), path);
        require_compatible(manifest, path);
        std::ostringstream details;
        const std::size_t errors = Xapian::Database::check(served_folder(path), 0, &details);
        if (errors > 0) {
            findings.push_back(
                {fmt::format("Xapian found {} errors in its tables", errors),
                 fmt::format("زاپیان {} خطا در جدول‌هایش یافت", errors)});
        }
        const std::uint64_t living = database.get_doccount() - Tombstones::of(database).size();
        if (manifest.articles != living) {
            findings.push_back(
                {fmt::format("the manifest counts {} articles, the database holds {}", manifest.articles,
                             living),
                 fmt::format(
                     "شناسنامه {} خبر می‌شمارد و پایگاه {} خبر دارد",
                     manifest.articles, living)});
        }
        if (depth == CheckDepth::full) check_articles(database, findings);
    } catch (const Xapian::Error& error) {
        const Error problem = translated(error, path, {"checking the database", "بررسی پایگاه"});
        throw problem.code() == ErrorCode::storage
            ? Error(ErrorCode::damaged, problem.message(), problem.hint())
            : problem;
    }
    return findings;
}

}  // namespace jooya
