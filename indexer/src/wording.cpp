// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/wording.hpp"

#include <optional>
#include <utility>

#include "jooya/analyzers/token.hpp"
#include "varint.hpp"

namespace jooya {
WordPrint stem_print(std::string_view stem) {
    return stem_print(hash_of_word(stem));
}

WordPrint word_print(std::string_view stem, std::string_view surface) {
    return word_print(hash_of_word(stem), hash_of_word(surface));
}

void WordingBuilder::add(TextPart part, WordPrint print) {
    if (part != TextPart::body) ++counts_[part == TextPart::title ? 0 : 1];
    prints_ += static_cast<char>(print & 0xFFU);
    prints_ += static_cast<char>(print >> 8U);
}

std::string WordingBuilder::finish() {
    std::string bytes;
    if (!prints_.empty()) {
        bytes.reserve(prints_.size() + 4);
        for (const std::size_t count : counts_) put_number(bytes, count);
        bytes += prints_;
    }
    counts_[0] = counts_[1] = 0;
    prints_.clear();
    return bytes;
}

Wording::Wording(std::string_view bytes) {
    const std::optional<std::uint64_t> title = take_number(bytes);
    const std::optional<std::uint64_t> lead = take_number(bytes);
    if (!title || !lead || bytes.size() % 2 != 0 || *title > bytes.size() / 2 ||
        *lead > bytes.size() / 2 - *title) {
        return;
    }
    title_end_ = *title;
    lead_end_ = *title + *lead;
    prints_ = bytes;
}

}  // namespace jooya
