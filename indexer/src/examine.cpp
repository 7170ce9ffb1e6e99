// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/examine.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "date_words.hpp"
#include "digest.hpp"
#include "file_walker.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/jalali.hpp"
#include "jooya/indexer/stored_article.hpp"
#include "mojibake.hpp"
#include "near_duplicates.hpp"

namespace jooya {
namespace {

using enum Oddity;

struct Row {
    Oddity oddity;
    std::string_view name;
    Message message;
};

const std::array<Row, oddity_count>& table() {
    static const std::array<Row, oddity_count> rows = {
        Row{utf16,
            "utf-16",
            {"texts in UTF-16; they are read", "متن UTF-16؛ خوانده می‌شود"}},
        Row{Oddity::windows_1256,
            "windows-1256",
            {"texts in windows-1256; they are read", "متن windows-1256؛ خوانده می‌شود"}},
        Row{utf8_as_windows_1256,
            "utf8-as-windows-1256",
            {"mojibake: UTF-8 that was read as windows-1256; export the source again",
             "متن به‌هم‌ریخته: UTF-8 که windows-1256 خوانده شده؛ منبع را دوباره برون‌بری کنید"}},
        Row{utf8_as_windows_1252,
            "utf8-as-windows-1252",
            {"mojibake: UTF-8 that was read as Latin (windows-1252); export the source again",
             "متن به‌هم‌ریخته: UTF-8 که لاتین (windows-1252) خوانده شده؛ منبع را دوباره برون‌بری کنید"}},
        Row{arabic_letters,
            "arabic-letters",
            {"articles with Arabic letters for Persian ones; they are found all the same",
             "خبر با حروف عربی به جای فارسی؛ با این همه پیدا می‌شود"}},
        Row{presentation_forms,
            "presentation-forms",
            {"articles with presentation forms of letters; they are found all the same",
             "خبر با شکل‌های نمایشی حروف؛ با این همه پیدا می‌شود"}},
        Row{not_sign,
            "not-sign",
            {"articles with ¬ for a half-space; they are found all the same",
             "خبر با ¬ به جای نیم‌فاصله؛ با این همه پیدا می‌شود"}},
        Row{other_script,
            "other-script",
            {"articles that are mostly in another script", "خبر که بیشترش به خط دیگری است"}},
        Row{no_title, "no-title", {"articles without a title", "خبر بی‌عنوان"}},
        Row{no_text, "no-text", {"articles without lead and text", "خبر بی‌لید و بی‌متن"}},
        Row{missing_code,
            "missing-code",
            {"articles without a code; they are rejected unless --map or --derive-code gives one",
             "خبر بی‌کد؛ رد می‌شود مگر آن که ‎--map یا ‎--derive-code کدی بدهد"}},
        Row{malformed_code,
            "malformed-code",
            {"codes with spaces or control characters, or too long; the articles are rejected",
             "کد با فاصله یا نویسهٔ کنترلی یا بیش از اندازه بلند؛ خبر رد می‌شود"}},
        Row{repeated_article,
            "repeated-article",
            {"articles that came before, word for word",
             "خبر که پیش‌تر واژه به واژه آمده است"}},
        Row{duplicate_code,
            "duplicate-code",
            {"articles whose code another article had before; the later one wins",
             "خبر که کدش را پیش‌تر خبری دیگر داشت؛ دومی می‌ماند"}},
        Row{no_date, "no-date", {"articles without a date", "خبر بی‌تاریخ"}},
        Row{unreadable_date,
            "unreadable-date",
            {"dates that no calendar has; the articles are indexed without them",
             "تاریخی که در هیچ تقویمی نیست؛ خبر بی‌تاریخ نمایه می‌شود"}},
        Row{wrong_calendar,
            "wrong-calendar",
            {"dates that mix calendars; the articles are indexed without them",
             "تاریخی که دو تقویم را در هم آمیخته؛ خبر بی‌تاریخ نمایه می‌شود"}},
        Row{placeholder_date,
            "placeholder-date",
            {"dates that programs write where they have none (1900-01-01, 1970-01-01)",
             "تاریخی که برنامه‌ها به جای نداشتن تاریخ می‌نویسند (1900-01-01، 1970-01-01)"}},
        Row{future_date, "future-date", {"dates in the future", "تاریخ در آینده"}},
        Row{swapped_date,
            "swapped-date",
            {"dates that fit their neighbours by code once day and month are swapped",
             "تاریخی که با جابه‌جایی روز و ماه با همسایه‌های کدش می‌خواند"}},
        Row{date_out_of_order,
            "date-out-of-order",
            {"dates far from those of their neighbours by code",
             "تاریخی دور از تاریخ همسایه‌های کدش"}},
        Row{near_duplicate,
            "near-duplicate",
            {"copies of another article within three days; searches show them as one hit",
             "رونوشت خبری دیگر در سه روز؛ در جستجو با هم یک نتیجه‌اند"}},
    };
    return rows;
}

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int32_t window_days = 3;

std::size_t index_of(Oddity oddity) {
    return static_cast<std::size_t>(oddity);
}

/// The day that Tehran's calendar shows, counted from 1970-01-01.
std::int32_t day_number(std::int64_t seconds) {
    const CalendarDay day = to_calendar(seconds, CalendarKind::gregorian);
    namespace chrono = std::chrono;
    const chrono::sys_days days = chrono::year(day.year) / chrono::month(static_cast<unsigned>(day.month)) /
                                  chrono::day(static_cast<unsigned>(day.day));
    return static_cast<std::int32_t>(days.time_since_epoch().count());
}

std::optional<std::int32_t> day_number(const CalendarDay& day, CalendarKind kind) {
    const std::optional<std::int64_t> seconds = from_calendar(day, kind);
    if (!seconds.has_value()) return std::nullopt;
    return day_number(*seconds);
}

/// A code of digits only; codes of twenty digits are no sequence.
std::optional<std::uint64_t> number_of(std::string_view code) {
    constexpr std::size_t most_digits = 18;
    code.remove_prefix(std::min(code.rfind(':') + 1, code.size()));
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    if (code.empty() || code.size() > most_digits || error != std::errc() ||
        end != code.data() + code.size()) {
        return std::nullopt;
    }
    return number;
}

/// What the characters of one article show.
struct Characters {
    bool has_arabic_letters = false;
    bool has_presentation_forms = false;
    bool has_not_sign = false;
    std::uint64_t arabic_script = 0;
    std::uint64_t other_letters = 0;

