// SPDX-License-Identifier: GPL-3.0-or-later
#include "date_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya {
namespace {

struct Row {
    DateWordKind kind;
    int value;
    std::string_view spellings;  ///< parted by spaces
};

using enum DateWordKind;

// Months as Iranian sites spell them, transliterations as Telegram's Persian calendar writes them, and the
// zones of RFC 822, section 5.1. Iran's own zone is what a date without a zone has anyway.
constexpr std::array rows = {
    Row{jalali_month, 1, "فروردین farvardin"},
    Row{jalali_month, 2, "اردیبهشت ordibehesht"},
    Row{jalali_month, 3, "خرداد khordad"},
    Row{jalali_month, 4, "تیر tir"},
    Row{jalali_month, 5, "مرداد امرداد mordad amordad"},
    Row{jalali_month, 6, "شهریور shahrivar"},
    Row{jalali_month, 7, "مهر mehr"},
    Row{jalali_month, 8, "آبان ابان aban"},
    Row{jalali_month, 9, "آذر اذر azar"},
    Row{jalali_month, 10, "دی dey"},
    Row{jalali_month, 11, "بهمن bahman"},
    Row{jalali_month, 12, "اسفند esfand"},
    Row{gregorian_month, 1, "ژانویه جنوری january jan"},
    Row{gregorian_month, 2, "فوریه february feb"},
    Row{gregorian_month, 3, "مارس march mar"},
    Row{gregorian_month, 4, "آوریل اوریل آپریل april apr"},
    Row{gregorian_month, 5, "مه می may"},
    Row{gregorian_month, 6, "ژوئن جون june jun"},
    Row{gregorian_month, 7, "ژوئیه ژوییه جولای july jul"},
    Row{gregorian_month, 8, "اوت آگوست august aug"},
    Row{gregorian_month, 9, "سپتامبر september sep sept"},
    Row{gregorian_month, 10, "اکتبر october oct"},
    Row{gregorian_month, 11, "نوامبر november nov"},
    Row{gregorian_month, 12, "دسامبر december dec"},
    Row{zone, 0, "z utc gmt ut"},
    Row{zone, -300, "est cdt"},
    Row{zone, -240, "edt"},
    Row{zone, -360, "cst mdt"},
    Row{zone, -420, "mst pdt"},
    Row{zone, -480, "pst"},
    Row{before_noon, 0, "am صبح بامداد قظ"},
    Row{after_noon, 0, "pm عصر بعدازظهر بظ شب"},
    Row{filler, 0, "شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه آدینه یک دو سه چهار پنج"},
    Row{filler, 0, "sat sun mon tue tues wed thu thur thurs fri"},
    Row{filler, 0, "saturday sunday monday tuesday wednesday thursday friday"},
    Row{filler, 0,
        "تاریخ انتشار درج خبر زمان ساعت روز مورخ منتشرشده شده در ماه سال ق ب ظ به روزرسانی بروزرسانی"},
    Row{filler, 0, "published updated date on at of the th st nd rd t irst irdt tehran تهران وقت"},
};

std::unordered_map<std::string, DateWord> make_words() {
    const std::string month_word = fold_for_matching("ماه");  // «آبان‌ماه» is one word once folded
    std::unordered_map<std::string, DateWord> words;
    for (const Row& row : rows) {
        for (std::string_view rest = row.spellings; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            const std::string word = fold_for_matching(rest.substr(0, end));
            words.emplace(word, DateWord{row.kind, row.value});
            if (row.kind == jalali_month) words.emplace(word + month_word, DateWord{row.kind, row.value});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return words;
}

}  // namespace

std::optional<DateWord> find_date_word(std::string_view word) {
    static const std::unordered_map<std::string, DateWord> words = make_words();
    const auto found = words.find(std::string(word));
    if (found == words.end()) return std::nullopt;
    return found->second;
}

}  // namespace jooya
