// SPDX-License-Identifier: GPL-3.0-or-later
// The texts under corpus/, as bytes.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace jooya::testing {

/// All files of corpus/, or of one folder in it, in order of name.
inline std::vector<std::string> corpus_texts(std::string_view folder = {}) {
    std::vector<std::filesystem::path> paths;
    const std::filesystem::path root = std::filesystem::path(JOOYA_SOURCE_DIR "/corpus") / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.is_regular_file() && entry.path().extension() != ".md") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    if (texts.empty()) throw std::runtime_error(root.string() + " is empty");
    return texts;
}

}  // namespace jooya::testing
