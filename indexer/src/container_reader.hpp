// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "read_source.hpp"

namespace jooya {

/// True where `head` begins an archive or a compressed file: gzip, zstd, xz, bzip2, zip, tar, 7-Zip.
bool is_container(std::string_view head);

/// Reads every file in a container as if it stood in a folder; members are named `archive!member`, the text
/// in a file that is only compressed keeps the file's name. Containers in containers are opened
/// `max_container_depth` deep, gzip around another one not counted. What unpacks to more than `max_expansion`
/// times the size of the outermost container is left once that is clear.
void read_container(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                    const ReadSink& sink, const Nesting& nesting);

inline constexpr int max_container_depth = 3;

/// News text shrinks to a tenth; what shrinks to a hundredth is made to fill disks.
inline constexpr std::uint64_t max_expansion = 100;

/// Containers that unpack to less than this are harmless at any ratio.
inline constexpr std::uint64_t harmless_bytes = std::uint64_t{64} << 20;

}  // namespace jooya
