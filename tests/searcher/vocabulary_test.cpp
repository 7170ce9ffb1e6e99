// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "jooya/indexer/index_writer.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::Completions;
using jooya::Vocabulary;

class VocabularyOf : public testing::Test {
  protected:
    void SetUp() override {
        jooya::IndexWriter writer(path());
        const auto put = [&](const std::string& code, const std::string& title) {
            jooya::Article article;
            article.code = code;
            article.title = title;
            // A keyword's terms stand among the words'.
            article.agency = "زنگ";
            writer.put(article);
        };
        put("1", "زلزله در بم");
        put("2", "زلزله‌های شدید");
        put("3", "زلزله زنجان Tehran");
        writer.commit();
    }

    [[nodiscard]] std::string path() const { return folder_ / "news.db"; }

    [[nodiscard]] Vocabulary vocabulary() const {
        const Xapian::Database database(path());
        return {database, {database}};
    }

    static std::string text_of(const Completions& completions) {
        std::string text;
        for (const jooya::CountedWord& word : completions.words) {
            text += word.word + ':' + std::to_string(word.articles) + ' ';
        }
        return text + (completions.is_cut ? "…" : ".");
    }

  private:
    jooya::testing::TemporaryFolder folder_;
};

TEST_F(VocabularyOf, CountsArticlesOfThisForm) {
    EXPECT_EQ(vocabulary().frequency("زلزله"), 2);
    EXPECT_EQ(vocabulary().frequency("زلزلههای"), 1);
    EXPECT_EQ(vocabulary().frequency("زلزل"), 0);
    EXPECT_EQ(vocabulary().frequency("زنگ"), 0);
    EXPECT_EQ(vocabulary().frequency("Zزلزله"), 0);
    EXPECT_EQ(vocabulary().frequency(""), 0);
}

TEST_F(VocabularyOf, KnowsBeginnings) {
    EXPECT_TRUE(vocabulary().has_beginning("زل"));
    EXPECT_TRUE(vocabulary().has_beginning("زلزله"));
    EXPECT_TRUE(vocabulary().has_beginning("teh"));
    EXPECT_FALSE(vocabulary().has_beginning("زلا"));
    EXPECT_FALSE(vocabulary().has_beginning("Zز"));
}

TEST_F(VocabularyOf, CompletesWithTheMostFrequentFirst) {
    EXPECT_EQ(text_of(vocabulary().completions("ز", 9)), "زلزله:2 زلزلههای:1 زنجان:1 .");
    EXPECT_EQ(text_of(vocabulary().completions("ز", 2)), "زلزله:2 زلزلههای:1 …");
    EXPECT_EQ(text_of(vocabulary().completions("X", 2)), ".");
}

TEST_F(VocabularyOf, VisitsWordsUntilTold) {
    std::string visited;
    vocabulary().for_each("ز", [&](std::string_view word, std::uint32_t articles) {
        visited += std::string(word) + ':' + std::to_string(articles) + ' ';
        return word != "زلزلههای";
    });
    EXPECT_EQ(visited, "زلزله:2 زلزلههای:1 ");
}

// What takes long to find is remembered: the answer is the same the second time, and of any length.
TEST_F(VocabularyOf, RemembersLongLists) {
    constexpr int words = 1200;
    const std::string file = path() + "-long";
    {
        jooya::IndexWriter writer(file);
        jooya::Article article;
        article.code = "1";
        for (int i = 0; i < words; ++i) article.body += "z" + std::to_string(10000 + i) + "w ";
        writer.put(article);
        writer.commit();
    }
    const Xapian::Database database(file);
    const Vocabulary many(database, {database});
    const std::string first = text_of(many.completions("z", 3));
    EXPECT_EQ(first, "z10000w:1 z10001w:1 z10002w:1 …");
    EXPECT_EQ(text_of(many.completions("z", 3)), first);
    EXPECT_EQ(many.completions("z", 5000).words.size(), 1000);
    EXPECT_TRUE(many.completions("z", 5000).is_cut);
    EXPECT_EQ(many.completions("z100", 200).words.size(), 100);
}

}  // namespace
