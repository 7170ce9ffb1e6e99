// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/searcher.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "candidate_reader.hpp"
#include "complete.hpp"
#include "databases.hpp"
#include "deadline.hpp"
#include "facets.hpp"
#include "highlight.hpp"
#include "impact_weight.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/analyzed_article.hpp"
#include "jooya/indexer/card.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/xapian_error.hpp"
#include "jooya/searcher/parse_query.hpp"
#include "ladder.hpp"
#include "pattern_search.hpp"
#include "query_notes.hpp"
#include "query_readings.hpp"
#include "query_synonyms.hpp"
#include "query_tree.hpp"
#include "recency.hpp"
#include "reranker.hpp"
#include "story.hpp"
#include "to_xapian.hpp"
#include "word_search.hpp"
#include "wording_source.hpp"

namespace jooya {

namespace {

// A request that commits keep overtaking is repeated this often, then once more on a fresh database.
constexpr int max_repeats = 3;

constexpr std::uint32_t max_offset = 1000;
constexpr std::uint32_t max_limit = 1000;

// Up to so many articles the total is exact; beyond it is Xapian's estimate.
constexpr Xapian::doccount exact_up_to = 1000;

// Facets are counted over so many articles at most.
constexpr Xapian::doccount facets_over = 1'000'000;

// Highlighting reads so much of an article; the longest in news archives are a tenth of it.
constexpr std::size_t max_highlighted_bytes = std::size_t{256} * 1024;

constexpr Xapian::doccount max_similar = 20;

// Words of an article that stand for it when others like it are looked for.
constexpr std::size_t related_words = 25;

// The articles likest to one that its story is looked for in.
constexpr Xapian::doccount max_story_candidates = 300;

// The best articles by their words alone that are looked at closely: for three words and more, and for fewer, among
// which there is less to tell apart.
constexpr Xapian::doccount most_reordered = 100;
constexpr Xapian::doccount fewest_reordered = 50;
constexpr std::ptrdiff_t words_that_tell = 3;

// Where phrases could not be looked up by remote shards, so many of the best articles are looked through here.
constexpr Xapian::doccount most_verified = 300;

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Query keyword_query(std::string_view field, const std::vector<std::string>& values) {
    std::vector<Query> any;
    any.reserve(values.size());
    for (const std::string& value : values) any.push_back({query::Keyword{std::string(field), value}});
    return make_or(std::move(any));
}

// The first of `text`'s bytes, cut between characters.
std::string_view head(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return text.substr(0, bytes);
}

}  // namespace

struct Searcher::Impl {
    Impl(std::vector<std::string> names, std::shared_ptr<const Synonyms> of_site)
        : databases(std::move(names)), synonyms(std::move(of_site)) {}

    Databases databases;
    std::shared_ptr<const Synonyms> synonyms;  ///< may be null
    Analysis analysis;
    std::optional<std::chrono::milliseconds> patience;
    Deadline deadline;  ///< of the request at hand

    // A query and all that its answer needs to know about it.
    struct Reading {
        Query words;
        std::vector<Query> filters;
        std::vector<Note> notes;
        bool is_code = false;              ///< a bare number that is a known code
        std::optional<XapianQuery> built;  ///< as the ladder has built it already

        [[nodiscard]] Query tree() const { return make_filtered(words, filters); }
    };

    template <typename Work>
    auto answered(const Message& attempt, Work work) {
        // A shard elsewhere is bounded by the time it is given to answer.
        deadline =
            patience && !databases.has_remote() ? Deadline(Deadline::Clock::now() + *patience) : Deadline();
        databases.forget();
        for (int repeats = 0;; ++repeats) {
            try {
                return work(databases.all());
            } catch (const Xapian::DatabaseModifiedError& error) {
                if (repeats > max_repeats) throw given_up(error, attempt);
                repeats == max_repeats ? databases.open() : databases.refresh();
            } catch (const Xapian::NetworkError& error) {
                if (repeats > 0) throw translated(error, databases.name(), attempt);
                databases.open();
            } catch (const Xapian::Error& error) {
                throw translated(error, databases.name(), attempt);
            }
        }
    }

    [[nodiscard]] Error given_up(const Xapian::DatabaseModifiedError& error, const Message& attempt) const {
        return {ErrorCode::damaged,
                {fmt::format("{}: {} failed: the database changes under every attempt ({})", databases.name(),
                             attempt.en, error.get_msg()),
                 fmt::format(
                     "{}: {} ناکام ماند: پایگاه در هر تلاش دگرگون می‌شود "
                     "({})",
                     databases.name(), attempt.fa, error.get_msg())},
                {"try again; if it stays so, check the database with jooya-index check",
                 "دوباره بکوشید؛ اگر چنین ماند پایگاه را با jooya-index check بیازمایید"}};
    }

