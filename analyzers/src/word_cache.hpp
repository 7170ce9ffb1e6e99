// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "segment.hpp"
#include "word.hpp"

namespace jooya {

/// A WordPart whose strings live in the cache.
struct CachedPart {
    std::string_view surface;
    std::string_view stem;
    std::uint32_t first_atom;
    std::uint32_t last_atom;
    bool is_stop;
};

/// Remembers what the word stages made of each word, because words repeat: in news, the 20,000 most frequent
/// ones are 95 % of the text. Belongs to one thread. Entries stay where they are until `begin_text`, which
/// empties a cache that has grown over its bound.
class WordCache {
  public:
    using Analyze = void (*)(const Word&, std::vector<WordPart>&);

    WordCache();

    /// Call before each text; what was returned for the text before is no longer valid.
    void begin_text();

    std::span<const CachedPart> find_or_make(const Word& word, Analyze analyze);

  private:
    struct Entry {
        std::uint64_t hash = 0;
        std::string_view key;
        const CachedPart* parts = nullptr;  ///< nullptr marks a free slot
        std::uint32_t count = 0;
        TokenKind kind = TokenKind::word;
    };

    /// Memory that is given out piece by piece and taken back all at once.
    class Arena {
      public:
        void* allocate(std::size_t bytes, std::size_t alignment);
        std::string_view copy(std::string_view text);
        void clear();

      private:
        std::vector<std::unique_ptr<std::byte[]>> chunks_;
        std::size_t used_ = 0;
        std::size_t chunk_size_ = 0;
    };

    void grow();
    const Entry& insert(std::size_t slot, std::uint64_t hash, const Word& word, Analyze analyze);

    std::vector<Entry> slots_;
    std::size_t count_ = 0;
    Arena arena_;
    std::vector<WordPart> scratch_;
};

}  // namespace jooya
