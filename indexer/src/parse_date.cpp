// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/parse_date.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "date_words.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "jooya/indexer/jalali.hpp"

namespace jooya {
namespace {

// A date is short; longer texts are not worth the search.
constexpr std::size_t max_date_bytes = 2000;

constexpr UChar32 zwnj = 0x200C;        // ZERO WIDTH NON-JOINER
constexpr UChar32 minus_sign = 0x2212;  // − MINUS SIGN
constexpr int first_full_year = 100;    // years below it are written with two digits

struct Piece {
    enum class Kind : std::uint8_t { number, word, sign } kind = Kind::sign;
    std::string_view text;
    std::int64_t number = 0;
    UChar32 sign = 0;
    std::optional<DateWord> word;
    bool space_before = false;
    bool used = false;

    [[nodiscard]] bool is_number(std::size_t min_digits, std::size_t max_digits) const {
        return kind == Kind::number && text.size() >= min_digits && text.size() <= max_digits;
    }
    [[nodiscard]] bool is_sign(UChar32 c) const { return kind == Kind::sign && sign == c; }
    [[nodiscard]] bool is_word(DateWordKind wanted) const {
        return kind == Kind::word && word.has_value() && word->kind == wanted;
    }
};

std::vector<Piece> split(std::string_view folded) {
    std::vector<Piece> pieces;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
    const auto size = static_cast<std::int32_t>(folded.size());
    bool space_before = true;
    for (std::int32_t next = 0; next < size;) {
        const std::int32_t begin = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0 || u_isUWhiteSpace(c) != 0) {
            space_before = true;
            continue;
        }
        const auto kind_of = [](UChar32 x) {
            if (x >= '0' && x <= '9') return Piece::Kind::number;
            return x == zwnj || u_isalpha(x) != 0 ? Piece::Kind::word : Piece::Kind::sign;
        };
        Piece piece;
        piece.kind = kind_of(c);
        piece.sign = c == minus_sign ? '-' : c;
        piece.space_before = space_before;
        while (piece.kind != Piece::Kind::sign && next < size) {
            std::int32_t ahead = next;
            UChar32 following = 0;
            U8_NEXT(bytes, ahead, size, following);
            if (following < 0 || kind_of(following) != piece.kind) break;
            next = ahead;
        }
        piece.text = folded.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(next - begin));
        if (piece.kind == Piece::Kind::number && piece.text.size() <= 18) {
            for (const char digit : piece.text) piece.number = piece.number * 10 + (digit - '0');
        }
        if (piece.kind == Piece::Kind::word) piece.word = find_date_word(piece.text);
        pieces.push_back(piece);
        space_before = false;
    }
    return pieces;
}

struct Clock {
    int hour = noon;
    int minute = 0;
    int second = 0;
    bool is_known = false;
    std::optional<int> offset_minutes;
};

/// Reads the pieces of one date. Each step marks what it has understood as used.
class DateReading {
  public:
    explicit DateReading(std::string_view folded) : pieces_(split(folded)) {}

