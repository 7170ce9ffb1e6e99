// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_phrases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "data_file.hpp"

namespace {

using jooya::PagePhrase;

TEST(PagePhrases, EverySpellingMatches) {
    for (const char* line : {"نیازمندیها", "نیازمندی‌ها", "نیازمندی ها", "نيازمنديها",
                             "  نیازمندیها:", "نیازمندی¬ها"}) {
        EXPECT_EQ(jooya::page_phrase(line), PagePhrase::cut) << line;
    }
    EXPECT_EQ(jooya::page_phrase("انتهای پیام/4022"), PagePhrase::end);
    EXPECT_EQ(jooya::page_phrase("انتهاي پيام/۱۰۲"), PagePhrase::end);
    EXPECT_EQ(jooya::page_phrase("۲ نظر در انتظار بررسی"), PagePhrase::cut);
    EXPECT_EQ(jooya::page_phrase("بیشتر بخوانید:"), PagePhrase::link);
}

TEST(PagePhrases, AnEndMarkMayBeSignedAndAReferenceHasItsTitle) {
    EXPECT_EQ(jooya::page_phrase("انتهای پیام/م ۱۲"), PagePhrase::end);
    EXPECT_EQ(jooya::page_phrase("انتهای پیام/ این خبر در پنج شهر خوانده شد"), std::nullopt);
    EXPECT_EQ(jooya::page_phrase("بیشتر بخوانید: نسخه پزشک برای روزهای آلوده"), PagePhrase::reference);
    EXPECT_EQ(jooya::page_phrase("وزیر: بیشتر بخوانید"), std::nullopt);
}

TEST(PagePhrases, SomeLinesAreKnownByTheirOpening) {
    EXPECT_EQ(jooya::page_phrase("تمامی حقوق مادی و معنوی این سایت متعلق به نمونه است."), PagePhrase::line);
    EXPECT_EQ(jooya::page_phrase("همه حقوق کارگران این کارخانه پرداخت شد."), std::nullopt);
}

TEST(PagePhrases, SomeLinesAreKnownByWordsInThem) {
    EXPECT_EQ(jooya::page_phrase("نمونه، صدای شهر شما. تمامی حقوق این وبگاه محفوظ است."), PagePhrase::line);
    EXPECT_EQ(jooya::page_phrase("حقوق مالکانه این خانواده محفوظ است."), std::nullopt);
}

TEST(PagePhrases, ReadersHeadingsMayBeCounted) {
    EXPECT_EQ(jooya::page_phrase("نظرات کاربران (۱۲)"), PagePhrase::comments);
    EXPECT_TRUE(jooya::is_counted("نظرات کاربران (۱۲)"));
    EXPECT_TRUE(jooya::is_counted("۳ دیدگاه"));
    EXPECT_FALSE(jooya::is_counted("نظرات کاربران"));
}

TEST(PagePhrases, ASentenceIsNeverFurniture) {
    EXPECT_EQ(
        jooya::page_phrase("نیازمندی‌های روزنامه همشهری دو برابر شد"),
        std::nullopt);
    EXPECT_EQ(jooya::page_phrase("نظر شما درباره این طرح چیست؟"), std::nullopt);
    EXPECT_EQ(jooya::page_phrase(""), std::nullopt);
}

TEST(PagePhrases, AnEndMarkIsCutOffAParagraph) {
    EXPECT_EQ(jooya::without_end_mark("بازی پایان یافت. انتهای پیام/۱۰۲"), "بازی پایان یافت.");
    EXPECT_EQ(jooya::without_end_mark("بازی پایان یافت.انتهای پیام"), "بازی پایان یافت.");
    EXPECT_EQ(jooya::without_end_mark("در انتهای پیام او آمده است"), "در انتهای پیام او آمده است");
}

TEST(PagePhrases, LabelsNameTheirField) {
    const auto code = jooya::labelled_value("کد خبر: 660821");
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->field, jooya::ArticleField::code);
    EXPECT_EQ(code->value, "660821");
    EXPECT_EQ(jooya::labelled_value("كد خبر : ۶۶۰۸۲۱")->value, "۶۶۰۸۲۱");
    EXPECT_EQ(jooya::labelled_value("کد خبر ۶۶۰۸۲۱")->value, "۶۶۰۸۲۱");
    EXPECT_FALSE(jooya::labelled_value("گروه ما ۲").has_value());
    EXPECT_FALSE(jooya::labelled_value("گروه یک: ایران و چین").has_value());
    EXPECT_FALSE(jooya::labelled_value("وزیر گفت: کد خبر").has_value());
}

TEST(PagePhrases, TheDatelineNamesTheAgency) {
    EXPECT_EQ(jooya::dateline_agency("خبرگزاری تسنیم: به نقل از خبرگزاری «نووستی»، گفت"), "خبرگزاری تسنیم");
    EXPECT_EQ(jooya::dateline_agency("خبرگزاري نگاه روز: وزير گفت"), "خبرگزاري نگاه روز");
    EXPECT_EQ(jooya::dateline_agency("به گزارش خبرگزاری سپیدار، سعید"), "خبرگزاری سپیدار");
    EXPECT_EQ(jooya::dateline_agency(
                  "به گزارش خبرگزاری آفتاب شرق به نقل از رسانه‌ها، "
                  "کشتی"),
              "خبرگزاری آفتاب شرق");
    EXPECT_EQ(jooya::dateline_agency("وزیر دفاع گفت: خبرگزاری تسنیم"), "");
    EXPECT_EQ(jooya::dateline_agency(
                  "خبرگزاری‌ها در سال گذشته با دشواری‌های بسیار "
                  "روبه‌رو "
                  "شدند: "
                  "یک "
                  "گزارش"),
              "");
}

TEST(PagePhrases, DataFilesSayHowManyRowsTheyHave) {
    for (const std::string_view file :
         {jooya::data::boilerplate, jooya::data::html_hints, jooya::data::labels}) {
        const std::size_t count = file.find("Count: ");
        ASSERT_NE(count, std::string_view::npos);
        const auto rows = std::count(file.begin(), file.end(), '\t');
        EXPECT_EQ(std::stol(std::string(file.substr(count + 7, 5))), rows);
    }
}

}  // namespace