    void add(std::string_view text) {
        constexpr UChar32 arabic_yeh = 0x064A;       // ي ARABIC LETTER YEH
        constexpr UChar32 arabic_kaf = 0x0643;       // ك ARABIC LETTER KAF
        constexpr UChar32 alef_maksura = 0x0649;     // ى ARABIC LETTER ALEF MAKSURA
        constexpr UChar32 not_sign_itself = 0x00AC;  // ¬ NOT SIGN
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
        const auto size = static_cast<std::int32_t>(text.size());
        for (std::int32_t next = 0; next < size;) {
            UChar32 c = 0;
            U8_NEXT(bytes, next, size, c);
            if (c < 0) continue;
            const bool is_form = (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
            has_arabic_letters =
                has_arabic_letters || c == arabic_yeh || c == arabic_kaf || c == alef_maksura;
            has_presentation_forms = has_presentation_forms || is_form;
            has_not_sign = has_not_sign || c == not_sign_itself;
            if ((c >= 0x0600 && c <= 0x06FF) || is_form) {
                ++arabic_script;
            } else if (u_isalpha(c) != 0) {
                ++other_letters;
            }
        }
    }
};

/// «۱۲ اردیبهشت ۲۰۱۷», "26 April 1396", years 6xx to 8xx (a Jalali year taken for a Gregorian one and converted)
/// and 25xx to 27xx (the other way round).
bool mixes_calendars(std::string_view date) {
    const std::string folded = fold_for_matching(date);
    bool has_jalali_month = false;
    bool has_gregorian_month = false;
    bool has_jalali_year = false;
    bool has_gregorian_year = false;
    bool has_converted_year = false;
    std::size_t at = 0;
    while (at < folded.size()) {
        const auto is_digit = [&](std::size_t i) { return folded[i] >= '0' && folded[i] <= '9'; };
        const auto is_sign = [&](std::size_t i) {
            return static_cast<unsigned char>(folded[i]) < 0x80 &&
                   std::isalnum(static_cast<unsigned char>(folded[i])) == 0;
        };
        if (is_sign(at)) {
            ++at;
            continue;
        }
        std::size_t end = at;
        const bool is_number = is_digit(at);
        while (end < folded.size() && !is_sign(end) && is_digit(end) == is_number) ++end;
        const std::string piece = folded.substr(at, end - at);
        at = end;
        if (is_number) {
            if (piece.size() != 3 && piece.size() != 4) continue;
            const int year = std::atoi(piece.c_str());
            has_jalali_year = has_jalali_year || calendar_of_year(year) == CalendarKind::jalali;
            has_gregorian_year = has_gregorian_year || calendar_of_year(year) == CalendarKind::gregorian;
            has_converted_year =
                has_converted_year || (year >= 660 && year <= 880) || (year >= 2500 && year <= 2750);
            continue;
        }
        const std::optional<DateWord> word = find_date_word(piece);
        if (!word.has_value()) continue;
        has_jalali_month = has_jalali_month || word->kind == DateWordKind::jalali_month;
        has_gregorian_month = has_gregorian_month || word->kind == DateWordKind::gregorian_month;
    }
    return has_converted_year || (has_jalali_month && has_gregorian_year && !has_jalali_year) ||
           (has_gregorian_month && has_jalali_year && !has_gregorian_year);
}

constexpr std::int32_t no_day = INT32_MIN;

/// 1900-01-01 or 1970-01-01, in Tehran or in UTC.
bool is_placeholder(std::int32_t day) {
    constexpr std::int32_t first_of_1900 = -25'567;
    return day == 0 || day == -1 || day == first_of_1900 || day == first_of_1900 - 1;
}

/// What is kept of an article to compare it with others.
struct Remembered {
    std::string code;
    std::uint64_t number = 0;  ///< 0 where the code is no number
    std::uint64_t digest = 0;
    Position position{};
    std::int32_t day = no_day;
    std::uint32_t source = 0;
    Signature signature{};
};

/// Sets that grow together (Tarjan's union-find with path halving).
class Groups {
  public:
    explicit Groups(std::size_t size) : parents_(size) {
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    }