    void note_silent_shards(std::vector<Note>& notes) const {
        if (databases.silent().empty()) return;
        const std::string names = fmt::format("{}", fmt::join(databases.silent(), ", "));
        notes.push_back(
            {"partial", fmt::format("no answer from {}; the rest was searched", names),
             fmt::format("از {} پاسخی نرسید؛ بقیه جست‌وجو شد", names)});
    }

    static void add_days(const Request& request, std::vector<Query>& parts, std::vector<Note>& notes) {
        query::Dates days;
        const auto read = [&](const std::string& text, bool is_from) {
            if (text.empty()) return;
            const auto dates = parse_dates(text);
            const auto& edge = !dates ? std::optional<PartialDate>() : is_from ? dates->from : dates->to;
            if (!edge) query_notes::add(notes, query_notes::bad_date(text));
            (is_from ? days.from : days.to) = edge;
        };
        read(request.from, true);
        read(request.to, false);
        if (days.from || days.to) parts.push_back({days});
    }

    Reading read(const Request& request, const Xapian::Database& database) const {
        Reading reading;
        ParsedQuery parsed = parse_query(request.query);
        reading.notes = std::move(parsed.notes);
        Query words = std::move(parsed.query);
        if (const auto* word = std::get_if<query::Word>(&words.node)) {
            const std::string code = normalized_code(word->text);
            if (is_number(code) && databases.live().find(code, database)) {
                reading.is_code = true;
                reading.notes.push_back(
                    {"code", "this number is a news code; write it in quotes to search for it",
                     "این عدد کد خبر است؛ برای جست‌وجوی خود عدد آن را "
                     "در "
                     "گیومه "
                     "بگذارید"});
                words = Query{query::Keyword{"code", code}};
            }
        }
        if (!request.in.empty()) {
            const Field* field = find_field(request.in);
            if (field != nullptr && field->kind == FieldKind::text) {
                words = make_scope(*field, std::move(words));
            } else {
                query_notes::add(reading.notes, query_notes::unknown_field(request.in));
            }
        }
        reading.words =
            synonyms ? with_other_names(words, *synonyms, databases.view().analysis) : std::move(words);
        reading.filters.push_back(keyword_query("agency", request.agency));
        reading.filters.push_back(keyword_query("category", request.category));
        reading.filters.push_back(keyword_query("author", request.author));
        reading.filters.push_back(keyword_query("tag", request.tag));
        add_days(request, reading.filters, reading.notes);
        std::erase_if(reading.filters, [](const Query& filter) { return filter.empty(); });
        return reading;
    }

    // Moves `reading` to the rung of the ladder where something is found.
    std::optional<Suggestion> climb(const Request& request, Reading& reading) const {
        if (reading.is_code || !has_words(reading.words)) return std::nullopt;
        // What was too long to be read is not corrected either.
        const bool is_read =
            std::ranges::none_of(reading.notes, [](const Note& note) { return note.code == "too-long"; });
        const Suggests suggests = !is_read || databases.has_remote() ? Suggests::never
                                  : request.only_codes               ? Suggests::where_little_is_found
                                                                     : Suggests::always;
        const Ladder ladder(databases.view(), reach(), reading.filters, suggests, deadline);
        Climbed climbed = ladder.climb(request.query, std::move(reading.words));
        reading.words = std::move(climbed.words);
        reading.built = std::move(climbed.built);
        for (Note& note : climbed.notes) query_notes::add(reading.notes, std::move(note));
        return std::move(climbed.suggestion);
    }

    [[nodiscard]] Reach reach() const { return databases.has_remote() ? Reach::terms : Reach::wording; }

    static bool is_blank(std::string_view text) {
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    }

    static void sort(Xapian::Enquire& enquire, Sort sort) {
        constexpr bool newest_first = true;
        switch (sort) {
            case Sort::relevance:
                // By date among equals, too, but only among the best (reorder): Xapian would look up the date of
                // every article that matches.
                enquire.set_docid_order(Xapian::Enquire::DESCENDING);
                break;
            case Sort::newest:
                enquire.set_sort_by_value_then_relevance(slot_date, newest_first);
                break;
            case Sort::oldest:
                enquire.set_sort_by_value_then_relevance(slot_date, !newest_first);
                break;
        }
    }

