// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_walker.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using jooya::testing::TemporaryFolder;

/// A walk as one line: names of files, "(ignored)" and "reason" behind those that are not read.
std::string walked(const std::string& root) {
    std::string line;
    jooya::walk(root, [&](jooya::WalkItem&& item) {
        if (!line.empty()) line += ' ';
        if (const auto* found = std::get_if<jooya::FoundFile>(&item)) {
            line += fs::path(found->path).filename().string();
        } else if (const auto* ignored = std::get_if<jooya::IgnoredFile>(&item)) {
            line += '(' + fs::path(ignored->path).filename().string() + ')';
        } else {
            const auto& reject = std::get<jooya::Reject>(item);
            line += fs::path(reject.source).filename().string() + ':' + std::string(name_of(reject.reason));
        }
        return true;
    });
    return line;
}

TEST(FileWalker, GoesThroughFoldersInOrder) {
    const TemporaryFolder folder;
    for (const char* name :
         {"c.txt", "a.txt", "b/2.txt", "b/1.txt", "README", "README.md", "LICENSE", ".hidden", "x.md"}) {
        folder.write(name, "x");
    }
    EXPECT_EQ(walked(folder / ""), "(.hidden) (LICENSE) (README) (README.md) a.txt 1.txt 2.txt c.txt (x.md)");
    EXPECT_EQ(walked(folder / "README"), "README") << "named itself, it is meant";
}

TEST(FileWalker, LinksInCirclesEnd) {
    const TemporaryFolder folder;
    folder.write("a/1.txt", "x");
    fs::create_directory_symlink("..", folder / "a/up");
    fs::create_directory_symlink("a", folder / "b");
    fs::create_symlink("self", folder / "self");
    fs::create_symlink("nowhere", folder / "lost");
    EXPECT_EQ(walked(folder / ""), "1.txt lost:missing-path self:too-deep");
}

// Archives are laid out over several disks by links; the operator's own tree is trusted.
TEST(FileWalker, LinksOutOfTheTreeAreFollowedOnce) {
    const TemporaryFolder folder;
    folder.write("disk/1396/1.txt", "x");
    folder.write("disk/2.txt", "x");
    folder.write("in/3.txt", "x");
    fs::create_directory_symlink(folder / "disk/1396", folder / "in/1396");
    fs::create_directory_symlink(folder / "disk/1396", folder / "in/again");
    fs::create_symlink(folder / "disk/2.txt", folder / "in/2.txt");
    EXPECT_EQ(walked(folder / "in"), "1.txt 2.txt 3.txt");
}

TEST(FileWalker, PipesAndDevicesAreRefusedWithoutWaiting) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(walked(folder / ""), "pipe:not-a-file");
    EXPECT_EQ(walked("/dev/null"), "null:not-a-file");
    EXPECT_EQ(walked(folder / "none"), "none:missing-path");
}

}  // namespace