    std::size_t find(std::size_t item) {
        while (parents_[item] != item) {
            parents_[item] = parents_[parents_[item]];
            item = parents_[item];
        }
        return item;
    }

    void join(std::size_t a, std::size_t b) {
        a = find(a);
        b = find(b);
        parents_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::size_t> parents_;
};

}  // namespace

std::string_view name_of(Oddity oddity) {
    return table().at(index_of(oddity)).name;
}

const Message& message_of(Oddity oddity) {
    return table().at(index_of(oddity)).message;
}

struct ArchiveExamination::Impl {
    explicit Impl(std::int64_t moment) : now(moment) {}

    void note(Oddity oddity, std::uint32_t source, OddityExample example) {
        ++findings.sources[source].oddities[index_of(oddity)];
        note(oddity, std::move(example));
    }

    void note(Oddity oddity, OddityExample example) {
        OddityFindings& found = findings.oddities[index_of(oddity)];
        ++found.count;
        if (found.examples.size() < most_examples) found.examples.push_back(std::move(example));
    }

    /// The row that a source is counted in: its file, or the folder of a file that holds one article.
    std::uint32_t source_index(std::string_view source, const Position& position) {
        std::string_view name = source.substr(0, source.find('!'));
        if (position.unit == Position::Unit::none && name == source &&
            name.find('/') != std::string_view::npos) {
            name = name.substr(0, name.rfind('/') + 1);
        }
        if (const auto known = source_rows.find(std::string(name)); known != source_rows.end())
            return known->second;
        if (findings.sources.size() >= most_sources) return static_cast<std::uint32_t>(most_sources - 1);
        const auto row = static_cast<std::uint32_t>(findings.sources.size());
        findings.sources.push_back({.source = std::string(name)});
        source_rows.emplace(name, row);
        return row;
    }

    void take(const ReadArticle& read, std::string_view source) {
        const Article& article = read.article;
        const std::uint32_t row = source_index(source, read.position);
        ++findings.articles;
        ++findings.sources[row].articles;
        const auto odd = [&](Oddity oddity, std::string value = {}) {
            note(oddity, row, {std::string(source), read.position, article.code, std::move(value)});
        };
        if (article.title.empty()) odd(no_title);
        if (article.lead.empty() && article.body.empty()) odd(no_text);
        Characters characters;
        for (const std::string* text : {&article.title, &article.lead, &article.body}) characters.add(*text);
        if (characters.has_arabic_letters) odd(arabic_letters);
        if (characters.has_presentation_forms) odd(presentation_forms);
        if (characters.has_not_sign) odd(not_sign);
        const Mojibake mojibake =
            find_mojibake(article.title + ' ' + (article.body.empty() ? article.lead : article.body));
        if (mojibake == Mojibake::utf8_as_windows_1256) odd(utf8_as_windows_1256, article.title);
        if (mojibake == Mojibake::utf8_as_windows_1252) odd(utf8_as_windows_1252, article.title);
        if (mojibake == Mojibake::none && characters.other_letters > characters.arabic_script)
            odd(other_script, article.title);
        std::int32_t day = no_day;
        if (article.date.has_value()) {
            day = day_number(article.date->seconds);
            if (article.date->seconds > now + seconds_a_day) odd(future_date, format_iso(*article.date));
            if (is_placeholder(day)) {
                odd(placeholder_date, format_iso({article.date->seconds, false}));
                day = no_day;
            } else {
                ++findings.days[day];
            }
        } else if (warned_code != article.code || article.code.empty()) {
            odd(no_date);
        }
        warned_code.clear();
        remember(article, read.position, row, day);
    }

