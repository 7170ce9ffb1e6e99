// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace jooya {

/// Two pieces of a word put together on the stack, for looking it up. Pieces that do not fit are cut.
class SmallString {
  public:
    static constexpr std::size_t capacity = 128;

    SmallString(std::string_view head, std::string_view tail) {
        append(head);
        append(tail);
    }

    [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

  private:
    void append(std::string_view piece) {
        const std::size_t taken = std::min(piece.size(), capacity - size_);
        std::memcpy(bytes_.data() + size_, piece.data(), taken);
        size_ += taken;
    }

    std::array<char, capacity> bytes_;
    std::size_t size_ = 0;
};

}  // namespace jooya
