// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/rebuild.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

#include "database_lock.hpp"
#include "deletions.hpp"
#include "disk.hpp"
#include "generations.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/dictionaries.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/tombstones.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {
namespace {

// A generation that lost a field, an analyzer or half its files fails most of them; more would show no more.
constexpr Xapian::doccount most_smoke_queries = 50;

Xapian::Database open_generation(const std::string& folder) {
    try {
        return Xapian::Database(folder);
    } catch (const Xapian::Error& error) {
        throw translated(error, folder, {"opening a generation", "گشودن یک نسل"});
    }
}

/// The query that an article's title is: all its stems, in the field of titles.
Xapian::Query query_of_title(const std::string& title) {
    Analysis analysis;
    persian().analyze(title, analysis);
    std::vector<std::string> terms;
    for (const Token& token : analysis.tokens()) {
        if (!token.is_stop) terms.push_back(make_term(find_field("title")->prefix, token.stem));
    }
    return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

/// Titles of articles of `old` that stand unchanged in `made` must find them there.
void ask_smoke_queries(const Xapian::Database& old, const Xapian::Database& made, RebuildReport& report) {
    const Xapian::docid step = std::max<Xapian::docid>(1, old.get_lastdocid() / most_smoke_queries);
    const Dictionaries dictionaries({old});
    const Tombstones gone_in_made = Tombstones::of(made);
    std::uint64_t lost = 0;
    std::string first_lost;
    for (auto next = old.postlist_begin(""); next != old.postlist_end(""); next.skip_to(*next + step)) {
        const Xapian::Document stored = old.get_document(*next);
        const Article article = dictionaries.decode(stored.get_value(slot_article));
        const std::string term = code_term(article.code);
        const Xapian::docid found = gone_in_made.living(made, term);
        if (found == 0) continue;
        if (made.get_document(found).get_value(slot_digest) != stored.get_value(slot_digest)) continue;
        const Xapian::Query title = query_of_title(article.title);
        if (title.empty()) continue;
        ++report.smoke_queries;
        Xapian::Enquire enquire(made);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, title, Xapian::Query(term)));
        if (enquire.get_mset(0, 1).size() == 1) continue;
        if (lost++ == 0) first_lost = article.code;
    }
    if (lost > 0) {
        report.objections.push_back(
            {fmt::format("{} of {} articles are not found by their titles; the first: {}", lost,
                         report.smoke_queries, first_lost),
             fmt::format(
                 "{} خبر از {} با عنوان خود پیدا نمی‌شوند؛ نخستین: {}",
                 lost, report.smoke_queries, first_lost)});
    }
}

/// What speaks against serving the generation in `made` in place of the one in `old`.
void judge(const std::string& old, const std::string& made, const RebuildOptions& options,
           RebuildReport& report) {
    for (Message& finding : check(made, CheckDepth::structure)) {
        report.objections.push_back(std::move(finding));
    }
    if (options.judge) {
        for (Message& objection : options.judge(report.run))
            report.objections.push_back(std::move(objection));
    }
    if (old.empty()) return;
    try {
        const Xapian::Database before(old);
        report.articles_before = before.get_doccount() - Tombstones::of(before).size();
        if (report.run.articles * 100 < report.articles_before * least_rebuilt_percent &&
            !options.run.force) {
            report.objections.push_back(
                {fmt::format("it holds {} articles, the old one {}; if that is meant, add --force",
                             report.run.articles, report.articles_before),
                 fmt::format(
                     "{} خبر دارد و نسل پیشین {}؛ اگر همین را می‌خواهید --force بیفزایید",
                     report.run.articles, report.articles_before)});
        }
        ask_smoke_queries(before, Xapian::Database(made), report);
    } catch (const Error&) {
        // Another schema's articles cannot be read, a damaged generation's neither: it is why one rebuilds.
    } catch (const Xapian::Error&) {
    }
}

/// Removes the generations that are neither served nor kept: of those before it all but the newest `keep`, and those
/// that a rollback had left behind.
void remove_surplus(const Generations& generations, const std::optional<std::string>& before,
                    const std::string& served, unsigned keep) {
    std::vector<std::string> names = generations.all();
    const auto last_kept = before.has_value() ? std::ranges::find(names, *before) : names.end();
    std::vector<std::string> surplus;
    if (last_kept != names.end()) {
        surplus.assign(last_kept + 1, names.end());
        names.erase(last_kept + 1, names.end());
    }
    std::erase(names, served);
    names.resize(names.size() - std::min<std::size_t>(keep, names.size()));
    surplus.insert(surplus.end(), names.begin(), names.end());
    for (const std::string& name : surplus) {
        if (name != served) generations.remove(name);
    }
}

void require_room_for(const std::string& path, std::uint64_t bytes) {
    const std::uint64_t left = free_bytes(path);
    if (left > bytes) return;
    throw Error(
        ErrorCode::storage,
        {fmt::format("{}: the disk has {} MiB left, a second copy may need {} MiB", path, left >> 20,
                     bytes >> 20),
         fmt::format(
             "{}: دیسک {} مبی‌بایت جا دارد و نسخهٔ دوم شاید {} مبی‌بایت بخواهد",
             path, left >> 20, bytes >> 20)},
        {"make room and run the command again", "جا باز کنید و فرمان را دوباره بدهید"});
}