    Page search(const Request& request, const Xapian::Database& database) {
        Page page;
        page.query = request.query;
        Reading reading = read(request, database);
        page.suggestion = climb(request, reading);
        const Query tree = reading.tree();
        page.interpreted = to_string(tree);
        page.notes = std::move(reading.notes);
        note_silent_shards(page.notes);
        // Signs without words ask for nothing; silence asks for everything.
        const bool is_listing = tree.empty();
        if (is_listing && !is_blank(request.query)) return page;

        XapianQuery xapian = is_listing      ? XapianQuery{.query = Xapian::Query::MatchAll}
                             : reading.built ? std::move(*reading.built)
                                             : to_xapian(tree, databases.view(), reach());
        for (Note& note : xapian.notes) query_notes::add(page.notes, std::move(note));

        Sort order = request.sort;
        const bool has_words =
            !xapian.matchers.title.empty() || !xapian.matchers.lead.empty() || !xapian.matchers.body.empty();
        if (order == Sort::relevance && !has_words) order = Sort::newest;
        const std::uint32_t limit = std::min(request.limit, max_limit);
        const Xapian::Query words = xapian.query;
        xapian.query = whole_query(xapian);
        if (order == Sort::oldest && database.get_value_freq(slot_date) < database.get_doccount()) {
            // Without a date an article would be older than all others.
            xapian.query =
                Xapian::Query(Xapian::Query::OP_FILTER, xapian.query,
                              Xapian::Query(Xapian::Query::OP_VALUE_GE, slot_date, std::string(1, '\x01')));
            query_notes::add(page.notes, query_notes::undated_left_out());
        }
        FacetCounter facets(request.facets, page.notes);
        facets.count(deadline.bounded(databases.live().only(xapian.query)), database, facets_over,
                     databases.is_one() && !databases.has_remote());

        std::uint32_t offset = request.offset;
        if (offset >= max_offset) {
            offset = max_offset - 1;
            query_notes::add(page.notes, query_notes::offset_too_far(max_offset));
        }
        const Wanted wanted{order, offset, limit, request.fold_similar && !reading.is_code};
        const Best best = databases.has_remote() ? find_best_elsewhere(request, wanted, xapian, database)
                                                 : find_best(request, wanted, words, xapian, database);
        if (!request.only_codes)
            databases.store().fetch(numbers_of(shown(best, offset, limit)), slot_article);
        page.total = best.total;
        page.total_is_exact = best.is_exact;
        page.facets = facets.facets();
        page.hits.reserve(shown(best, offset, limit).size());
        std::uint32_t rank = best.begin;
        for (const Match& match : best.matches) {
            if (page.hits.size() == limit) break;
            deadline.check();
            if (rank < offset && !xapian.is_wider) {
                ++rank;
                continue;
            }
            if (xapian.is_wider && !holds_sequences(match.article, xapian.matchers)) continue;
            if (rank++ < offset) continue;
            Hit hit;
            if (request.only_codes) {
                hit.code = code_of(match.article);
            } else {
                hit = hit_of(match.article, xapian.matchers, request.snippet_sentences);
            }
            hit.rank = rank;
            hit.score = match.score;
            if (match.is_collapsed && !request.only_codes) {
                const std::string cluster = databases.store().value(match.article, slot_cluster);
                hit.similar = similar_to(hit.code, cluster, xapian.query, database);
            }
            page.hits.push_back(std::move(hit));
        }
        return page;
    }

    struct Match {
        Xapian::docid article;
        double score;
        bool is_collapsed;
        std::uint32_t cluster = 0;  ///< as its card has it, where that was read
        std::int32_t minutes = Card::no_date;
    };

    // Which part of all that is found a page shows.
    struct Wanted {
        Sort order;
        std::uint32_t offset;
        std::uint32_t limit;
        bool folds;  ///< copies of one story
    };

    // What is found, in its order, from `begin` on.
    struct Best {
        std::vector<Match> matches;
        std::uint32_t begin = 0;
        std::uint64_t total = 0;
        bool is_exact = false;
    };

    // Of what is found, the part that a page shows; all of it where the page is not known before it is looked through.
    static std::span<const Match> shown(const Best& best, std::uint32_t offset, std::uint32_t limit) {
        const std::size_t begin = std::min<std::size_t>(offset - best.begin, best.matches.size());
        return std::span(best.matches)
            .subspan(begin, std::min<std::size_t>(limit, best.matches.size() - begin));
    }

