// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "jooya/indexer/article_reader.hpp"

namespace jooya {

/// The encoding of a text that begins with `head`. Byte order marks decide; then UTF-8, which few other texts
/// resemble; then UTF-16 by its zero bytes; then windows-1256, where the high bytes read as Arabic script
/// with the letters that are common in Persian.
Encoding detect_encoding(std::string_view head);

/// A source of bytes as UTF-8 text: decoded, without byte order mark, with a look ahead. Where the source
/// fails, what came before is given first; then the taking functions throw its Error.
class TextInput {
  public:
    /// `charset` is the name that the source was sent with, of use where the bytes leave their encoding open.
    explicit TextInput(ByteSource& bytes, std::string_view charset = {});
    ~TextInput();
    TextInput(const TextInput&) = delete;
    TextInput& operator=(const TextInput&) = delete;

    [[nodiscard]] Encoding encoding() const { return encoding_; }

    /// The beginning of what is left, at least `look_ahead` bytes unless the text is shorter.
    [[nodiscard]] std::string_view head() const;
    static constexpr std::size_t look_ahead = std::size_t{64} << 10;

    enum class LineResult : std::uint8_t { line, too_long, end };
    /// The next line without its end ("\n" or "\r\n"); a line beyond `max_record_bytes` is passed over.
    LineResult next_line(std::string& line);

    /// The next character's byte; nothing at the end.
    std::optional<char> next_byte();

    /// Everything that is left; nothing where that is more than `max_record_bytes`.
    std::optional<std::string> rest();

  private:
    struct Converter;
    bool fill();
    std::size_t read_raw(char* into, std::size_t size);
    void rethrow_failure() const;
    void append_decoded(std::string_view raw, bool is_last);

    ByteSource* bytes_;
    Encoding encoding_ = Encoding::utf8;
    std::unique_ptr<Converter> converter_;
    std::string raw_;
    std::string buffer_;
    std::size_t begin_ = 0;
    bool at_end_ = false;
    std::exception_ptr failure_;  ///< thrown once everything that came before it has been taken
};

}  // namespace jooya