    std::optional<Timestamp> date(bool rest_must_be_known, bool unix_time) {
        if (unix_time && pieces_.size() == 1 && pieces_[0].kind == Piece::Kind::number) return lone_number();
        Clock clock;
        for (std::size_t i = 0; i < pieces_.size() && !clock.is_known; ++i) clock = clock_at(i);
        std::optional<Day> found;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (pieces_[i].used) continue;
            const std::optional<Day> here = day_at(i);
            if (here.has_value() && !found.has_value()) found = here;
        }
        if (!found.has_value()) return std::nullopt;
        if (!clock.is_known) clock = compact_clock();
        if (rest_must_be_known && !rest_is_known()) return std::nullopt;
        return moment(*found, clock);
    }

  private:
    struct Day {
        CalendarDay day;
        CalendarKind kind = CalendarKind::jalali;
    };

    [[nodiscard]] const Piece* piece(std::size_t index) const {
        return index < pieces_.size() ? &pieces_[index] : nullptr;
    }

    void use(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) pieces_[i].used = true;
    }

    [[nodiscard]] std::optional<Timestamp> lone_number() const {
        const Piece& number = pieces_[0];
        const std::size_t digits = number.text.size();
        const auto part = [&](std::size_t begin, std::size_t count) {
            int value = 0;
            for (const char c : number.text.substr(begin, count)) value = value * 10 + (c - '0');
            return value;
        };
        if (digits == 8 || digits == 12 || digits == 14) {  // YYYYMMDD[hhmm[ss]]
            const auto kind = calendar_of_year(part(0, 4));
            if (kind.has_value()) {
                Clock clock;
                if (digits >= 12) clock = {part(8, 2), part(10, 2), digits == 14 ? part(12, 2) : 0, true, {}};
                const auto read = moment({{part(0, 4), part(4, 2), part(6, 2)}, *kind}, clock);
                if (read.has_value() || digits != 12) return read;
            }
        }
        if (digits == 9 || digits == 10) return Timestamp{number.number, true};
        if (digits == 12 || digits == 13) return Timestamp{number.number / 1000, true};
        return std::nullopt;
    }

    /// hh:mm[:ss[.fraction]] [am|pm] [zone]
    Clock clock_at(std::size_t begin) {
        std::size_t i = begin;
        if (!pieces_[i].is_number(1, 2) || i + 2 >= pieces_.size() || !pieces_[i + 1].is_sign(':') ||
            !pieces_[i + 2].is_number(2, 2)) {
            return {};
        }
        Clock clock{
            static_cast<int>(pieces_[i].number), static_cast<int>(pieces_[i + 2].number), 0, true, {}};
        i += 3;
        if (i + 1 < pieces_.size() && pieces_[i].is_sign(':') && pieces_[i + 1].is_number(2, 2)) {
            clock.second = static_cast<int>(pieces_[i + 1].number);
            i += 2;
            const bool has_fraction = i + 1 < pieces_.size() &&
                                      (pieces_[i].is_sign('.') || pieces_[i].is_sign(',')) &&
                                      pieces_[i + 1].is_number(1, 9) && !pieces_[i + 1].space_before;
            if (has_fraction) i += 2;
        }
        const Piece* next = piece(i);
        const bool is_afternoon = next != nullptr && next->is_word(DateWordKind::after_noon);
        if (is_afternoon || (next != nullptr && next->is_word(DateWordKind::before_noon))) {
            if (is_afternoon && clock.hour < 12) clock.hour += 12;
            if (!is_afternoon && clock.hour == 12) clock.hour = 0;
            ++i;
        }
        i = zone_at(i, clock);
        use(begin, i);
        return clock;
    }

    /// Z, GMT, EST, +04:30, +0430, -0500; gives the index behind it.
    std::size_t zone_at(std::size_t i, Clock& clock) const {
        const Piece* next = piece(i);
        if (next == nullptr) return i;
        if (next->is_word(DateWordKind::zone)) {
            clock.offset_minutes = next->word->value;
            return i + 1;
        }
        const Piece* number = piece(i + 1);
        const bool is_plus = next->is_sign('+');
        if ((!is_plus && !next->is_sign('-')) || number == nullptr || number->space_before) return i;
        const int direction = is_plus ? 1 : -1;
        const Piece* after = piece(i + 2);
        const Piece* minutes = piece(i + 3);
        if (number->is_number(2, 2) && after != nullptr && after->is_sign(':') && minutes != nullptr &&
            minutes->is_number(2, 2)) {
            clock.offset_minutes = direction * static_cast<int>(number->number * 60 + minutes->number);
            return i + 4;
        }
        // 14:00 is the largest offset in use; beyond it the number is a year.
        const bool is_date = after != nullptr && (after->is_sign('/') || after->is_sign('-'));
        if (number->is_number(4, 4) && number->number <= 1400 && !is_date && number->text[0] <= '1') {
            clock.offset_minutes =
                direction * static_cast<int>(number->number / 100 * 60 + number->number % 100);
            return i + 2;
        }
        return i;
    }

    /// The "T152300" of ISO's basic form, which day_at left behind it.
    Clock compact_clock() {
        for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
            const Piece& digits = pieces_[i + 1];
            if (pieces_[i].text != "t" || digits.space_before ||
                !(digits.is_number(4, 4) || digits.is_number(6, 6)))
                continue;
            const auto number = static_cast<int>(digits.number);
            Clock clock{number / 100, number % 100, 0, true, {}};
            if (digits.text.size() == 6)
                clock = {number / 10'000, number / 100 % 100, number % 100, true, {}};
            use(i, zone_at(i + 2, clock));
            return clock;
        }
        return {};
    }

    std::optional<Day> day_at(std::size_t i) {
        if (auto day = numeric_day_at(i); day.has_value()) return day;
        return written_day_at(i);
    }

    /// 1396/02/06, 2017-04-26, 26.04.2017, 96/2/6, 20170426
    std::optional<Day> numeric_day_at(std::size_t i) {
        const Piece& first = pieces_[i];
        if (first.is_number(8, 8)) {
            const auto number = static_cast<int>(first.number);
            const auto kind = calendar_of_year(number / 10'000);
            if (!kind.has_value()) return std::nullopt;
            use(i, i + 1);
            return Day{{number / 10'000, number / 100 % 100, number % 100}, *kind};
        }
        if (i + 4 >= pieces_.size()) return std::nullopt;
        const Piece& separator = pieces_[i + 1];
        const bool separates = separator.is_sign('/') || separator.is_sign('-') || separator.is_sign('.');
        const Piece& second = pieces_[i + 2];
        const Piece& third = pieces_[i + 4];
        if (!separates || !pieces_[i + 3].is_sign(separator.sign) || !second.is_number(1, 2))
            return std::nullopt;
        Day day;
        if (first.is_number(4, 4) && third.is_number(1, 2)) {
            day.day = {static_cast<int>(first.number), static_cast<int>(second.number),
                       static_cast<int>(third.number)};
        } else if (first.is_number(1, 2) && third.is_number(4, 4)) {
            day.day = {static_cast<int>(third.number), static_cast<int>(second.number),
                       static_cast<int>(first.number)};
            // Only an American date has a month behind its day that no year has.
            if (day.day.month > 12 && day.day.day <= 12) std::swap(day.day.month, day.day.day);
        } else if (first.is_number(2, 2) && first.number > 31 && third.is_number(1, 2)) {
            day.day = {1300 + static_cast<int>(first.number), static_cast<int>(second.number),
                       static_cast<int>(third.number)};
        } else {
            return std::nullopt;
        }
        const auto kind = calendar_of_year(day.day.year);
        if (!kind.has_value()) return std::nullopt;
        day.kind = *kind;
        use(i, i + 5);
        return day;
    }

    /// ۶ اردیبهشت ۱۳۹۶, 26-Apr-2017, April 26th, 2017: a month's name with two numbers around or behind it,
    /// and nothing but commas, hyphens and fillers between them.
    std::optional<Day> written_day_at(std::size_t begin) {
        std::array<std::size_t, 3> places{};
        std::size_t count = 0;
        std::size_t month_at = places.size();
        for (std::size_t i = begin; i < pieces_.size() && count < places.size(); ++i) {
            const Piece& here = pieces_[i];
            const bool is_month =
                here.is_word(DateWordKind::jalali_month) || here.is_word(DateWordKind::gregorian_month);
            const bool is_number = here.is_number(1, 4);
            if (here.used || (count == 0 && !is_month && !is_number)) return std::nullopt;
            if (is_month) {
                if (month_at != places.size()) return std::nullopt;
                month_at = count;
            }
            if (is_month || is_number) {
                places[count++] = i;
            } else if (here.kind == Piece::Kind::number ||
                       (here.kind == Piece::Kind::word && !here.is_word(DateWordKind::filler))) {
                return std::nullopt;
            }
        }
        if (count != places.size() || month_at > 1) return std::nullopt;
        const Piece& month = pieces_[places[month_at]];
        const Piece& day_number = pieces_[places[1 - month_at]];
        const Piece& year_number = pieces_[places[2]];
        if (!day_number.is_number(1, 2) || !(year_number.is_number(4, 4) || year_number.is_number(2, 2))) {
            return std::nullopt;
        }
        const CalendarKind kind =
            month.word->kind == DateWordKind::jalali_month ? CalendarKind::jalali : CalendarKind::gregorian;
        auto year = static_cast<int>(year_number.number);
        if (year < first_full_year) {
            // Two digits mean the years around ours: ۹۶ is 1396 and ۰۲ is 1402; 95 is 1995 and 17 is 2017.
            if (kind == CalendarKind::jalali) year += year > 31 ? 1300 : 1400;
            if (kind == CalendarKind::gregorian) year += year > 69 ? 1900 : 2000;
        }
        if (calendar_of_year(year) != kind) return std::nullopt;
        use(begin, places[2] + 1);
        return Day{{year, month.word->value, static_cast<int>(day_number.number)}, kind};
    }

    [[nodiscard]] bool rest_is_known() const {
        for (const Piece& piece : pieces_) {
            if (piece.used || piece.kind == Piece::Kind::sign) continue;
            if (piece.kind == Piece::Kind::number || !piece.word.has_value()) return false;
        }
        return true;
    }

    static std::optional<Timestamp> moment(const Day& day, const Clock& clock) {
        const auto local = from_calendar(day.day, day.kind, clock.hour, clock.minute, clock.second);
        if (!local.has_value()) return std::nullopt;
        if (!clock.offset_minutes.has_value()) return Timestamp{*local, clock.is_known};
        const CalendarDay gregorian = to_calendar(*from_calendar(day.day, day.kind), CalendarKind::gregorian);
        namespace chrono = std::chrono;
        const chrono::sys_seconds utc =
            chrono::sys_days(chrono::year(gregorian.year) / gregorian.month / gregorian.day) +
            chrono::hours(clock.hour) + chrono::minutes(clock.minute - *clock.offset_minutes) +
            chrono::seconds(clock.second);
        return Timestamp{utc.time_since_epoch().count(), true};
    }

    std::vector<Piece> pieces_;
};

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
    if (text.size() > max_date_bytes) return std::nullopt;
    const std::string folded = fold_for_matching(text);
    return DateReading(folded).date(true, true);
}

std::optional<Timestamp> find_date(std::string_view text) {
    const std::string folded = fold_for_matching(text.substr(0, max_date_bytes));
    return DateReading(folded).date(false, false);
}

}  // namespace jooya