    // `words` is the query without what is required besides; `xapian.query` with it.
    Best find_best(const Request& request, const Wanted& wanted, const Xapian::Query& words,
                   const XapianQuery& xapian, const Xapian::Database& database) {
        const auto [order, offset, limit, folds] = wanted;
        Xapian::Enquire enquire(database);
        constexpr bool has_remote = false;
        rank_by_impact(enquire, deadline.bounded(databases.live().only(xapian.query)), has_remote);
        sort(enquire, order);
        const bool looks_further =
            !request.facets.empty() || order != Sort::relevance || request.half_life_days > 0;
        // Of a quotation's words the best articles mostly hold it, too.
        const bool is_tried =
            !xapian.required.empty() && !looks_further && offset + limit <= fewest_reordered;
        const Xapian::doccount at_least = std::max(exact_up_to, offset + limit);
        CandidateReader reader(databases.view(), xapian.sought, xapian.written_words);
        const Reranker reranker(reader.words(), xapian.written_words, request.ranking);
        const bool is_decayed = request.half_life_days > 0 && order == Sort::relevance;
        const Xapian::doccount reordered = reordered_of(reader.words());
        const bool is_reordered = order == Sort::relevance && (is_decayed || offset < reordered);
        // So many of the best by their words are looked through, the order of some of them changed.
        Xapian::doccount candidates = is_decayed ? max_offset : is_reordered ? reordered : 0;
        if (xapian.is_wider) candidates = std::max(candidates, most_verified);
        const Xapian::doccount asked = candidates > 0 ? std::max(candidates, offset + limit) : limit;
        // What is looked at closely can be folded as well here; Xapian would look up the cluster of every match.
        bool is_folded_here = folds && is_reordered && !is_decayed && !xapian.is_wider && asked == reordered;
        FirstStage found;
        std::vector<Match> matches;
        std::optional<Tried> tried;
        if (is_tried) tried = try_best(words, xapian.required, offset + limit, folds, database);
        if (tried) {
            matches = std::move(tried->matches);
            reorder(matches, reader, reranker);
        }
        for (bool is_enough = tried.has_value(); !is_enough;) {
            if (folds && !is_folded_here) enquire.set_collapse_key(slot_cluster);
            const bool is_ranked_by_words =
                order == Sort::relevance && candidates > 0 && (!folds || is_folded_here);
            found = is_ranked_by_words
                        ? first_stage(enquire, xapian.query, asked, at_least)
                        : first_stage(enquire.get_mset(candidates > 0 ? 0 : offset, asked, at_least));
            matches = std::move(found.matches);
            if (is_reordered) reorder(matches, reader, reranker);
            if (is_decayed) decay(matches, request.half_life_days);
            if (is_folded_here) fold(matches);
            is_enough = !is_folded_here || matches.size() >= offset + limit || found.count < asked;
            if (!is_enough) is_folded_here = false;
        }
        Best best{std::move(matches), candidates > 0 ? 0 : offset};
        if (tried) {
            best.total = tried->total;
            best.is_exact = tried->is_exact;
            return best;
        }
        best.total = found.total - (found.count - best.matches.size());
        best.is_exact = !xapian.is_wider && found.is_exact;
        return best;
    }

    // The same where a database is on another machine: its matches bring no clusters along and hold what no longer
    // counts, so that more of them are asked for and sorted out here.
    Best find_best_elsewhere(const Request& request, const Wanted& wanted, const XapianQuery& xapian,
                             const Xapian::Database& database) {
        const auto [order, offset, limit, folds] = wanted;
        Xapian::Enquire enquire(database);
        rank_by_impact(enquire, xapian.query, databases.has_remote());
        sort(enquire, order);
        databases.store().carry_codes(enquire);
        CandidateReader reader(databases.view(), xapian.sought, xapian.written_words);
        const Reranker reranker(reader.words(), xapian.written_words, request.ranking);
        const bool is_ranked = order == Sort::relevance;
        const bool is_decayed = request.half_life_days > 0 && is_ranked;
        const auto gone =
            static_cast<Xapian::doccount>(std::min<std::size_t>(databases.live().tombstones(), max_offset));
        Xapian::doccount asked = std::max({is_ranked ? reordered_of(reader.words()) : 0, offset + limit,
                                           is_decayed ? max_offset : 0, xapian.is_wider ? most_verified : 0});
        Best best;
        for (;; asked *= 2) {
            const Xapian::MSet found = enquire.get_mset(0, asked + gone, std::max(exact_up_to, asked + gone));
            best.matches = found_by(found, {slot_card});
            for (Match& match : best.matches) {
                const std::string bytes = databases.store().value(match.article, slot_card);
                match.cluster = Card(bytes).cluster();
            }
            const std::size_t counted = best.matches.size();
            if (is_ranked) {
                // What is looked at closely gives its stems; one journey brings the texts of all.
                const std::size_t looked_at = std::min<std::size_t>(counted, reordered_of(reader.words()));
                databases.store().fetch(numbers_of(std::span(best.matches).first(looked_at)), slot_article);
                reorder(best.matches, reader, reranker);
            }
            if (is_decayed) decay(best.matches, request.half_life_days);
            if (folds) fold(best.matches);
            best.total = found.get_matches_estimated() - (found.size() - best.matches.size());
            best.is_exact =
                !xapian.is_wider && found.get_matches_lower_bound() == found.get_matches_upper_bound();
            if (best.matches.size() >= offset + limit || counted < asked || asked >= max_offset) return best;
        }
    }

    // What is found by the words alone, best first.
    struct FirstStage {
        std::vector<Match> matches;
        std::size_t count = 0;  ///< of them
        std::uint64_t total = 0;
        bool is_exact = false;
    };

    [[nodiscard]] FirstStage first_stage(const Xapian::MSet& found) const {
        FirstStage stage{{},
                         found.size(),
                         found.get_matches_estimated(),
                         found.get_matches_lower_bound() == found.get_matches_upper_bound()};
        for (auto match = found.begin(); match != found.end(); ++match) {
            if (!databases.live().holds(*match)) continue;
            stage.matches.push_back({*match, match.get_weight(), match.get_collapse_count() > 0});
        }
        return stage;
    }

