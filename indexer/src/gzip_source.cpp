// SPDX-License-Identifier: GPL-3.0-or-later
#include "gzip_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <new>

#include "source_error.hpp"

namespace jooya {
namespace {

constexpr int gzip_or_zlib = 32;  // added to the window's bits: the header tells which
constexpr char gzip_mark = '\x1F';

}  // namespace

GzipSource::GzipSource(ByteSource& packed) : packed_(&packed) {
    if (inflateInit2(&stream_, MAX_WBITS + gzip_or_zlib) != Z_OK) throw std::bad_alloc();
}

GzipSource::~GzipSource() {
    inflateEnd(&stream_);
}

bool GzipSource::fill() {
    if (stream_.avail_in > 0) return true;
    const std::size_t got = packed_->read(buffer_.data(), buffer_.size());
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(got);
    return got > 0;
}

void GzipSource::throw_broken(const char* what) const {
    throw SourceError(RejectReason::broken_archive,
                      fmt::format("gzip: {} behind byte {} of its text", what, given_));
}

std::size_t GzipSource::read(char* into, std::size_t size) {
    const auto wanted = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = wanted;
    while (stream_.avail_out == wanted && !has_ended_) {
        if (!fill()) {
            if (in_member_) throw_broken("the file ends");
            has_ended_ = true;
            break;
        }
        if (!in_member_) {
            // What follows the last member and is none is padding, as gzip itself has it.
            has_ended_ = static_cast<char>(*stream_.next_in) != gzip_mark;
            if (has_ended_) break;
            inflateReset(&stream_);
            in_member_ = true;
        }
        const int result = inflate(&stream_, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            in_member_ = false;
        } else if (result != Z_OK && result != Z_BUF_ERROR && stream_.avail_out == wanted) {
            throw_broken(stream_.msg == nullptr ? "damaged data" : stream_.msg);
        }
    }
    const std::size_t count = wanted - stream_.avail_out;
    given_ += count;
    return count;
}

}  // namespace jooya
