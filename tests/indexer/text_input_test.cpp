// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_input.hpp"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <array>

#include "read_all.hpp"

namespace {

using jooya::Encoding;
using jooya::TextInput;
using jooya::testing::MemorySource;
using jooya::testing::read_all;

constexpr std::string_view page =
    "وزير نيرو گفت آب شرب روستاها تامين شد\r\n\r\nكد خبر: 12\r\n\r\nمتن خبر درباره آب و برق شهر است.\r\n";

std::string encoded(std::string_view utf8, const char* charset) {
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    std::string bytes(utf8.size() * 4 + 16, '\0');
    bytes.resize(static_cast<std::size_t>(
        text.extract(0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), charset)));
    return bytes;
}

TEST(TextInput, EveryEncodingOfArchivesIsFound) {
    struct Row {
        std::string bytes;
        Encoding expected;
        const char* origin;
    };
    const std::array rows = {
        Row{std::string(page), Encoding::utf8, "UTF-8"},
        Row{"\xEF\xBB\xBF" + std::string(page), Encoding::utf8, "UTF-8 with a mark"},
        Row{encoded(page, "windows-1256"), Encoding::windows_1256, "windows-1256"},
        Row{encoded(page, "UTF-16LE"), Encoding::utf16_little, "UTF-16 without a mark"},
        Row{"\xFF\xFE" + encoded(page, "UTF-16LE"), Encoding::utf16_little, "UTF-16 as Notepad saves it"},
        Row{"\xFE\xFF" + encoded(page, "UTF-16BE"), Encoding::utf16_big, "UTF-16, big end first"},
        Row{encoded("Министр сказал, что вода поступила в деревни", "KOI8-R"), Encoding::unknown, "Russian"},
        Row{encoded("Le ministère a déclaré que l'été était arrivé à Nîmes", "ISO-8859-1"), Encoding::unknown,
            "French"},
        Row{std::string(page) + '\xC7', Encoding::utf8, "a cut at the end of what was looked at"},
        Row{std::string(page) + '\xFF' + std::string(page), Encoding::utf8, "one damaged byte"},
    };
    for (const Row& row : rows) EXPECT_EQ(jooya::detect_encoding(row.bytes), row.expected) << row.origin;
}

TEST(TextInput, EveryEncodingGivesTheSameArticle) {
    const auto expected = read_all(page);
    ASSERT_EQ(expected.articles.size(), 1U) << expected.rejects_line();
    EXPECT_EQ(expected.articles[0].article.code, "12");
    for (const char* charset : {"windows-1256", "UTF-16LE", "UTF-16BE"}) {
        const auto result = read_all(encoded(page, charset));
        ASSERT_EQ(result.articles.size(), 1U) << charset << ' ' << result.rejects_line();
        EXPECT_EQ(result.articles[0].article, expected.articles[0].article) << charset;
    }
}

TEST(TextInput, LinesAcrossSeamsStayWhole) {
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += std::string(static_cast<std::size_t>(i % 97), 'a' + static_cast<char>(i % 26)) + "\r\n";
    text += "last";
    MemorySource source(text, 1009);
    TextInput input(source);
    std::string line;
    for (int i = 0; i < 5000; ++i) {
        ASSERT_EQ(input.next_line(line), TextInput::LineResult::line) << i;
        ASSERT_EQ(line, std::string(static_cast<std::size_t>(i % 97), 'a' + static_cast<char>(i % 26))) << i;
    }
    EXPECT_EQ(input.next_line(line), TextInput::LineResult::line);
    EXPECT_EQ(line, "last");
    EXPECT_EQ(input.next_line(line), TextInput::LineResult::end);
}

TEST(TextInput, AnEndlessLineIsPassedOverWithoutKeepingIt) {
    std::string text(jooya::max_record_bytes + 10, 'x');
    text += "\nnext\n";
    MemorySource source(text, 1 << 20);
    TextInput input(source);
    std::string line;
    EXPECT_EQ(input.next_line(line), TextInput::LineResult::too_long);
    EXPECT_EQ(input.next_line(line), TextInput::LineResult::line);
    EXPECT_EQ(line, "next");
}

}  // namespace