    void take(const ReadWarning& warning, std::string_view source) {
        const std::uint32_t row = source_index(source, warning.position);
        note(mixes_calendars(warning.value) ? wrong_calendar : unreadable_date, row,
             {std::string(source), warning.position, warning.code, warning.value});
        // The article itself comes next, without its date.
        warned_code = warning.code;
    }

    void take(const Reject& reject, std::string_view source) {
        ++findings.rejected;
        const bool has_no_code = reject.reason == RejectReason::no_code;
        if (has_no_code || reject.reason == RejectReason::malformed_code ||
            reject.reason == RejectReason::code_too_long) {
            const std::uint32_t row = source_index(source, reject.position);
            note(has_no_code ? missing_code : malformed_code, row,
                 {reject.source, reject.position, {}, reject.detail});
        }
        RejectFindings& found = findings.rejects[reject.reason];
        if (found.count++ == 0) found.example = reject;
    }

    void remember(const Article& article, const Position& position, std::uint32_t row, std::int32_t day) {
        if (remembered.size() >= most_remembered) {
            findings.is_partial = true;
            return;
        }
        for (const std::string* text : {&article.title, &article.lead, &article.body}) {
            const bool is_repeated = text == &article.lead && article.body.starts_with(article.lead);
            if (is_repeated) continue;
            persian().analyze(*text, analysis);
            for (const Token& token : analysis.tokens()) {
                if (!token.is_stop) signature.add(token.stem);
            }
        }
        remembered.push_back({article.code, number_of(article.code).value_or(0),
                              hash64(canonical_fields(article)), position, day, row, signature.finish()});
    }

    OddityExample example_of(const Remembered& article, std::string value) const {
        return {findings.sources[article.source].source, article.position, article.code, std::move(value)};
    }

    /// Articles that share a code, in the order they came.
    void compare_codes() {
        std::unordered_map<std::string_view, std::size_t> first;
        first.reserve(remembered.size());
        for (std::size_t i = 0; i < remembered.size(); ++i) {
            const Remembered& article = remembered[i];
            const auto [known, is_new] = first.emplace(article.code, i);
            if (is_new) continue;
            const Remembered& before = remembered[known->second];
            note(before.digest == article.digest ? repeated_article : duplicate_code, article.source,
                 example_of(article, findings.sources[before.source].source));
            known->second = i;
            is_superseded[i] = true;
        }
    }

    /// The articles of each source with numeric codes, in the order of their codes.
    void follow_codes() {
        std::vector<std::vector<std::size_t>> by_source(findings.sources.size());
        for (std::size_t i = 0; i < remembered.size(); ++i) {
            if (remembered[i].number > 0 && !is_superseded[i]) by_source[remembered[i].source].push_back(i);
        }
        for (std::size_t row = 0; row < by_source.size(); ++row) {
            std::vector<std::size_t>& order = by_source[row];
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return remembered[a].number < remembered[b].number;
            });
            find_holes(order, findings.sources[row].sequence);
            compare_dates(order);
        }
    }