[[noreturn]] void throw_no_generation(const std::string& path, const std::vector<std::string>& all) {
    const std::string names = all.empty() ? "-" : fmt::format("{}", fmt::join(all, ", "));
    throw Error(
        ErrorCode::missing,
        {fmt::format("{}: there is no such generation to roll back to; there are: {}", path, names),
         fmt::format("{}: چنین نسلی برای بازگشت نیست؛ نسل‌های موجود: {}",
                     path, names)},
        {"jooya-index rebuild keeps old generations with --keep N",
         "jooya-index rebuild با --keep N نسل‌های پیشین را نگه می‌دارد"});
}

}  // namespace

RebuildReport rebuild(const std::string& path, const RebuildOptions& options, const Progress& progress) {
    make_database_folder(path);
    const DatabaseLock lock(path);
    const Generations generations(path);
    generations.remove_unfinished();
    const std::optional<std::string> before = generations.current();
    const std::string old = before.has_value() ? generations.path_of(*before) : std::string();
    const std::string begun = generations.begin();
    RebuildReport report;
    try {
        {
            IndexWriter writer(lock, generations.path_of(begun));
            if (before.has_value()) carry_deletions(open_generation(old), writer);
            report.run = update(writer, options.run, progress);
        }
        if (!report.run.is_interrupted) judge(old, generations.path_of(begun), options, report);
    } catch (const Error&) {
        generations.remove_unfinished();
        throw;
    }
    if (report.run.is_interrupted || !report.objections.empty()) {
        generations.remove_unfinished();
        return report;
    }
    report.served = generations.finish(begun);
    generations.serve(report.served);
    remove_surplus(generations, before, report.served, options.keep);
    return report;
}

RollbackReport rollback(const std::string& path, const std::optional<std::string>& name) {
    if (!std::filesystem::is_directory(path)) throw_no_generation(path, {});
    const DatabaseLock lock(path);
    const Generations generations(path);
    generations.remove_unfinished();
    const std::vector<std::string> all = generations.all();
    std::optional<std::string> current;
    try {
        current = generations.current();
    } catch (const Error&) {
        // A stub that cannot be read is one of the reasons to roll back.
    }
    const auto at = current.has_value() ? std::ranges::find(all, *current) : all.end();
    const auto target = name.has_value()    ? std::ranges::find(all, *name)
                        : at == all.begin() ? all.end()
                                            : at - 1;
    if (target == all.end()) throw_no_generation(path, all);
    const std::string folder = generations.path_of(*target);
    if (const std::vector<Message> findings = check(folder, CheckDepth::structure); !findings.empty()) {
        throw Error(ErrorCode::damaged,
                    {fmt::format("{}: {}", folder, findings.front().en),
                     fmt::format("{}: {}", folder, findings.front().fa)},
                    {"name another generation, or index the archive anew with jooya-index rebuild",
                     "نسل دیگری را نام ببرید، یا آرشیو را با jooya-index rebuild از نو نمایه کنید"});
    }
    RollbackReport report{*target, true};
    if (at != all.end() && at != target) {
        try {
            const Xapian::Database left = open_generation(generations.path_of(*at));
            IndexWriter writer(lock, folder);
            carry_deletions(left, writer);
            writer.commit();
        } catch (const Error& error) {
            // The generation that is left may be damaged beyond reading.
            if (error.code() != ErrorCode::damaged && error.code() != ErrorCode::missing) throw;
            report.has_carried_deletions = false;
        }
    }
    generations.serve(*target);
    return report;
}

CompactReport compact(const std::string& path) {
    const Message attempting = {"compacting the database", "فشرده کردن پایگاه"};
    inspect(path);
    make_database_folder(path);
    const DatabaseLock lock(path);
    const Generations generations(path);
    generations.remove_unfinished();
    const std::optional<std::string> before = generations.current();
    if (!before.has_value()) throw_no_generation(path, generations.all());
    const std::string old = generations.path_of(*before);
    CompactReport report;
    report.bytes_before = bytes_in(old);
    require_room_for(path, report.bytes_before);
    const std::string begun = generations.begin();
    const std::string made = generations.path_of(begun);
    try {
        Xapian::Database database(old);
        if (Tombstones::of(database).empty()) {
            // Document numbers stay, for shards that are searched together.
            database.compact(made, Xapian::DBCOMPACT_NO_RENUMBER);
            sync_files(made);
        } else {
            IndexWriter writer(lock, made);
            writer.refill(database);
            writer.commit();
        }
        report.bytes_after = bytes_in(made);
        if (!check(made, CheckDepth::structure).empty()) {
            throw Error(
                ErrorCode::storage,
                {fmt::format("{}: what was written cannot be read back", made),
                 fmt::format("{}: آنچه نوشته شد درست خوانده نمی‌شود", made)},
                {"check the disk; the database is as it was", "دیسک را بررسی کنید؛ پایگاه همان است که بود"});
        }
    } catch (const Xapian::Error& error) {
        generations.remove_unfinished();
        throw translated(error, path, attempting);
    } catch (const Error&) {
        generations.remove_unfinished();
        throw;
    }
    report.served = generations.finish(begun);
    generations.serve(report.served);
    remove_surplus(generations, before, report.served, std::numeric_limits<unsigned>::max());
    generations.remove(*before);
    return report;
}

}  // namespace jooya
