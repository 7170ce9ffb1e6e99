// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/parse_query.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace {

using jooya::parse_query;

std::string tree(std::string_view text) {
    return to_string(parse_query(text).query);
}

std::string codes(std::string_view text) {
    std::string all;
    for (const jooya::Note& note : parse_query(text).notes) all += (all.empty() ? "" : " ") + note.code;
    return all;
}

struct Row {
    std::string_view typed;
    std::string_view read;
};

// Origin: the table of the query language in parse_query.hpp and the decisions written in searcher/README.md.
TEST(ParseQuery, ReadsTheLanguage) {
    constexpr std::array rows{
        Row{"", "(any)"},
        Row{"   ", "(any)"},
        Row{"تهران", R"("تهران")"},
        Row{"مبارزه با تروریسم", R"((any "مبارزه" "با" "تروریسم"))"},
        Row{"\"مبارزه با تروریسم\"", R"((phrase "مبارزه با تروریسم"))"},
        Row{"«مبارزه با تروریسم»", R"((phrase "مبارزه با تروریسم"))"},
        Row{"“مبارزه  با تروریسم”", R"((phrase "مبارزه با تروریسم"))"},
        Row{"وزیر «مبارزه با تروریسم»", R"((any "وزیر" (phrase "مبارزه با تروریسم")))"},
        Row{"title:تهران -زلزله", R"((and (title "تهران") (not "زلزله")))"},
        Row{"عنوان:تهران", R"((title "تهران"))"},
        Row{"Title:تهران", R"((title "تهران"))"},
        Row{"متن:(الف ب)", R"((body (any "الف" "ب")))"},
        Row{"لید:«الف ب»", R"((lead (phrase "الف ب")))"},
        Row{"+زلزله تهران -بم", R"((and "زلزله" (maybe "تهران") (not "بم")))"},
        Row{"زلزله −بم", R"((and "زلزله" (not "بم")))"},
        Row{"-بم", R"((not "بم"))"},
        Row{"زلزله AND بم", R"((and "زلزله" "بم"))"},
        Row{"زلزله OR سیل AND بم", R"((or "زلزله" (and "سیل" "بم")))"},
        Row{"زلزله سیل AND بم", R"((and (any "زلزله" "سیل") "بم"))"},
        Row{"زلزله NOT بم", R"((and "زلزله" (not "بم")))"},
        Row{"زلزله AND NOT بم", R"((and "زلزله" (not "بم")))"},
        Row{"(زلزله OR سیل) AND (بم OR لار)", R"((and (or "زلزله" "سیل") (or "بم" "لار")))"},
        Row{"زلزله NEAR/3 بم", R"((near/3 "زلزله" "بم"))"},
        Row{"زلزله NEAR/۳ بم", R"((near/3 "زلزله" "بم"))"},
        Row{"زلزله NEAR بم", R"((near/10 "زلزله" "بم"))"},
        Row{"زلزله NEAR/2 بم NEAR/4 سیل", R"((near/4 "زلزله" "بم" "سیل"))"},
        Row{"کتاب*", R"((prefix "کتاب"))"},
        Row{"=آن", R"((exact "آن"))"},
        Row{"+=آن", R"((exact "آن"))"},
        Row{"agency:تسنیم زلزله", R"((and "زلزله" (agency "تسنیم")))"},
        Row{"agency:تسنیم agency:ایسنا", R"((or (agency "تسنیم") (agency "ایسنا")))"},
        Row{"+tag:سیل +tag:زلزله", R"((and (tag "سیل") (tag "زلزله")))"},
        Row{"agency:(تسنیم ایسنا) tag:سیل", R"((and (or (agency "تسنیم") (agency "ایسنا")) (tag "سیل")))"},
        Row{"author:\"علی رضایی\"", R"((author "علی رضایی"))"},
        Row{"-category:ورزشی زلزله", R"((and "زلزله" (not (category "ورزشی"))))"},
        Row{"کد:660821", R"((code "660821"))"},
        Row{"date:1396/02", "(date 1396/02)"},
        Row{"تاریخ:۱۳۹۶/۰۲/۰۱..۱۳۹۶/۰۲/۱۰", "(date 1396/02/01..1396/02/10)"},
        Row{"date:مهر۱۴۰۲", "(date 1402/07)"},
        Row{"date:\"۱۲ مهر ۱۴۰۲\"", "(date 1402/07/12)"},
        Row{"date:2017-04-26", "(date 2017/04/26)"},
        Row{"date:1396..", "(date 1396..)"},
        Row{"date:..2017-04", "(date ..2017/04)"},
        Row{"date:اکتبر۲۰۲۳", "(date 2023/10)"},
    };
    for (const Row& row : rows) EXPECT_EQ(tree(row.typed), row.read) << row.typed;
}

