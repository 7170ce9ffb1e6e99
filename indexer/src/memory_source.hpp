// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// Bytes that are in memory already; they must live as long as this.
class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : rest_(bytes) {}

    std::size_t read(char* into, std::size_t size) override {
        const std::size_t count = std::min(size, rest_.size());
        std::memcpy(into, rest_.data(), count);
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
};

}  // namespace jooya
