// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "jooya/indexer/article.hpp"
#include "jooya/indexer/reject.hpp"

namespace jooya {

/// How an article without a code gets one.
enum class DeriveCode : std::uint8_t {
    none,  ///< it is rejected
    url,   ///< the last run of four or more digits in its address, else the address itself
    path,  ///< the name of its file without the extension, and its number where the file holds several
    hash   ///< 16 hexadecimal digits of the XXH3-128 of its title and body
};

/// How a text's characters are stored.
enum class Encoding : std::uint8_t { utf8, utf16_little, utf16_big, windows_1256, unknown };

struct ReaderOptions {
    std::map<std::string, std::string> field_map;  ///< from the archive's field name to ours
    DeriveCode derive_code = DeriveCode::none;
    std::string source_name;  ///< stands before every code with a colon, where it is not empty
    /// Told the encoding of every text before its articles; may be empty.
    std::function<void(std::string_view source, Encoding encoding)> on_text;
};

/// An article with its place in its source.
struct ReadArticle {
    Article article;
    Position position;
};

/// A date that no calendar has, in an article that is indexed without it.
struct ReadWarning {
    std::string source;
    Position position;
    std::string code;
    std::string value;  ///< what stood where the date should be
};

using ReadItem = std::variant<ReadArticle, Reject, ReadWarning>;

/// Takes what a reader finds, in its order; returns false to make the reader stop.
using ReadSink = std::function<bool(ReadItem&&)>;

/// Bytes from somewhere, in order.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// Up to `size` bytes into `into`; 0 at the end. Throws Error: storage, where reading fails.
    virtual std::size_t read(char* into, std::size_t size) = 0;
};

/// The largest text of one article, and the largest record that is held in memory.
inline constexpr std::size_t max_record_bytes = std::size_t{16} << 20;

/// Reads every article in `bytes`, which `source` names: plain text in the shape of an agency's archive,
/// pages of news sites, JSON, JSON Lines, CSV, RSS, Atom, Hamshahri's XML, WARC, and archives of these; told
/// apart by content. Text is UTF-8 or UTF-16 with or without byte order mark, or windows-1256. Whatever cannot be
/// an article arrives as a Reject; a broken record costs only itself. Memory is that of one record, whatever
/// the size of the source. Thread-safe; never throws for what the bytes are.
void read_articles(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                   const ReadSink& sink);

}  // namespace jooya