    void find_holes(const std::vector<std::size_t>& order, CodeSequence& sequence) const {
        constexpr std::size_t shortest_sequence = 20;
        constexpr std::uint64_t unusual = 50;  // times the usual distance, in sequences with gaps everywhere
        if (order.size() < shortest_sequence) return;
        sequence.codes = order.size();
        sequence.first = remembered[order.front()].number;
        sequence.last = remembered[order.back()].number;
        sequence.is_dense = sequence.last - sequence.first < 2 * sequence.codes;
        std::vector<std::uint64_t> distances;
        for (std::size_t i = 1; i < order.size(); ++i) {
            distances.push_back(remembered[order[i]].number - remembered[order[i - 1]].number);
        }
        std::vector<std::uint64_t> sorted = distances;
        std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                         sorted.end());
        const std::uint64_t usual =
            sequence.is_dense ? 1 : std::max<std::uint64_t>(1, sorted[sorted.size() / 2]) * unusual;
        const auto digits = [&](std::size_t i) { return std::to_string(remembered[order[i]].number).size(); };
        for (std::size_t i = 0; i < distances.size(); ++i) {
            // Codes of another length are another series.
            if (distances[i] <= usual || digits(i) != digits(i + 1)) continue;
            ++sequence.hole_count;
            sequence.holes.push_back({remembered[order[i]].number, remembered[order[i + 1]].number});
        }
        std::stable_sort(
            sequence.holes.begin(), sequence.holes.end(),
            [](const CodeHole& a, const CodeHole& b) { return a.before - a.after > b.before - b.after; });
        if (sequence.holes.size() > most_examples) sequence.holes.resize(most_examples);
    }

    /// Codes rise with time; a date that does not is suspicious, where most do.
    void compare_dates(const std::vector<std::size_t>& order) {
        constexpr std::size_t neighbours = 5;  // on either side
        constexpr std::int32_t far_days = 60;
        std::vector<std::size_t> dated;
        for (const std::size_t i : order) {
            if (remembered[i].day != no_day) dated.push_back(i);
        }
        if (dated.size() < 4 * neighbours) return;
        const auto distance = [&](std::size_t a, std::size_t b) {
            return std::abs(remembered[a].day - remembered[b].day);
        };
        std::size_t near = 0;
        for (std::size_t i = 1; i < dated.size(); ++i) {
            if (distance(dated[i], dated[i - 1]) <= far_days) ++near;
        }
        if (near * 10 < dated.size() * 8) return;
        for (std::size_t i = 0; i < dated.size(); ++i) {
            std::vector<std::int32_t> days;
            for (std::size_t j = i - std::min(i, neighbours); j < std::min(i + neighbours + 1, dated.size());
                 ++j) {
                if (j != i) days.push_back(remembered[dated[j]].day);
            }
            std::nth_element(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2),
                             days.end());
            const std::int32_t usual = days[days.size() / 2];
            const Remembered& article = remembered[dated[i]];
            if (std::abs(article.day - usual) <= far_days) continue;
            const Timestamp date{article.day * seconds_a_day + seconds_a_day / 2, false};
            const Timestamp expected{usual * seconds_a_day + seconds_a_day / 2, false};
            note(fits_when_swapped(date, usual) ? swapped_date : date_out_of_order, article.source,
                 example_of(article,
                            format_jalali_numeric(date) + " (" + format_jalali_numeric(expected) + ")"));
        }
    }

    static bool fits_when_swapped(const Timestamp& date, std::int32_t usual) {
        for (const CalendarKind kind : {CalendarKind::jalali, CalendarKind::gregorian}) {
            CalendarDay day = to_calendar(date.seconds, kind);
            std::swap(day.day, day.month);
            const std::optional<std::int32_t> swapped = day_number(day, kind);
            constexpr std::int32_t close_days = 7;
            if (swapped.has_value() && std::abs(*swapped - usual) <= close_days) return true;
        }
        return false;
    }

    /// Copies have most values of their signatures in common, so that one pair of neighbouring values at least
    /// brings them together; then they are compared whole.
    void find_copies() {
        constexpr std::size_t band = 2;
        constexpr std::size_t most_compared = 50;
        Groups groups(remembered.size());
        std::vector<std::pair<std::uint32_t, std::uint32_t>> keys;
        for (std::size_t at = 0; at + band <= Signature::size; at += band) {
            keys.clear();
            for (std::size_t i = 0; i < remembered.size(); ++i) {
                const Remembered& article = remembered[i];
                if (!article.signature.is_known || article.day == no_day || is_superseded[i]) continue;
                const auto& values = article.signature.values;
                keys.emplace_back(std::uint32_t{values[at]} << 16U | values[at + 1],
                                  static_cast<std::uint32_t>(i));
            }
            std::sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
                return std::pair(a.first, remembered[a.second].day) <
                       std::pair(b.first, remembered[b.second].day);
            });
            for (std::size_t i = 1; i < keys.size(); ++i) {
                const Remembered& article = remembered[keys[i].second];
                for (std::size_t back = 1; back <= std::min(i, most_compared); ++back) {
                    const auto& [key, before] = keys[i - back];
                    if (key != keys[i].first || article.day - remembered[before].day > window_days) break;
                    if (groups.find(before) == groups.find(keys[i].second)) continue;
                    if (agreement(remembered[before].signature, article.signature) >= least_agreement) {
                        groups.join(before, keys[i].second);
                    }
                }
            }
        }
        std::unordered_map<std::size_t, std::vector<std::size_t>> members;
        for (std::size_t i = 0; i < remembered.size(); ++i) {
            const std::size_t group = groups.find(i);
            if (group == i) continue;
            members[group].push_back(i);
            note(near_duplicate, remembered[i].source, example_of(remembered[i], remembered[group].code));
        }
        findings.story_clusters = members.size();
        std::vector<std::pair<std::size_t, std::size_t>> largest;
        for (const auto& [group, others] : members) largest.emplace_back(others.size(), group);
        std::sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        if (largest.size() > most_examples) largest.resize(most_examples);
        for (const auto& [size, group] : largest) {
            std::vector<std::string> codes = {remembered[group].code};
            for (const std::size_t i : members[group]) codes.push_back(remembered[i].code);
            findings.copies.push_back(std::move(codes));
        }
    }

    void find_gaps() {
        std::optional<std::int32_t> before;
        for (const auto& [day, count] : findings.days) {
            if (before.has_value() && day > *before + 1) {
                findings.days_without += static_cast<std::uint64_t>(day - *before - 1);
                findings.gaps.push_back({*before + 1, day - 1});
            }
            before = day;
        }
        std::stable_sort(
            findings.gaps.begin(), findings.gaps.end(),
            [](const CoverageGap& a, const CoverageGap& b) { return a.last - a.first > b.last - b.first; });
        if (findings.gaps.size() > most_gaps) findings.gaps.resize(most_gaps);
    }

    std::int64_t now;
    ArchiveFindings findings;
    std::unordered_map<std::string, std::uint32_t> source_rows;
    std::vector<Remembered> remembered;
    std::vector<bool> is_superseded;  ///< an article of the same code came before
    std::string warned_code;
    Analysis analysis;
    SignatureBuilder signature;
};

