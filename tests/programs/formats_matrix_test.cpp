// SPDX-License-Identifier: GPL-3.0-or-later
// Every format in every container, through the built jooya-index: the same articles make the same index.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "article_formats.hpp"
#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace jooya::testing;

const std::string program = std::string(JOOYA_BINARY_DIR) + "/jooya-index";

/// What `jooya-index export` gives after an update with `path`, where "-" reads `input`.
std::string exported(const std::string& path, std::string_view input = {}) {
    const TemporaryFolder folder;
    const std::vector<std::string> environment = {"LC_ALL=C.UTF-8"};
    const ProcessResult update =
        run({program, "update", "--jobs", "1", "--db", folder / "db", path}, input, environment);
    EXPECT_EQ(update.status, 0) << update.err;
    const ProcessResult result = run({program, "export", "--db", folder / "db"}, {}, environment);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
}

class EveryFormat : public ::testing::TestWithParam<std::string> {
  protected:
    const Files files = files_of_every_format().at(GetParam());
    const std::string expected = as_json_lines();
};

TEST_P(EveryFormat, GivesTheSameIndexFromAFolder) {
    const TemporaryFolder folder;
    for (const auto& [name, content] : files) folder.write("in/" + name, content);
    EXPECT_EQ(exported(folder / "in"), expected);
}

TEST_P(EveryFormat, GivesTheSameIndexFromEveryContainer) {
    for (const Container& container : containers) {
        const TemporaryFolder folder;
        if (container.is_archive()) {
            folder.write(std::string("in/a.") + container.name,
                         packed(files, container.format, container.filter));
        } else {
            for (const auto& [name, content] : files) {
                folder.write("in/" + name + '.' + container.name,
                             packed({{name, content}}, container.format, container.filter));
            }
        }
        EXPECT_EQ(exported(folder / "in"), expected) << container.name;
    }
}

TEST_P(EveryFormat, GivesTheSameIndexFromStandardInput) {
    if (files.size() == 1) {
        EXPECT_EQ(exported("-", files.begin()->second), expected);
    }
    EXPECT_EQ(exported("-", packed(files, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP)), expected);
}

INSTANTIATE_TEST_SUITE_P(FormatsMatrix, EveryFormat,
                         ::testing::Values("json lines", "json", "csv", "tsv", "rss", "atom", "hamshahri",
                                           "warc", "text", "html"),
                         [](const auto& format) {
                             std::string name = format.param;
                             std::erase(name, ' ');
                             return name;
                         });

}  // namespace
