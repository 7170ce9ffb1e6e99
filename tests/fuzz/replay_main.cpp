// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer over files instead of libFuzzer's own inputs, so that every build checks the known ones.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    std::size_t inputs = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
            // Named first: where the input breaks a law, this line is what says which one it was.
            fmt::print("{}\n", entry.path().string());
            std::fflush(stdout);
            std::ifstream file(entry.path(), std::ios::binary);
            std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
            // An allocation of exactly this size lets AddressSanitizer see a read one byte too far.
            bytes.shrink_to_fit();
            LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
            ++inputs;
        }
    }
    if (inputs == 0) {
        fmt::print(stderr, "there is no input in the folders given\n");
        return 1;
    }
    fmt::print("{} inputs\n", inputs);
    return 0;
}