ArchiveExamination::ArchiveExamination(std::int64_t now) : impl_(std::make_unique<Impl>(now)) {}
ArchiveExamination::~ArchiveExamination() = default;

ReaderOptions ArchiveExamination::watching(ReaderOptions options) {
    options.on_text = [this](std::string_view source, Encoding encoding) {
        const bool is_utf16 = encoding == Encoding::utf16_little || encoding == Encoding::utf16_big;
        if (!is_utf16 && encoding != Encoding::windows_1256) return;
        impl_->note(is_utf16 ? utf16 : Oddity::windows_1256, {.source = std::string(source)});
    };
    return options;
}

void ArchiveExamination::take(const ReadItem& item, std::string_view source) {
    std::visit([&](const auto& found) { impl_->take(found, source); }, item);
}

void examine(const std::vector<std::string>& paths, const ReaderOptions& options,
             ArchiveExamination& examination) {
    const ReaderOptions watched = examination.watching(options);
    const auto read = [&](FileSource& input, const std::string& source) {
        read_articles(input, source, watched, [&](ReadItem&& item) {
            examination.take(item, source);
            return true;
        });
    };
    for (const std::string& path : paths) {
        if (path == "-") {
            FileSource input = FileSource::standard_input();
            read(input, path);
            continue;
        }
        walk(path, [&](WalkItem&& item) {
            if (const auto* reject = std::get_if<Reject>(&item)) examination.take(*reject, reject->source);
            if (const auto* found = std::get_if<FoundFile>(&item)) {
                try {
                    FileSource input(found->path);
                    read(input, found->path);
                } catch (const Error& error) {
                    if (error.code() != ErrorCode::storage) throw;
                    examination.take(
                        Reject{found->path, {}, RejectReason::unreadable_file, error.message().en},
                        found->path);
                }
            }
            return true;
        });
    }
}

ArchiveFindings ArchiveExamination::finish() {
    impl_->is_superseded.resize(impl_->remembered.size());
    impl_->compare_codes();
    impl_->follow_codes();
    impl_->find_copies();
    impl_->find_gaps();
    std::stable_sort(
        impl_->findings.sources.begin(), impl_->findings.sources.end(),
        [](const SourceFindings& a, const SourceFindings& b) { return a.articles > b.articles; });
    return std::move(impl_->findings);
}

}  // namespace jooya