    // The best of `query`, which `enquire` has: from posting lists in memory where it is words alone.
    FirstStage first_stage(const Xapian::Enquire& enquire, const Xapian::Query& query, Xapian::doccount asked,
                           Xapian::doccount at_least) const {
        const auto plain = plain_words(query);
        if (!plain) return first_stage(enquire.get_mset(0, asked, at_least));
        const FoundByWords found = search_words(*plain, databases.view(), asked, at_least, deadline);
        FirstStage stage{{}, found.best.size(), found.total, found.is_exact};
        for (const auto& [article, score] : found.best) stage.matches.push_back({article, score, false});
        return stage;
    }

    static std::vector<Xapian::docid> numbers_of(std::span<const Match> matches) {
        std::vector<Xapian::docid> numbers;
        for (const Match& match : matches) numbers.push_back(match.article);
        return numbers;
    }

    // What the best articles by their words alone told of those that hold what is required besides.
    struct Tried {
        std::vector<Match> matches;  ///< that hold it, copies folded
        std::uint64_t total = 0;
        bool is_exact = false;
    };

    // The best articles that hold `required`; nothing where looking through the best by the words does not tell enough.
    std::optional<Tried> try_best(const Xapian::Query& words, const std::vector<WordPattern>& required,
                                  std::uint32_t needed, bool folds, const Xapian::Database& database) const {
        Xapian::Enquire enquire(database);
        rank_by_impact(enquire, deadline.bounded(databases.live().only(words)), databases.has_remote());
        sort(enquire, Sort::relevance);
        const auto find = [&](std::size_t wanted) {
            const auto asked = static_cast<Xapian::doccount>(wanted);
            const FirstStage found = first_stage(enquire, words, asked, std::max(exact_up_to, asked));
            FoundByWords articles{{}, found.total, found.is_exact};
            for (const Match& match : found.matches) articles.best.push_back({match.article, match.score});
            return articles;
        };
        const auto plain = plain_words(words);
        // Copies that are folded leave room for more.
        for (std::size_t wanted = needed;;) {
            const auto found = best_holding(plain, required, databases.view(), wanted, find, deadline);
            if (!found) return std::nullopt;
            Tried tried{matches_of(found->best, folds), found->total, found->is_exact};
            if (tried.is_exact) tried.total = tried.matches.size();
            if (tried.is_exact || tried.matches.size() >= needed) return tried;
            wanted = found->best.size() + 1;
        }
    }

    // `found` as matches; of copies the best one, where it `folds`.
    std::vector<Match> matches_of(const std::vector<FoundByWords::Article>& found, bool folds) const {
        std::vector<Xapian::docid> articles;
        articles.reserve(found.size());
        for (const auto& [article, score] : found) articles.push_back(article);
        const std::vector<std::string_view> cards =
            databases.view().articles.cards(articles, databases.store());
        std::vector<Match> matches;
        for (std::size_t i = 0; i < found.size(); ++i) {
            matches.push_back({found[i].article, found[i].score, false, Card(cards[i]).cluster()});
        }
        if (folds) fold(matches);
        return matches;
    }

    static Xapian::doccount reordered_of(const std::vector<SoughtWord>& words) {
        const bool are_many = std::ranges::count(words, false, &SoughtWord::is_stop) >= words_that_tell;
        return are_many ? most_reordered : fewest_reordered;
    }

    // Only the best are looked at closely; the rest keep their order behind them. Of equals the newer one is first.
    void reorder(std::vector<Match>& matches, CandidateReader& reader, const Reranker& reranker) {
        std::vector<FoundByWords::Article> best;
        for (const Match& match : matches) {
            if (best.size() == reordered_of(reader.words())) break;
            best.push_back({match.article, match.score});
        }
        const std::span<const Candidate> candidates = reader.read(best);
        deadline.check();
        const Reranker::Lookup lookup{
            [&](const Candidate& candidate) { return reader.stems_of(candidate.article); },
            [&](const KnownStem& stem) {
                if (!stem.rarity) stem.rarity = databases.statistics().rarity(stem.text);
                return *stem.rarity;
            },
            [&](std::size_t word, std::span<const Xapian::docid> articles) {
                return reader.hold_derived(word, articles);
            }};
        const std::vector<double> scores = reranker.scores(candidates, lookup);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            matches[i].score = scores[i];
            matches[i].cluster = candidates[i].cluster;
            matches[i].minutes = candidates[i].minutes;
        }
        const auto end = matches.begin() + static_cast<std::ptrdiff_t>(candidates.size());
        std::stable_sort(matches.begin(), end, [](const Match& a, const Match& b) {
            return std::tie(a.score, a.minutes) > std::tie(b.score, b.minutes);
        });
        if (candidates.empty() || end == matches.end()) return;
        // Scores never rise down the page.
        const double excess = std::max(0.0, end->score - (end - 1)->score);
        std::for_each(end, matches.end(), [&](Match& match) { match.score -= excess; });
    }

