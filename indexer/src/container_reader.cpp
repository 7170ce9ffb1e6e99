// SPDX-License-Identifier: GPL-3.0-or-later
#include "container_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <exception>
#include <memory>
#include <string>

#include "clean_text.hpp"
#include "file_walker.hpp"
#include "gzip_source.hpp"
#include "peeked_source.hpp"
#include "read_source.hpp"
#include "source_error.hpp"

namespace jooya {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t tar_mark_at = 257;

/// A source of bytes as libarchive wants it.
class ArchiveInput {
  public:
    explicit ArchiveInput(ByteSource& bytes) : bytes_(&bytes) {}

    static la_ssize_t read(archive* /*reader*/, void* self, const void** buffer) {
        auto& input = *static_cast<ArchiveInput*>(self);
        try {
            *buffer = input.buffer_.data();
            return static_cast<la_ssize_t>(input.bytes_->read(input.buffer_.data(), input.buffer_.size()));
        } catch (...) {
            // An exception must not pass through C; it goes on behind the call.
            input.failure_ = std::current_exception();
            return ARCHIVE_FATAL;
        }
    }

    void rethrow() const {
        if (failure_ != nullptr) std::rethrow_exception(failure_);
    }

  private:
    ByteSource* bytes_;
    std::array<char, std::size_t{64} << 10> buffer_{};
    std::exception_ptr failure_;
};

/// Counts what is read of the outermost container.
class CountedSource final : public ByteSource {
  public:
    explicit CountedSource(ByteSource& bytes) : bytes_(&bytes) {}

    std::size_t read(char* into, std::size_t size) override {
        const std::size_t got = bytes_->read(into, size);
        count_ += got;
        return got;
    }

    [[nodiscard]] const std::uint64_t& count() const { return count_; }

  private:
    ByteSource* bytes_;
    std::uint64_t count_ = 0;
};

/// Throws SourceError once `unpacked` bytes are too many for what was read of the outermost container.
void check_expansion(std::uint64_t unpacked, std::uint64_t packed) {
    if (unpacked <= harmless_bytes || unpacked <= packed * max_expansion) return;
    throw SourceError(RejectReason::archive_bomb, fmt::format("{} B / {} B", unpacked, packed));
}

/// The text of a gzip file, as far as it is harmless.
class UnzippedSource final : public ByteSource {
  public:
    UnzippedSource(ByteSource& packed, const std::uint64_t& packed_bytes)
        : text_(packed), packed_bytes_(&packed_bytes) {}

    std::size_t read(char* into, std::size_t size) override {
        const std::size_t got = text_.read(into, size);
        unpacked_ += got;
        check_expansion(unpacked_, *packed_bytes_);
        return got;
    }

  private:
    GzipSource text_;
    const std::uint64_t* packed_bytes_;
    std::uint64_t unpacked_ = 0;
};

/// The bytes of the member that the archive stands at.
class MemberSource final : public ByteSource {
  public:
    MemberSource(archive& reader, const ArchiveInput& input, std::uint64_t& unpacked,
                 const std::uint64_t& packed_bytes)
        : reader_(&reader), input_(&input), unpacked_(&unpacked), packed_bytes_(&packed_bytes) {}

    std::size_t read(char* into, std::size_t size) override {
        has_failed_ = true;
        const la_ssize_t got = archive_read_data(reader_, into, size);
        if (got < 0) {
            input_->rethrow();
            const char* reason = archive_error_string(reader_);
            throw SourceError(RejectReason::broken_archive, reason == nullptr ? "" : reason);
        }
        *unpacked_ += static_cast<std::uint64_t>(got);
        check_expansion(*unpacked_, *packed_bytes_);
        has_failed_ = false;
        return static_cast<std::size_t>(got);
    }

    [[nodiscard]] bool has_failed() const { return has_failed_; }

  private:
    archive* reader_;
    const ArchiveInput* input_;
    std::uint64_t* unpacked_;
    const std::uint64_t* packed_bytes_;
    bool has_failed_ = false;
};

constexpr std::string_view gzip_mark = "\x1F\x8B";

void read_archive(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                  const ReadSink& sink, const Nesting& nesting) {
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(),
                                                                        archive_read_free);
    if (reader == nullptr) throw std::bad_alloc();
    archive_read_support_filter_all(reader.get());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_7zip(reader.get());
    archive_read_support_format_raw(reader.get());
    ArchiveInput input(bytes);
    const auto broken = [&]() -> SourceError {
        const char* reason = archive_error_string(reader.get());
        return {RejectReason::broken_archive, reason == nullptr ? "" : reason};
    };
    if (archive_read_open(reader.get(), &input, nullptr, ArchiveInput::read, nullptr) != ARCHIVE_OK) {
        input.rethrow();
        throw broken();
    }
    std::uint64_t unpacked = 0;
    bool goes_on = true;
    const ReadSink watched = [&](ReadItem&& item) { return goes_on = sink(std::move(item)); };
    while (goes_on) {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(reader.get(), &entry);
        if (result == ARCHIVE_EOF) return;
        if (result < ARCHIVE_WARN) {
            input.rethrow();
            throw broken();
        }
        const bool is_raw = archive_format(reader.get()) == ARCHIVE_FORMAT_RAW;
        if (!is_raw && archive_entry_filetype(entry) != AE_IFREG) continue;
        const char* path = archive_entry_pathname_utf8(entry);
        if (path == nullptr) path = archive_entry_pathname(entry);
        const std::string member = path == nullptr ? "?" : clean_line(path);
        if (!is_raw && is_no_news(member.substr(member.rfind('/') + 1))) continue;
        MemberSource content(*reader, input, unpacked, *nesting.packed_bytes);
        read_source(content, is_raw ? std::string(source) : fmt::format("{}!{}", source, member), options,
                    watched, nesting);
        // What follows a member that could not be unpacked cannot be either.
        if (content.has_failed()) return;
    }
}

}  // namespace

bool is_container(std::string_view head) {
    for (const std::string_view mark : {gzip_mark, "\x28\xB5\x2F\xFD"sv,
                                        "\xFD"
                                        "7zXZ\0"sv,
                                        "BZh"sv, "PK\x03\x04"sv, "PK\x05\x06"sv, "7z\xBC\xAF\x27\x1C"sv}) {
        if (head.starts_with(mark)) return true;
    }
    return head.size() > tar_mark_at && head.substr(tar_mark_at).starts_with("ustar");
}

void read_container(ByteSource& bytes, std::string_view source, const ReaderOptions& options,
                    const ReadSink& sink, const Nesting& nesting) {
    if (nesting.packed_bytes == nullptr) {
        CountedSource counted(bytes);
        Nesting outermost = nesting;
        outermost.packed_bytes = &counted.count();
        return read_container(counted, source, options, sink, outermost);
    }
    PeekedSource peeked(bytes);
    const bool is_gzip = peeked.head().starts_with(gzip_mark);
    // Gzip around an archive is one with it, as in .tar.gz; gzip in gzip is not.
    Nesting inside = nesting;
    inside.archives += is_gzip && !nesting.is_gzip ? 0 : 1;
    inside.is_gzip = is_gzip;
    if (inside.archives > max_container_depth) {
        sink(Reject{std::string(source), {}, RejectReason::too_deep, {}});
        return;
    }
    if (is_gzip) {
        UnzippedSource text(peeked, *nesting.packed_bytes);
        read_source(text, source, options, sink, inside);
    } else {
        read_archive(peeked, source, options, sink, inside);
    }
}

}  // namespace jooya
