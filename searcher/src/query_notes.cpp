// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "jooya/searcher/persian_digits.hpp"

namespace jooya::query_notes {

Note too_long(std::size_t limit) {
    return {"too-long", fmt::format("only the first {} characters were read", limit),
            fmt::format("فقط {} نویسهٔ نخست خوانده شد", persian_number(limit))};
}

Note too_many_words(std::size_t limit) {
    return {"too-many-words", fmt::format("only the first {} words were searched", limit),
            fmt::format("فقط {} واژهٔ نخست جست‌وجو شد", persian_number(limit))};
}

Note too_many_wildcards(std::size_t limit) {
    return {
        "too-many-wildcards", fmt::format("only the first {} words with * were taken as beginnings", limit),
        fmt::format(
            "فقط {} واژهٔ نخستِ ستاره‌دار، آغاز واژه به شمار آمد",
            persian_number(limit))};
}

Note short_wildcard(std::string_view word, std::size_t letters) {
    return {"short-wildcard",
            fmt::format("{}* was read as a word: * needs {} letters or more before it", word, letters),
            fmt::format(
                "«{}*» یک واژه به شمار آمد: پیش از ستاره دست‌کم {} حرف "
                "لازم "
                "است",
                word, persian_number(letters))};
}

Note too_deep(std::size_t limit) {
    return {"too-deep", fmt::format("parentheses deeper than {} were ignored", limit),
            fmt::format("پرانتزهای ژرف‌تر از {} لایه نادیده گرفته شد",
                        persian_number(limit))};
}

Note unbalanced_quote() {
    return {"unbalanced-quote", "a quotation mark without its other half was ignored",
            "گیومه‌ای که جفت نداشت نادیده گرفته شد"};
}

Note unbalanced_parenthesis() {
    return {"unbalanced-parenthesis", "a parenthesis without its other half was ignored",
            "پرانتزی که جفت نداشت نادیده گرفته شد"};
}

Note stray_operator(std::string_view sign) {
    return {"stray-operator", fmt::format("{} with nothing to work on was ignored", sign),
            fmt::format("«{}» چیزی برای عمل کردن نداشت و نادیده گرفته شد", sign)};
}

Note bad_date(std::string_view text) {
    return {"bad-date",
            fmt::format("\"{}\" is no date; write 1396/02/10, 1396/02, 2017-04-30 or FROM..TO", text),
            fmt::format("«{}» تاریخ نیست؛ بنویسید ۱۳۹۶/۰۲/۱۰ یا ۱۳۹۶/۰۲ یا ۲۰۱۷-۰۴-۳۰ یا از..تا", text)};
}

Note near_needs_words() {
    return {"near-needs-words", "NEAR stands between single words; it was read as AND",
            "NEAR میان دو تک‌واژه می‌آید؛ به‌جای آن AND به شمار آمد"};
}

Note near_needs_content() {
    return {
        "near-needs-content",
        "NEAR stands between words with a meaning of their own; words like در were left out of it",
        "NEAR میان واژه‌های معنادار می‌آید؛ واژه‌هایی مانند «در» در آن به شمار نیامد"};
}

Note exact_needs_word() {
    return {
        "exact-needs-word", "= stands before a single word; it was ignored here",
        "علامت = پیش از یک تک‌واژه می‌آید؛ اینجا نادیده گرفته "
        "شد"};
}

Note cut_wildcard(std::string_view beginning, std::size_t limit) {
    return {
        "wildcard-cut",
        fmt::format("{}* stands for the {} most frequent words that begin so", beginning, limit),
        fmt::format(
            "«{}*» به {} واژهٔ پرکاربردی که چنین آغاز می‌شوند محدود "
            "شد",
            beginning, persian_number(limit))};
}

Note unknown_facet(std::string_view name) {
    return {"unknown-facet",
            fmt::format("there is no facet {}; there are agency, category, author, tag, year, month", name),
            fmt::format(
                "دسته‌بندی «{}» وجود ندارد؛ agency، category، author، tag، year و "
                "month "
                "هست",
                name)};
}

Note unknown_field(std::string_view name) {
    return {"unknown-field",
            fmt::format("{} is not a part of an article; there are title, lead and body", name),
            fmt::format("«{}» بخشی از خبر نیست؛ title، lead و body هست", name)};
}

Note unknown_code(std::string_view code) {
    return {"unknown-code", fmt::format("there is no article with the code {}", code),
            fmt::format("خبری با کد «{}» نیست", code)};
}

Note undated_left_out() {
    return {"undated-left-out", "articles without a date were left out",
            "خبرهای بی‌تاریخ کنار گذاشته شد"};
}

Note offset_too_far(std::size_t limit) {
    return {"offset-too-far",
            fmt::format("only the first {} articles can be leafed through; narrow the query", limit),
            fmt::format(
                "فقط {} خبر نخست را می‌توان ورق زد؛ پرسش را محدودتر "
                "کنید",
                persian_number(limit))};
}

Note near_too_far(std::size_t limit) {
    return {"near-too-far", fmt::format("NEAR reaches {} words at most", limit),
            fmt::format("NEAR حداکثر تا {} واژه می‌رسد", persian_number(limit))};
}

Note found_by(Rung rung, std::size_t as_typed, std::string_view reading) {
    struct Named {
        std::string_view code;
        std::string_view en;
        std::string_view fa;
    };
    // In the order of Rung.
    constexpr std::array<Named, 6> names{
        Named{"stem", "any form of the words", "هر صورتی از واژه‌ها"},
        Named{"synonym", "other names of the same", "نام‌های دیگر همان چیز"},
        Named{"layout", "the other keyboard layout", "چیدمان دیگر صفحه‌کلید"},
        Named{"finglish", "reading Latin letters as Persian", "خواندن حروف لاتین به فارسی"},
        Named{"spelling", "correcting the spelling", "درست کردن املا"},
        Named{"any-word", "any of the words", "هر یک از واژه‌ها"}};
    const Named& name = names.at(static_cast<std::size_t>(rung));
    if (as_typed == 0) {
        return {
            fmt::format("found-by-{}", name.code),
            fmt::format("nothing was found as typed; this was found by {}: {}", name.en, reading),
            fmt::format(
                "با آنچه نوشتید چیزی یافت نشد؛ این‌ها با {} یافت شد: "
                "{}",
                name.fa, reading)};
    }
    return {fmt::format("found-by-{}", name.code),
            fmt::format("only {} found as typed; more were found by {}: {}", as_typed, name.en, reading),
            fmt::format("با آنچه نوشتید فقط {} خبر یافت شد؛ بقیه با {} یافت شد: {}", persian_number(as_typed),
                        name.fa, reading)};
}

Note only_without_filters() {
    return {
        "only-without-filters", "nothing was found with these filters; without them something would be",
        "با این محدودیت‌ها چیزی یافت نشد؛ بی آنها یافت می‌شود"};
}

Note only_without_quotes() {
    return {
        "only-without-quotes",
        "no article has these words together; without the quotation marks something would be found",
        "هیچ خبری این واژه‌ها را کنار هم ندارد؛ بی گیومه چیزی یافت "
        "می‌شود"};
}

void add(std::vector<Note>& notes, Note note) {
    const bool is_known = std::ranges::any_of(notes, [&](const Note& old) { return old.code == note.code; });
    if (!is_known) notes.push_back(std::move(note));
}

}  // namespace jooya::query_notes