    // Leaves the best of each cluster.
    static void fold(std::vector<Match>& matches) {
        std::unordered_map<std::uint32_t, std::size_t> place_of;
        place_of.reserve(matches.size());
        std::vector<Match> kept;
        kept.reserve(matches.size());
        for (const Match& match : matches) {
            const auto [place, is_first] = place_of.try_emplace(match.cluster, kept.size());
            if (is_first) {
                kept.push_back(match);
            } else {
                kept[place->second].is_collapsed = true;
            }
        }
        matches = std::move(kept);
    }

    // A phrase that a remote shard could not look up is looked for in the article's wording here. Phrases that are
    // one of several things asked for count as found: what else was found is not known here.
    [[nodiscard]] bool holds_sequences(Xapian::docid article, const ScopedMatchers& matchers) const {
        const std::string bytes = databases.store().value(article, slot_card);
        const Card card(bytes);
        const auto hold = [&](const Matchers& place, TextScope scope) {
            return std::ranges::any_of(place.sequences, [&](const StemSequence& sequence) {
                WordPattern pattern{.kind = WordPattern::Kind::phrase, .prints = {}, .scope = scope};
                for (const std::string& stem : sequence.stems) pattern.prints.push_back(stem_print(stem));
                pattern.offsets = sequence.offsets;
                return holds(card.wording(), pattern);
            });
        };
        const bool has_none = matchers.title.sequences.empty() && matchers.lead.sequences.empty() &&
                              matchers.body.sequences.empty();
        return has_none || hold(matchers.title, TextScope::title) || hold(matchers.lead, TextScope::lead) ||
               hold(matchers.body, TextScope::body);
    }

    void decay(std::vector<Match>& matches, double half_life_days) const {
        databases.store().fetch(numbers_of(matches), slot_date);
        const std::vector<double> left = left_by_age(numbers_of(matches), half_life_days, databases.store());
        for (std::size_t i = 0; i < matches.size(); ++i) matches[i].score *= left[i];
        std::ranges::stable_sort(matches, std::ranges::greater{}, &Match::score);
    }

    const std::string& code_of(Xapian::docid article) const {
        return databases.view().articles.code(article,
                                              [&] { return databases.store().value(article, slot_code); });
    }

    std::vector<Mark> marks_in(std::string_view text, const Matchers& matchers) {
        if (matchers.empty()) return {};
        persian().analyze(text, analysis);
        return find_marks(text, analysis, matchers);
    }

    Hit hit_of(Xapian::docid number, const ScopedMatchers& matchers, std::uint32_t sentences) {
        Article article = databases.store().article(number);
        Hit hit;
        hit.title = highlight(article.title, marks_in(article.title, matchers.title));
        if (sentences > 0) {
            // Archives often repeat the lead as the body's first paragraph.
            const bool is_repeated = article.body.starts_with(article.lead);
            const std::string_view lead =
                is_repeated ? std::string_view() : head(article.lead, max_highlighted_bytes);
            const std::string_view body = head(article.body, max_highlighted_bytes);
            std::string text(lead);
            if (!lead.empty()) text += '\n';
            text += body;
            std::vector<Mark> marks = marks_in(lead, matchers.lead);
            const auto shift = static_cast<std::uint32_t>(text.size() - body.size());
            std::vector<Mark> in_body = marks_in(body, matchers.body);
            for (Mark& mark : in_body) {
                mark.span.begin += shift;
                mark.span.end += shift;
                marks.push_back(mark);
            }
            hit.snippet = snippet(text, marks, sentences);
        }
        hit.code = std::move(article.code);
        hit.date = article.date;
        hit.agency = std::move(article.agency);
        hit.category = std::move(article.category);
        hit.url = std::move(article.url);
        return hit;
    }

    // The other articles of `cluster` that match too.
    std::vector<std::string> similar_to(const std::string& code, const std::string& cluster,
                                        const Xapian::Query& query, const Xapian::Database& database) const {
        Xapian::Enquire enquire(database);
        const Xapian::Query in_cluster(Xapian::Query::OP_OR, Xapian::Query(cluster_term(cluster)),
                                       Xapian::Query(code_term(cluster)));
        enquire.set_query(deadline.bounded(
            databases.live().only(Xapian::Query(Xapian::Query::OP_FILTER, query, in_cluster))));
        enquire.set_sort_by_value(slot_date, false);
        databases.store().carry_codes(enquire);
        std::vector<std::string> codes;
        const Xapian::MSet found = enquire.get_mset(0, max_similar + 1);
        databases.store().learn(found);
        for (auto match = found.begin(); match != found.end(); ++match) {
            if (!databases.live().holds(*match)) continue;
            std::string other = databases.store().value(*match, slot_code);
            if (other != code) codes.push_back(std::move(other));
        }
        return codes;
    }

    [[nodiscard]] std::optional<Xapian::docid> find(std::string_view code,
                                                    const Xapian::Database& database) const {
        const auto found = databases.live().find(code, database);
        if (found) databases.store().learn(*found, normalized_code(code));
        return found;
    }

