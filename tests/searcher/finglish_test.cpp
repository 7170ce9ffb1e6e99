// SPDX-License-Identifier: GPL-3.0-or-later
#include "finglish.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "golden_table.hpp"
#include "jooya/analyzers/analyzer.hpp"
#include "write_words.hpp"

namespace {

using jooya::FinglishReader;
using jooya::Vocabulary;

// A database of the words of Persian news: as many of its articles hold a word as the lexicon's frequency class
// says, round(2 log2 count), scaled down.
Xapian::Database news_words() {
    constexpr std::uint32_t articles = 2048;
    constexpr double scale = 256;
    std::vector<Xapian::Document> documents(articles);
    std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same words in the same articles
    for (const char* name : {"lexicon.tsv", "news_words.tsv"}) {
        std::ifstream file(std::string(JOOYA_SOURCE_DIR "/analyzers/data/") + name);
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || line.front() == '#') continue;
            const std::string word = line.substr(0, line.find('\t'));
            const double count = std::pow(2, std::stod(line.substr(line.rfind('\t') + 1)) / 2);
            const double holding = std::clamp(count / scale, 1.0, static_cast<double>(articles));
            for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(holding); ++i) {
                documents[random() % articles].add_term(jooya::fold_for_matching(word));
            }
        }
    }
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (const Xapian::Document& document : documents) database.add_document(document);
    jooya::testing::write_words(database);
    return database;
}

class Finglish : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const Xapian::Database words = news_words();
        vocabulary_ = new Vocabulary(words, {words});
    }
    static void TearDownTestSuite() {
        delete vocabulary_;
        vocabulary_ = nullptr;
    }

    static std::string read(const std::string& text) {
        FinglishReader reader(*vocabulary_);
        std::istringstream words(text);
        std::string all;
        for (std::string word; words >> word;) {
            const auto readings = reader.read(word, 3);
            all += (all.empty() ? "" : " ") + (readings.empty() ? "?" : readings.front().text);
        }
        return all;
    }

    static std::string without_spaces(const std::string& text) {
        std::string folded = jooya::fold_for_matching(text);
        std::erase(folded, ' ');
        return folded;
    }

    static Vocabulary* vocabulary_;
};
Vocabulary* Finglish::vocabulary_ = nullptr;

// Without the other words of a query, and by the lexicon's words alone, which have few names: with an index of news
// scripts/evaluate-robustness measures more.
TEST_F(Finglish, ReadsFourFifthsOfTheTableRight) {
    for (const char* half : {"first", "second"}) {
        int rows = 0;
        int right = 0;
        std::string wrong;
        for (const auto& row : jooya::testing::golden_rows("finglish.tsv", 4)) {
            if (row.cells[2] != half) continue;
            ++rows;
            const std::string text = read(row.cells[0]);
            const bool is_right = without_spaces(text) == without_spaces(row.cells[1]);
            right += is_right ? 1 : 0;
            if (!is_right) wrong += row.cells[0] + " read as " + text + ", not " + row.cells[1] + '\n';
        }
        EXPECT_EQ(rows, 50);
        EXPECT_GE(right * 5, rows * 4) << half << " half: " << right << " of " << rows << '\n' << wrong;
    }
}

TEST_F(Finglish, OffersTheLikeliestFirst) {
    FinglishReader reader(*vocabulary_);
    const auto readings = reader.read("khabar", 3);
    ASSERT_GE(readings.size(), 2);
    EXPECT_EQ(readings.front().text, "خبر");
    EXPECT_GT(readings[0].score, readings[1].score);
}

TEST_F(Finglish, ReadsNothingIntoRubbish) {
    FinglishReader reader(*vocabulary_);
    EXPECT_TRUE(reader.read("", 3).empty());
    EXPECT_TRUE(reader.read("xqzwkj", 3).empty());
    EXPECT_TRUE(reader.read(std::string(100, 'a'), 3).empty());
}

// What one query may cost is bounded: further words are not read.
TEST_F(Finglish, StopsAfterManyLookUps) {
    FinglishReader reader(*vocabulary_);
    std::mt19937 random(2);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
    for (int i = 0; i < 2000; ++i) {
        std::string word;
        for (int letter = 0; letter < 12; ++letter) word += "aeioushkhrmnbt"[random() % 14];
        (void)reader.read(word, 1);
    }
    EXPECT_TRUE(reader.read("jomhuri", 1).empty());
    EXPECT_FALSE(FinglishReader(*vocabulary_).read("jomhuri", 1).empty());
}

}  // namespace
