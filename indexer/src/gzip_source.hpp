// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>

#include <array>
#include <cstdint>
#include <exception>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// The bytes in a gzip file, whatever its number of members. Where the file is cut short or damaged, everything
/// before that place is given first; then `read` throws SourceError: broken_archive. libarchive's own filter loses
/// the last block, with which up to 64 KiB of whole records go.
class GzipSource final : public ByteSource {
  public:
    /// `packed` must live as long as this.
    explicit GzipSource(ByteSource& packed);
    ~GzipSource() override;
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    std::size_t read(char* into, std::size_t size) override;

  private:
    bool fill();
    [[noreturn]] void throw_broken(const char* what) const;

    ByteSource* packed_;
    z_stream stream_{};
    std::array<char, std::size_t{32} << 10> buffer_{};
    std::uint64_t given_ = 0;
    bool in_member_ = true;
    bool has_ended_ = false;
};

}  // namespace jooya
