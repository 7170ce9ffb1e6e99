// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_input.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "jooya/error.hpp"

namespace jooya {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} << 10;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_little_mark = "\xFF\xFE";
constexpr std::string_view utf16_big_mark = "\xFE\xFF";

struct Utf8Counts {
    std::size_t valid = 0;    ///< sequences of two bytes and more
    std::size_t invalid = 0;  ///< bytes outside of any sequence, a cut at the very end not counted
};

Utf8Counts count_utf8(std::string_view text) {
    Utf8Counts counts;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0 && next < size) ++counts.invalid;
        if (c >= 0x80) ++counts.valid;
    }
    return counts;
}

Encoding utf16_by_zero_bytes(std::string_view head) {
    // Every ASCII character, of which markup and spaces are full, has a zero byte in UTF-16; text has none.
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\0') ++zeros[i % 2];
    }
    const std::size_t pairs = head.size() / 2;
    if (zeros[1] > pairs / 20 && zeros[0] == 0) return Encoding::utf16_little;
    if (zeros[0] > pairs / 20 && zeros[1] == 0) return Encoding::utf16_big;
    return Encoding::unknown;
}

bool is_windows_1256(std::string_view head) {
    // ا ب ت د ر س م ن ه و and both yehs: about two letters in three of any Persian text; a text in another
    // 8-bit encoding spreads over the alphabet.
    constexpr std::u16string_view common =
        u"\u0627\u0628\u062A\u062F\u0631\u0633\u0645\u0646\u0647\u0648\u064A\u06CC";
    const icu::UnicodeString text(head.data(), static_cast<std::int32_t>(head.size()), "windows-1256");
    std::int32_t foreign = 0;
    std::int32_t arabic = 0;
    std::int32_t frequent = 0;
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text.charAt(i);
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return false;
        if (u_isalpha(c) == 0 || c < 0x80) continue;
        UErrorCode status = U_ZERO_ERROR;
        if (uscript_getScript(c, &status) == USCRIPT_ARABIC) {
            ++arabic;
            if (common.find(c) != std::u16string_view::npos) ++frequent;
        } else {
            ++foreign;
        }
    }
    return arabic > 0 && foreign * 10 <= arabic && frequent * 100 >= arabic * 45;
}

bool is_name_of_windows_1256(std::string_view charset) {
    return charset == "windows-1256" || charset == "cp1256" || charset == "x-cp1256";
}

const char* icu_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf16_little:
            return "UTF-16LE";
        case Encoding::utf16_big:
            return "UTF-16BE";
        case Encoding::windows_1256:
            return "windows-1256";
        default:
            return "UTF-8";
    }
}

}  // namespace

Encoding detect_encoding(std::string_view head) {
    if (head.starts_with(utf8_mark)) return Encoding::utf8;
    if (head.starts_with(utf16_little_mark)) return Encoding::utf16_little;
    if (head.starts_with(utf16_big_mark)) return Encoding::utf16_big;
    if (const Encoding utf16 = utf16_by_zero_bytes(head); utf16 != Encoding::unknown) return utf16;
    const Utf8Counts counts = count_utf8(head);
    if (counts.invalid == 0) return Encoding::utf8;
    if (is_windows_1256(head)) return Encoding::windows_1256;
    // A UTF-8 text with some damaged bytes: its records are judged one by one.
    return counts.valid > counts.invalid * 10 ? Encoding::utf8 : Encoding::unknown;
}

