// SPDX-License-Identifier: GPL-3.0-or-later
// What a page suggests instead of what was typed, and where it leaves well alone.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "jooya/indexer/index_writer.hpp"
#include "jooya/searcher/searcher.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Page;
using jooya::Searcher;
using jooya::Suggestion;

class SuggestQuery : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new jooya::testing::TemporaryFolder;
        jooya::IndexWriter writer(path());
        int code = 0;
        const auto put = [&](int times, const std::string& title) {
            for (int i = 0; i < times; ++i) {
                jooya::Article article;
                article.code = std::to_string(++code);
                article.title = title;
                writer.put(article);
            }
        };
        put(20, "مبارزه با تروریسم در سوریه");
        put(20, "کتاب‌های تازهٔ علی");
        put(3, "کباب شد");
        put(60, "قیمت نفت در بازار جهانی");
        put(1500, "صد نفر در سفر");
        put(10, "رئیس‌جمهور و پسر او در آژانس");
        put(5, "مجلس شورای اسلامی");
        put(5, "توافق هسته‌ای");
        put(12, "دانشجویان دانشگاه تهران");
        put(4, "search engine");
        put(8, "خبر BBC از تهران");
        put(9, "می‌رود به خانه");
        put(1, "قبمت نفت در بازار جهانی");
        put(40, "خرس قطبی در شمال");
        put(4, "گیاهان طبی شیراز");
        put(80, "آیین همسرداری در اسلام");
        writer.commit();
    }

    static void TearDownTestSuite() {
        delete folder_;
        folder_ = nullptr;
    }

    static std::string path() { return *folder_ / "news.db"; }

    static std::string suggestion_for(std::string_view text) {
        Searcher searcher({path()});
        const Page page = searcher.search({.query = std::string(text)});
        if (!page.suggestion) return "";
        constexpr std::string_view kinds[] = {"spelling", "layout", "finglish"};
        return std::string(kinds[static_cast<std::size_t>(page.suggestion->kind)]) + ": " +
               page.suggestion->query;
    }

    struct Row {
        std::string_view typed;
        std::string_view suggested;
    };

    static void expect(const std::vector<Row>& rows) {
        for (const Row& row : rows) EXPECT_EQ(suggestion_for(row.typed), row.suggested) << row.typed;
    }

  private:
    static jooya::testing::TemporaryFolder* folder_;
};
jooya::testing::TemporaryFolder* SuggestQuery::folder_ = nullptr;

TEST_F(SuggestQuery, LeavesKnownWordsAlone) {
    expect({{"مبارزه با تروریسم", ""},
            {"علی کباب شد", ""},
            {"کتابهایشان", ""},
            {"خبر BBC", ""},
            {"bbc", ""},
            {"خبر ABC", ""},
            {"1402", ""},
            {"", ""},
            {"؟!", ""}});
}

TEST_F(SuggestQuery, MendsOneSlip) {
    expect({{"مبارزه با تروریثم", "spelling: مبارزه با تروریسم"},
            {"مبرازه", "spelling: مبارزه"},
            {"مبارززه", "spelling: مبارزه"},
            {"مبارزخ", "spelling: مبارزه"},
            {"مباره", "spelling: مبارزه"},
            {"مبا رزه با تروریسم", "spelling: مبارزه با تروریسم"},
            {"توافق هصتهای", "spelling: توافق هسته‌ای"}});
}

// «نفر» is far more frequent as «نفت», but not beside «قیمت».
TEST_F(SuggestQuery, ChoosesByTheOtherWords) {
    expect({{"قیمت نفط جهانی", "spelling: قیمت نفت جهانی"}, {"صد نفط", "spelling: صد نفر"}});
}

TEST_F(SuggestQuery, DoubtsAWordThatHardlyAnArticleHas) {
    expect({{"قبمت نفت در بازار", "spelling: قیمت نفت در بازار"}});
}

TEST_F(SuggestQuery, DoubtsARareWordAmongStrangers) {
    expect({{"خرس طبی", "spelling: خرس قطبی"}, {"گیاهان طبی", ""}, {"طبی", ""}});
}

// The index holds همسر and داری.
TEST_F(SuggestQuery, MendsCompounds) {
    expect({{"آیین همصرداری", "spelling: آیین همسرداری"}, {"آیین همسرداری", ""}});
}

TEST_F(SuggestQuery, KnowsTheOtherKeyboardLayout) {
    expect({{"lfhvci fh jv,vdsl", "layout: مبارزه با تروریسم"},
            {"Lfhvci fh jv,vdsl", "layout: مبارزه با تروریسم"},
            {"LFHVCI", "layout: مبارزه"},
            {"vSds [li,v", "layout: رئیس جمهور"},
            {"vmds [li,v \\sv", "layout: رئیس جمهور پسر"},
            {"HChks", "layout: آژانس"},
            {"مبارزه fh تروریسم", "layout: مبارزه با تروریسم"},
            {"سثشقزا", "layout: search"},
            {"سثشقزا ثدلهدث", "layout: search engine"}});
}

TEST_F(SuggestQuery, ReadsPersianInLatinLetters) {
    expect({{"mobareze ba terrorism", "finglish: مبارزه با تروریسم"},
            {"Tehran", "finglish: تهران"},
            {"shora-ye eslami", "finglish: شورای اسلامی"},
            {"tavafogh haste i", "finglish: توافق هسته‌ای"},
            {"daneshgahe tehran 1402", "finglish: دانشگاه تهران 1402"},
            {"xqzwkj", ""}});
}

// Words within signs are mended one by one, and the signs stay.
TEST_F(SuggestQuery, KeepsTheSignsOfTheQuery) {
    expect({{"+مبرازه -سوریه", "spelling: +مبارزه -سوریه"}, {"title:lfhvci", "layout: title:(مبارزه)"}});
}

}  // namespace