    // The articles that a match found, the best first, with `slots` of theirs at hand.
    std::vector<Match> found_by(const Xapian::MSet& found, std::initializer_list<std::uint32_t> slots) const {
        databases.store().learn(found);
        std::vector<Match> matches = first_stage(found).matches;
        for (const std::uint32_t slot : slots) databases.store().fetch(numbers_of(matches), slot);
        return matches;
    }

    // The words that tell an article from others: frequent in it, rare elsewhere (tf × idf).
    [[nodiscard]] Xapian::Query words_of(const Xapian::Database& database, Xapian::docid article) const {
        struct Weighted {
            double weight;
            std::string term;
        };
        std::vector<Weighted> words;
        const auto documents = static_cast<double>(database.get_doccount());
        AnalyzedArticle analyzed;
        analyzed.analyze(databases.store().article(article));
        for (const StemImpact& stem : analyzed.stems()) {
            std::string term = make_term(stem_prefix, stem.stem);
            const double frequency = database.get_termfreq(term);
            // A word of this article alone finds no other.
            if (frequency < 2) continue;
            words.push_back({stem.impact * std::log(documents / frequency), std::move(term)});
        }
        const std::size_t kept = std::min(related_words, words.size());
        std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(kept),
                                  [](const Weighted& a, const Weighted& b) {
                                      return std::tie(b.weight, a.term) < std::tie(a.weight, b.term);
                                  });
        words.resize(kept);
        std::vector<Xapian::Query> queries;
        queries.reserve(words.size());
        for (const Weighted& word : words) queries.emplace_back(word.term);
        return {Xapian::Query::OP_ELITE_SET, queries.begin(), queries.end(),
                static_cast<Xapian::termcount>(related_words)};
    }

    Page related(std::string_view code, std::uint32_t limit, const Xapian::Database& database) {
        Page page;
        page.query = fmt::format("related:{}", code);
        page.interpreted = fmt::format("(related \"{}\")", normalized_code(code));
        note_silent_shards(page.notes);
        const auto id = find(code, database);
        if (!id) {
            query_notes::add(page.notes, query_notes::unknown_code(code));
            return page;
        }
        const Xapian::Query itself(code_term(code));
        Xapian::Enquire enquire(database);
        rank_by_impact(enquire,
                       deadline.bounded(databases.live().only(
                           Xapian::Query(Xapian::Query::OP_AND_NOT, words_of(database, *id), itself))),
                       databases.has_remote());
        sort(enquire, Sort::relevance);
        const Xapian::doccount wanted = std::min(limit, max_limit);
        Xapian::doccount asked = wanted;
        if (databases.has_remote()) {
            databases.store().carry_codes(enquire);
            asked = 2 * wanted;  // copies and what no longer counts among them
        } else {
            enquire.set_collapse_key(slot_cluster);
        }
        const std::vector<Match> found = found_by(enquire.get_mset(0, asked), {slot_cluster, slot_article});
        constexpr std::uint32_t sentences = 1;
        std::unordered_set<std::string> clusters;
        for (const Match& match : found) {
            const std::string cluster = databases.store().value(match.article, slot_cluster);
            if (page.hits.size() == wanted || (!cluster.empty() && !clusters.insert(cluster).second))
                continue;
            Hit hit = hit_of(match.article, {}, sentences);
            hit.rank = page.hits.size() + 1;
            hit.score = match.score;
            page.hits.push_back(std::move(hit));
        }
        page.total = page.hits.size();
        return page;
    }

    [[nodiscard]] std::optional<std::int64_t> date_of(Xapian::docid article) const {
        const std::string value = databases.store().value(article, slot_date);
        if (value.empty()) return std::nullopt;
        return static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
    }

    // What the first article of a cluster bears is its own code, wherever it has copies.
    [[nodiscard]] Report report_of(Xapian::docid article, double likeness) const {
        return {article, likeness, date_of(article), databases.store().value(article, slot_cluster)};
    }

    Page story(std::string_view code, std::uint32_t limit, const Xapian::Database& database) {
        Page page;
        page.query = fmt::format("story:{}", code);
        page.interpreted = fmt::format("(story \"{}\")", normalized_code(code));
        note_silent_shards(page.notes);
        const auto id = find(code, database);
        if (!id) {
            query_notes::add(page.notes, query_notes::unknown_code(code));
            return page;
        }
        const Report subject = report_of(*id, 1);
        Xapian::Enquire enquire(database);
        const Xapian::Query words = databases.live().only(words_of(database, *id));
        rank_by_impact(
            enquire,
            deadline.bounded(Xapian::Query(Xapian::Query::OP_FILTER, words, Xapian::Query(code_term(code)))),
            databases.has_remote());
        const Xapian::MSet itself = enquire.get_mset(0, 1);
        rank_by_impact(enquire, deadline.bounded(words), databases.has_remote());
        databases.store().carry_codes(enquire);
        const std::vector<Match> found =
            found_by(enquire.get_mset(0, max_story_candidates), {slot_date, slot_cluster});
        std::vector<Report> reports;
        // Where every article holds all of its words, nothing tells them apart.
        const double most = itself.empty() ? 0 : itself.begin().get_weight();
        for (const Match& match : found) {
            const double likeness = most > 0 ? match.score / most : 1;
            if (itself.empty() || likeness < least_likeness) break;
            reports.push_back(report_of(match.article, likeness));
        }
        constexpr std::uint32_t sentences = 1;
        for (const StoryPart& part : story_of(subject, std::move(reports), std::min(limit, max_limit))) {
            Hit hit = hit_of(part.article, {}, sentences);
            hit.rank = page.hits.size() + 1;
            hit.score = part.likeness;
            for (const Xapian::docid copy : part.copies) {
                hit.similar.push_back(databases.store().value(copy, slot_code));
            }
            page.hits.push_back(std::move(hit));
        }
        page.total = page.hits.size();
        return page;
    }

    Explanation explain(const Request& request, const Xapian::Database& database) {
        using Clock = std::chrono::steady_clock;
        auto last = Clock::now();
        const auto passed_ms = [&last] {
            const auto begin = std::exchange(last, Clock::now());
            return std::chrono::duration<double, std::milli>(last - begin).count();
        };
        Explanation explanation;
        Reading reading = read(request, database);
        explanation.reading_ms = passed_ms();
        explanation.tree = to_string(reading.tree());
        const Query as_typed = reading.words;
        climb(request, reading);
        explanation.climbing_ms = passed_ms();
        const Query tree = reading.tree();
        if (reading.words != as_typed) explanation.searched = to_string(tree);
        if (!tree.empty()) {
            XapianQuery xapian = to_xapian(tree, databases.view(), reach());
            explanation.building_ms = passed_ms();
            explanation.xapian = whole_query(xapian).get_description();
            for (Note& note : xapian.notes) query_notes::add(reading.notes, std::move(note));
        }
        explanation.notes = std::move(reading.notes);
        return explanation;
    }
};

