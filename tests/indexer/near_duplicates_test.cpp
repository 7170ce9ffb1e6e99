// SPDX-License-Identifier: GPL-3.0-or-later
#include "near_duplicates.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "build_index.hpp"
#include "digest.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/tombstones.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace jooya;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t noon = 1'493'193'600;  // 2017-04-26, noon in Tehran

Signature of(const std::vector<std::string>& stems) {
    SignatureBuilder builder;
    for (const std::string& stem : stems) builder.add(stem);
    return builder.finish();
}

std::vector<std::string> words(int begin, int end) {
    std::vector<std::string> made;
    for (int i = begin; i < end; ++i) made.push_back("w" + std::to_string(i));
    return made;
}

TEST(Signature, AgreesAsMuchAsThePairsDo) {
    EXPECT_EQ(agreement(of(words(0, 100)), of(words(0, 100))), Signature::size);
    EXPECT_LE(agreement(of(words(0, 100)), of(words(100, 200))), 1U);
    // Over many texts the mean is the share of common pairs: here 80 of 120.
    double sum = 0;
    constexpr int texts = 200;
    for (int i = 0; i < texts; ++i) {
        const int first = i * 1000;
        sum +=
            static_cast<double>(agreement(of(words(first, first + 101)), of(words(first + 20, first + 121))));
    }
    EXPECT_NEAR(sum / texts / Signature::size, 80.0 / 120.0, 0.02);
}

TEST(Signature, IsReadAgainFromItsBytes) {
    const Signature signature = of(words(0, 50));
    const jooya::Clusters::Place place{"12", {.seconds = -5}, signature};
    const std::string bytes = to_bytes(place, "7");
    EXPECT_EQ(bytes.size(), 48U + 16U + 1U);
    const auto member = jooya::member_of(bytes);
    ASSERT_TRUE(member);
    EXPECT_EQ(member->signature, signature);
    EXPECT_EQ(member->code, jooya::hash64("12"));
    EXPECT_EQ(member->seconds, -5);
    EXPECT_EQ(member->cluster, "7");
    EXPECT_FALSE(of(words(0, 4)).is_known) << "too little to tell";
    EXPECT_FALSE(jooya::member_of("short"));
}

std::string text_of(int begin, int end) {
    std::string text;
    for (const std::string& word : words(begin, end)) text += word + ' ';
    return text;
}

// The cluster of each article, in the order of their codes.
std::vector<std::string> clusters(const std::string& path, const std::vector<std::string>& codes) {
    const Xapian::Database database(path);
    std::vector<std::string> found;
    for (const std::string& code : codes) {
        const Xapian::docid article = jooya::Tombstones::of(database).living(database, "Q" + code);
        found.push_back(article == 0 ? "-" : database.get_document(article).get_value(slot_cluster));
    }
    return found;
}

Article story(const std::string& code, std::int64_t seconds, int begin = 0, int end = 60) {
    return {.code = code,
            .title = "t" + code,
            .body = text_of(begin, end),
            .date = Timestamp{.seconds = seconds}};
}

TEST(Clusters, HoldCopiesWithinThreeDays) {
    const jooya::testing::TemporaryFolder folder;
    const std::string path = folder / "news.db";
    using jooya::testing::build_index;
    build_index(path,
                {story("1", noon), story("2", noon + day), story("3", noon + 3 * day),
                 story("4", noon + 8 * day), story("5", noon, 500, 560), story("6", noon - 2 * day, 3, 62)});
    EXPECT_EQ(clusters(path, {"1", "2", "3", "4", "5", "6"}),
              (std::vector<std::string>{"1", "1", "1", "4", "5", "1"}));
    // Another run finds those of the run before.
    build_index(path, {story("7", noon + 2 * day), story("8", noon + 9 * day)});
    EXPECT_EQ(clusters(path, {"7", "8"}), (std::vector<std::string>{"1", "4"}));
}

TEST(Clusters, FollowCorrections) {
    const jooya::testing::TemporaryFolder folder;
    const std::string path = folder / "news.db";
    jooya::testing::build_index(path, {story("1", noon), story("2", noon), story("3", noon, 500, 560)});
    IndexWriter writer(path);
    writer.put(story("2", noon, 800, 860));
    writer.put(story("3", noon));
    writer.put(story("1", noon, 0, 58));
    writer.commit();
    EXPECT_EQ(clusters(path, {"1", "2", "3"}), (std::vector<std::string>{"1", "2", "1"}));
    writer.remove("1");
    writer.remove("3");
    writer.put(story("9", noon));
    writer.commit();
    EXPECT_EQ(clusters(path, {"1", "3", "9"}), (std::vector<std::string>{"-", "-", "9"}));
}

TEST(Clusters, LeaveTheUndatedAlone) {
    const jooya::testing::TemporaryFolder folder;
    const std::string path = folder / "news.db";
    jooya::testing::build_index(
        path, {{.code = "1", .body = text_of(0, 60)}, {.code = "2", .body = text_of(0, 60)}});
    EXPECT_EQ(clusters(path, {"1", "2"}), (std::vector<std::string>{"", ""}));
}

}  // namespace