// Origin: DESIGN of the language; و and یا are among the commonest words of Persian, so they are operators
// only beside parentheses and between single operands in a group.
TEST(ParseQuery, ReadsPersianOperatorsWhereTheyAreUnambiguous) {
    constexpr std::array rows{
        Row{"تهران و مشهد", R"((any "تهران" "و" "مشهد"))"},
        Row{"وزارت علوم، تحقیقات و فناوری", R"((any "وزارت" "علوم،" "تحقیقات" "و" "فناوری"))"},
        Row{"(تهران و مشهد)", R"((and "تهران" "مشهد"))"},
        Row{"(تهران یا مشهد)", R"((or "تهران" "مشهد"))"},
        Row{"(تهران يا مشهد)", R"((or "تهران" "مشهد"))"},
        Row{"(تهران و نه مشهد)", R"((and "تهران" (not "مشهد")))"},
        Row{"(زلزله یا سیل) و (بم یا لار)", R"((and (or "زلزله" "سیل") (or "بم" "لار")))"},
        Row{"زلزله و (بم یا لار)", R"((and "زلزله" (or "بم" "لار")))"},
        Row{"(زلزله سیل) و نه (بم لار)", R"((and (any "زلزله" "سیل") (not (any "بم" "لار"))))"},
        Row{"(وزیر علوم و فناوری)", R"((any "وزیر" "علوم" "و" "فناوری"))"},
        Row{"و", R"("و")"},
        Row{"(و)", R"("و")"},
    };
    for (const Row& row : rows) EXPECT_EQ(tree(row.typed), row.read) << row.typed;
}

struct Lenient {
    std::string_view typed;
    std::string_view read;
    std::string_view notes;
};

// Origin: slips of the kinds that the request logs of search boxes are full of.
TEST(ParseQuery, ReadsWhatIsBrokenAndSaysSo) {
    constexpr std::array rows{
        Lenient{"\"مبارزه با", R"((any "مبارزه" "با"))", "unbalanced-quote"},
        Lenient{"«مبارزه با\"", R"((phrase "مبارزه با"))", ""},
        Lenient{"مبارزه» با", R"((any "مبارزه" "با"))", "unbalanced-quote"},
        Lenient{"(زلزله", R"("زلزله")", "unbalanced-parenthesis"},
        Lenient{"زلزله)", R"("زلزله")", "unbalanced-parenthesis"},
        Lenient{"()", "(any)", ""},
        Lenient{"\"\"", "(any)", ""},
        Lenient{"AND", "(any)", "stray-operator"},
        Lenient{"زلزله AND", R"("زلزله")", "stray-operator"},
        Lenient{"OR زلزله", R"("زلزله")", "stray-operator"},
        Lenient{"زلزله OR OR سیل", R"((or "زلزله" "سیل"))", "stray-operator"},
        Lenient{"NEAR/3 زلزله", R"("زلزله")", "stray-operator"},
        Lenient{"زلزله + سیل", R"((any "زلزله" "سیل"))", "stray-operator"},
        Lenient{"زلزله - سیل", R"((any "زلزله" "سیل"))", ""},
        Lenient{"*", "(any)", "stray-operator"},
        Lenient{"ا*", R"("ا")", "short-wildcard"},
        Lenient{"کتاب* دفتر* قلم*", R"((any (prefix "کتاب") (prefix "دفتر") "قلم"))", "too-many-wildcards"},
        Lenient{"date:دیروز زلزله", R"("زلزله")", "bad-date"},
        Lenient{"date:1396/13", "(any)", "bad-date"},
        Lenient{"date:1396/08/31", "(any)", "bad-date"},
        Lenient{"«الف ب» NEAR/3 پ", R"((and (phrase "الف ب") "پ"))", "near-needs-words"},
        Lenient{"تهران NEAR در NEAR/3 مشهد", R"((near/10 "تهران" "مشهد"))", "near-needs-content"},
        Lenient{"تهران NEAR در", R"((any "تهران" "در"))", "near-needs-content"},
        Lenient{"در NEAR/50 از NEAR/50 به", R"((any "در" "از" "به"))", "near-needs-content"},
        Lenient{"الف NEAR/500 ب", R"((near/50 "الف" "ب"))", "near-too-far"},
        Lenient{"=«الف ب»", R"((phrase "الف ب"))", "exact-needs-word"},
        Lenient{"عنوان: تهران", R"((any "عنوان:" "تهران"))", ""},
        Lenient{"ساعت 12:30", R"((any "ساعت" "12:30"))", ""},
        Lenient{"--زلزله", R"((not "زلزله"))", ""},
        Lenient{"-(-زلزله)", R"("زلزله")", ""},
        Lenient{"title:(lead:الف)", R"((lead "الف"))", ""},
        // Origin: the fuzzer (corpus/parse_query/nested-and): what comes to be needed is no list in the list.
        Lenient{"+(-پ -ت) (ا -ب)", R"((and "ا" (not "ب") (not "پ") (not "ت")))", ""},
    };
    for (const Lenient& row : rows) {
        EXPECT_EQ(tree(row.typed), row.read) << row.typed;
        EXPECT_EQ(codes(row.typed), row.notes) << row.typed;
    }
}

