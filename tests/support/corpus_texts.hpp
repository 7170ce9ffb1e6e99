// SPDX-License-Identifier: GPL-3.0-or-later
// The texts under corpus/, as bytes.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace jooya::testing {

/// All files of corpus/, in order of name.
inline std::vector<std::string> corpus_texts() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(JOOYA_SOURCE_DIR "/corpus")) {
        if (entry.is_regular_file() && entry.path().extension() != ".md") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    if (texts.empty()) throw std::runtime_error("corpus/ is empty");
    return texts;
}

}  // namespace jooya::testing
