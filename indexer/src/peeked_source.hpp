// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// A source whose first bytes can be looked at before they are read.
class PeekedSource final : public ByteSource {
  public:
    explicit PeekedSource(ByteSource& bytes) : bytes_(&bytes) {
        constexpr std::size_t looked_at = 512;  // a tar header
        head_.resize(looked_at);
        std::size_t size = 0;
        while (size < looked_at) {
            const std::size_t got = bytes_->read(head_.data() + size, looked_at - size);
            if (got == 0) break;
            size += got;
        }
        head_.resize(size);
    }

    [[nodiscard]] std::string_view head() const { return head_; }

    std::size_t read(char* into, std::size_t size) override {
        if (given_ == head_.size()) return bytes_->read(into, size);
        const std::size_t count = std::min(size, head_.size() - given_);
        std::copy_n(head_.data() + given_, count, into);
        given_ += count;
        return count;
    }

  private:
    ByteSource* bytes_;
    std::string head_;
    std::size_t given_ = 0;
};

}  // namespace jooya
