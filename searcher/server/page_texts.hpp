// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages say.
#pragma once

#include <string_view>

namespace jooya::server::texts {

inline constexpr std::string_view name = "جویا";
inline constexpr std::string_view tagline = "جست‌وجو در بایگانی خبر";
inline constexpr std::string_view articles_in_archive = "{} خبر در بایگانی";
inline constexpr std::string_view result_title = "{} – جویا";
inline constexpr std::string_view all_news = "همهٔ خبرها";

inline constexpr std::string_view nothing_found = "خبری یافت نشد";
inline constexpr std::string_view found = "{} خبر";
inline constexpr std::string_view found_about = "حدود {} خبر";
inline constexpr std::string_view on_page = "صفحهٔ {}";
inline constexpr std::string_view did_you_mean = "آیا منظورتان {} بود؟";
inline constexpr std::string_view advice_fewer =
    "واژه‌های کمتر یا کلی‌تر بنویسید.";
inline constexpr std::string_view advice_spelling =
    "املای واژه‌ها را بازبینی کنید.";
inline constexpr std::string_view advice_filters = "محدودیت‌ها را بردارید.";

inline constexpr std::string_view no_such_page = "این نتیجه چنین صفحه‌ای ندارد.";
inline constexpr std::string_view first_page = "به صفحهٔ نخست بروید.";

inline constexpr std::string_view sort_label = "ترتیب";
inline constexpr std::string_view relevance = "مرتبط‌ترین";
inline constexpr std::string_view newest = "تازه‌ترین";
inline constexpr std::string_view oldest = "قدیمی‌ترین";

inline constexpr std::string_view filters = "محدود کردن نتیجه‌ها";
inline constexpr std::string_view agency = "خبرگزاری";
inline constexpr std::string_view category = "گروه";
inline constexpr std::string_view year = "سال";
inline constexpr std::string_view month = "ماه";
inline constexpr std::string_view dates = "تاریخ";
inline constexpr std::string_view from = "از";
inline constexpr std::string_view to = "تا";
inline constexpr std::string_view date_example = "۱۳۹۶/۰۲/۰۶";
inline constexpr std::string_view apply = "اعمال";
inline constexpr std::string_view remove_filter = "برداشتن این محدودیت";

inline constexpr std::string_view similar = "و {} خبر مشابه";
inline constexpr std::string_view code = "کد خبر {}";
inline constexpr std::string_view untitled = "بی‌عنوان";
inline constexpr std::string_view source = "خبر در پایگاه ناشر";
inline constexpr std::string_view related = "خبرهای مرتبط";
inline constexpr std::string_view no_article = "خبری با این کد نیست";
inline constexpr std::string_view pages = "صفحه‌ها";
inline constexpr std::string_view previous = "پیشین";
inline constexpr std::string_view next = "پسین";
inline constexpr std::string_view results = "نتیجه‌ها";

inline constexpr std::string_view opensearch_description =
    "جست‌وجو در بایگانی خبر با جویا";

}  // namespace jooya::server::texts
