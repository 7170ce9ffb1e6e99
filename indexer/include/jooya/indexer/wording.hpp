// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of an article in two bytes each, kept beside it in `slot_card`: what a search must know of the
// order of its words, for a third of the size and a twentieth of the writing of Xapian's positions.
//
//     wording := varint(tokens of the title) varint(tokens of the lead) print*
//     print   := two bytes, the low one first; 12 bits of the stem's XXH3, then 4 bits: 0 for a stop word, else 1 to 15
//                by the surface's XXH3
//
// Prints stand for title, lead and body in this order, one a token. Two words may share a print: of two
// different stems one pair in 4,096 does, of two forms of one stem one in 15. What is found by prints is
// therefore looked up in the article's text before it is shown.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace jooya {

using WordPrint = std::uint16_t;

inline constexpr unsigned stem_print_bits = 12;
inline constexpr WordPrint stem_print_mask = (1U << stem_print_bits) - 1;

/// The print of any form of the word with this stem: its low 12 bits, the others are 0. Here and below, hashes are
/// those of jooya/analyzers/token.hpp, hash_of_word.
WordPrint stem_print(std::string_view stem);
constexpr WordPrint stem_print(std::uint64_t stem_hash) {
    return static_cast<WordPrint>(stem_hash & stem_print_mask);
}

/// The print of a stop word, in whatever form.
inline WordPrint stop_print(std::string_view stem) {
    return stem_print(stem);
}
constexpr WordPrint stop_print(std::uint64_t stem_hash) {
    return stem_print(stem_hash);
}

/// The print of this form of the word, where it is no stop word.
WordPrint word_print(std::string_view stem, std::string_view surface);
constexpr WordPrint word_print(std::uint64_t stem_hash, std::uint64_t surface_hash) {
    return static_cast<WordPrint>(stem_print(stem_hash) | (1 + surface_hash % 15) << stem_print_bits);
}

constexpr bool is_stop(WordPrint print) {
    return print >> stem_print_bits == 0;
}

/// Which part of an article a token stands in.
enum class TextPart : std::uint8_t { title, lead, body };

/// Collects the prints of one article, part by part in the order of `TextPart`.
class WordingBuilder {
  public:
    void add(TextPart part, WordPrint print);
    /// The bytes of what was added, and begins anew. Empty for an article without a token.
    std::string finish();

  private:
    std::size_t counts_[2] = {0, 0};  // NOLINT(modernize-avoid-c-arrays): title and lead
    std::string prints_;
};

/// Reads a wording; a view, the bytes must outlive it. Bytes that are no wording read as one without tokens.
class Wording {
  public:
    explicit Wording(std::string_view bytes);

    [[nodiscard]] std::size_t size() const { return prints_.size() / 2; }
    [[nodiscard]] WordPrint operator[](std::size_t token) const {
        return static_cast<WordPrint>(static_cast<unsigned char>(prints_[2 * token]) |
                                      static_cast<unsigned char>(prints_[2 * token + 1]) << 8U);
    }
    /// Copies the prints of `count` tokens from `first` on, as operator[] gives them.
    void copy(std::size_t first, std::size_t count, WordPrint* to) const {
        if constexpr (std::endian::native == std::endian::little) {
            std::memcpy(to, prints_.data() + 2 * first, 2 * count);
        } else {
            for (std::size_t i = 0; i < count; ++i) to[i] = (*this)[first + i];
        }
    }
    /// The token behind the last one of a part; the next part begins there.
    [[nodiscard]] std::size_t end_of(TextPart part) const {
        return part == TextPart::title ? title_end_ : part == TextPart::lead ? lead_end_ : size();
    }
    [[nodiscard]] std::size_t begin_of(TextPart part) const {
        return part == TextPart::title ? 0 : part == TextPart::lead ? title_end_ : lead_end_;
    }

  private:
    std::size_t title_end_ = 0;
    std::size_t lead_end_ = 0;
    std::string_view prints_;
};

}  // namespace jooya