struct TextInput::Converter {
    explicit Converter(Encoding encoding) {
        UErrorCode status = U_ZERO_ERROR;
        converter = ucnv_open(icu_name(encoding), &status);
        if (U_FAILURE(status) != 0) {
            throw Error(ErrorCode::internal,
                        {std::string("ICU cannot convert ") + icu_name(encoding) + ": " + u_errorName(status),
                         std::string("ICU نمی‌تواند تبدیل کند: ") + icu_name(encoding) +
                             ": " + u_errorName(status)},
                        {"reinstall the package libicu72", "بستهٔ libicu72 را دوباره نصب کنید"});
        }
    }
    ~Converter() { ucnv_close(converter); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    UConverter* converter = nullptr;
    std::array<char16_t, 4096> pivot{};
};

TextInput::TextInput(ByteSource& bytes, std::string_view charset) : bytes_(&bytes) {
    std::string head;
    while (head.size() < look_ahead && !at_end_) {
        const std::size_t old_size = head.size();
        head.resize(old_size + chunk_bytes);
        const std::size_t got = read_raw(head.data() + old_size, chunk_bytes);
        head.resize(old_size + got);
        if (got == 0) at_end_ = true;
    }
    encoding_ = detect_encoding(head);
    if (encoding_ == Encoding::unknown && is_name_of_windows_1256(charset))
        encoding_ = Encoding::windows_1256;
    std::string_view text = head;
    for (const std::string_view mark : {utf8_mark, utf16_little_mark, utf16_big_mark}) {
        if (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
            break;
        }
    }
    if (encoding_ != Encoding::utf8 && encoding_ != Encoding::unknown) {
        converter_ = std::make_unique<Converter>(encoding_);
    }
    append_decoded(text, at_end_);
}

TextInput::~TextInput() = default;

std::string_view TextInput::head() const {
    return std::string_view(buffer_).substr(begin_);
}

void TextInput::append_decoded(std::string_view raw, bool is_last) {
    if (converter_ == nullptr) {
        buffer_.append(raw);
        return;
    }
    const char* next = raw.data();
    const char* end = raw.data() + raw.size();
    for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
        status = U_ZERO_ERROR;
        char16_t* target = converter_->pivot.data();
        ucnv_toUnicode(converter_->converter, &target, target + converter_->pivot.size(), &next, end, nullptr,
                       static_cast<UBool>(is_last), &status);
        icu::UnicodeString(false, converter_->pivot.data(),
                           static_cast<std::int32_t>(target - converter_->pivot.data()))
            .toUTF8String(buffer_);
    }
}

std::size_t TextInput::read_raw(char* into, std::size_t size) {
    try {
        return bytes_->read(into, size);
    } catch (const Error&) {
        failure_ = std::current_exception();
        return 0;
    }
}

void TextInput::rethrow_failure() const {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
}

bool TextInput::fill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    raw_.resize(chunk_bytes);
    const std::size_t got = read_raw(raw_.data(), raw_.size());
    at_end_ = got == 0;
    append_decoded(std::string_view(raw_).substr(0, got), at_end_);
    return !at_end_;
}

TextInput::LineResult TextInput::next_line(std::string& line) {
    line.clear();
    bool is_too_long = false;
    bool is_empty = true;
    for (;;) {
        const std::string_view left = head();
        const std::size_t newline = left.find('\n');
        const std::size_t taken = std::min(newline, left.size());
        is_empty = is_empty && taken == 0 && newline == std::string_view::npos;
        if (line.size() + taken > max_record_bytes) is_too_long = true;
        if (!is_too_long) line.append(left.substr(0, taken));
        if (newline != std::string_view::npos) {
            begin_ += newline + 1;
            break;
        }
        begin_ += taken;
        if (!fill() && head().empty()) {
            rethrow_failure();
            if (is_empty) return LineResult::end;
            break;
        }
    }
    if (is_too_long) {
        line.clear();
        return LineResult::too_long;
    }
    if (line.ends_with('\r')) line.pop_back();
    return LineResult::line;
}

std::optional<char> TextInput::next_byte() {
    while (begin_ == buffer_.size()) {
        if (!fill() && begin_ == buffer_.size()) {
            rethrow_failure();
            return std::nullopt;
        }
    }
    return buffer_[begin_++];
}

std::optional<std::string> TextInput::rest() {
    std::string text(head());
    begin_ = buffer_.size();
    while (fill() || begin_ < buffer_.size()) {
        text.append(head());
        begin_ = buffer_.size();
        if (text.size() > max_record_bytes) return std::nullopt;
    }
    rethrow_failure();
    if (text.size() > max_record_bytes) return std::nullopt;
    return text;
}

}  // namespace jooya