TEST(ParseQuery, DropsControlsAndBidiMarks) {
    EXPECT_EQ(tree("\xE2\x80\xAEتهران\xE2\x80\xAC"), R"("تهران")");
    EXPECT_EQ(tree(std::string_view("تهران\0قم", 15)), R"((any "تهران" "قم"))");
    EXPECT_EQ(tree("تهران\xFF\xFEقم"), R"((any "تهران" "قم"))");
    EXPECT_EQ(tree("می\u200cرود"), "\"می\u200cرود\"");
}

TEST(ParseQuery, KeepsItsLimits) {
    std::string many;
    for (int i = 0; i < 40; ++i) many += "ا" + std::to_string(i) + " ";
    const auto words = parse_query(many).query;
    EXPECT_EQ(std::get<jooya::query::Any>(words.node).of.size(), jooya::QueryLimits{}.words);
    EXPECT_EQ(codes(many), "too-many-words");

    EXPECT_EQ(codes(std::string(300, 'a')), "too-long");
    EXPECT_EQ(tree(std::string(300, 'a')), '"' + std::string(256, 'a') + '"');

    EXPECT_EQ(tree(std::string(40, '(') + "ab" + std::string(40, ')')), "\"ab\"");
    EXPECT_EQ(codes(std::string(40, '(') + "ab" + std::string(40, ')')), "too-deep");
    EXPECT_EQ(codes(std::string(10'000, '(')), "too-long unbalanced-parenthesis");

    std::string phrase = "«";
    for (int i = 0; i < 40; ++i) phrase += "ب" + std::to_string(i) + " ";
    const auto cut = parse_query(phrase + "»").query;
    EXPECT_EQ(std::ranges::count(std::get<jooya::query::Phrase>(cut.node).text, ' '), 31);
}

// Origin: the fuzzer (corpus/parse_query/cut-phrase): the cut left a phrase of a full stop, which is none.
TEST(ParseQuery, CountsTheWordsOfAPhraseAndNotItsPunctuation) {
    std::string typed;
    for (int i = 0; i < 31; ++i) typed += "ا" + std::to_string(i) + " ";
    const auto last_of = [&](std::string_view phrase) {
        const auto query = parse_query(typed + std::string(phrase)).query;
        return to_string(std::get<jooya::query::Any>(query.node).of.back());
    };
    EXPECT_EQ(last_of("«. ب پ»"), R"((phrase ". ب"))");
    EXPECT_EQ(last_of("«ب - .»"), R"((phrase "ب - ."))");
    EXPECT_EQ(tree("agency:«ایرنا - پلاس»"), R"((agency "ایرنا - پلاس"))");
}

// The law of the printed form: what a tree prints is read as that tree again.
TEST(ParseQueryProperty, ReadsItsOwnPrintingAgain) {
    constexpr std::array<std::string_view, 36> pieces{
        "تهران",  "زلزله", "می\u200cرود", "و",    "یا",   "نه",     " و ",       " یا ", "AND",
        "OR",     "NOT",   "NEAR/3",      "NEAR", "(",    ")",      "\"",        "«",    "»",
        "+",      "-",     "=",           "*",    ":",    "title:", "agency:",   "کد:",  "date:",
        "1396/2", "..",    "مهر",         "متن:", "کتاب", "\u200c", "tag:(ب پ)", ".",    "\u064e"};
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    const jooya::QueryLimits wide{
        .characters = 100'000, .words = 10'000, .wildcards = 1'000, .nesting = 1'000};
    for (int round = 0; round < 20'000; ++round) {
        std::string typed;
        // Some are long enough to meet the limits.
        const auto length = random() % (round % 8 == 0 ? 90 : 14);
        for (unsigned i = 0; i < length; ++i) {
            typed += pieces[random() % pieces.size()];
            if (random() % 3 != 0) typed += ' ';
        }
        const jooya::Query first = parse_query(typed).query;
        const std::string printed = to_query_text(first);
        const jooya::Query second = parse_query(printed, wide).query;
        ASSERT_EQ(to_string(first), to_string(second))
            << "seed " << seed << "\ntyped   " << typed << "\nprinted " << printed;
        ASSERT_TRUE(first == second);
    }
}

TEST(ParseQueryProperty, EndsOnAnyBytes) {
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 5'000; ++round) {
        std::string bytes(random() % 400, '\0');
        std::ranges::generate(bytes, [&] { return static_cast<char>(random() % 256); });
        const auto parsed = parse_query(bytes);
        ASSERT_FALSE(to_string(parsed.query).empty()) << "seed " << seed;
    }
}

TEST(ParseQuery, TakesEveryPairOfPrintableCharacters) {
    for (char a = ' '; a <= '~'; ++a) {
        for (char b = ' '; b <= '~'; ++b) {
            const std::string typed{a, b};
            const auto parsed = parse_query(typed);
            EXPECT_EQ(to_string(parse_query(to_query_text(parsed.query)).query), to_string(parsed.query))
                << typed;
        }
    }
}

}  // namespace