Searcher::Searcher(std::vector<std::string> databases, std::shared_ptr<const Synonyms> synonyms)
    : impl_(std::make_unique<Impl>(std::move(databases), std::move(synonyms))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Page Searcher::search(const Request& request) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    Page page = impl_->answered({"searching", "جست‌وجو"}, [&](const Xapian::Database& database) {
        return impl_->search(request, database);
    });
    page.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return page;
}

std::vector<std::string> Searcher::suggest(std::string_view text, std::uint32_t limit) {
    return impl_->answered({"completing a word", "کامل کردن واژه"}, [&](const Xapian::Database&) {
        return complete(text, limit, impl_->databases.view(), impl_->deadline);
    });
}

std::optional<Article> Searcher::show(std::string_view code) {
    return impl_->answered({"reading an article", "خواندن خبر"},
                           [&](const Xapian::Database& database) -> std::optional<Article> {
                               const auto id = impl_->find(code, database);
                               if (!id) return std::nullopt;
                               return impl_->databases.store().article(*id);
                           });
}

Page Searcher::related(std::string_view code, std::uint32_t limit) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    Page page = impl_->answered(
        {"looking for related articles", "یافتن خبرهای مرتبط"},
        [&](const Xapian::Database& database) { return impl_->related(code, limit, database); });
    page.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return page;
}

Page Searcher::story(std::string_view code, std::uint32_t limit) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    Page page = impl_->answered(
        {"putting a story together", "گردآوردن سیر خبر"},
        [&](const Xapian::Database& database) { return impl_->story(code, limit, database); });
    page.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return page;
}

Explanation Searcher::explain(const Request& request) {
    return impl_->answered({"explaining a query", "توضیح پرسش"}, [&](const Xapian::Database& database) {
        return impl_->explain(request, database);
    });
}

void Searcher::answer_within(std::optional<std::chrono::milliseconds> patience) {
    impl_->patience = patience;
}

std::string Searcher::revision() {
    return impl_->answered({"reading the revision", "خواندن بازنگاری"},
                           [&](const Xapian::Database&) { return impl_->databases.revision(); });
}

bool Searcher::is_partial() const {
    return !impl_->databases.silent().empty();
}

bool Searcher::reopen() {
    const std::string before = revision();
    impl_->databases.refresh();
    return revision() != before;
}

std::uint64_t Searcher::article_count() {
    return impl_->answered({"counting articles", "شمارش خبرها"}, [this](const Xapian::Database& database) {
        return static_cast<std::uint64_t>(database.get_doccount()) - impl_->databases.live().tombstones();
    });
}

std::optional<std::int64_t> Searcher::last_run() {
    return impl_->answered({"reading the manifest", "خواندن شناسنامهٔ پایگاه"},
                           [&](const Xapian::Database&) { return impl_->databases.last_run(); });
}

}  // namespace jooya
