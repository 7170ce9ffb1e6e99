// SPDX-License-Identifier: GPL-3.0-or-later
#include "fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <atomic>
#include <cstring>

#include "code_points.hpp"

namespace jooya {
namespace {

bool is_dropped(char32_t c) {
    if (c == arabic_tatweel || c == arabic_hamza || c == arabic_superscript_alef) return true;
    const auto category = U_MASK(u_charType(static_cast<UChar32>(c)));
    return (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0;
}

bool is_half_space(char32_t c) {
    switch (c) {
        case not_sign:
        case soft_hyphen:
        case zero_width_space:
        case zero_width_non_joiner:
        case zero_width_joiner:
        case left_to_right_mark:
            return true;
        default:
            return false;
    }
}

/// The letter that stands for its look-alikes; `c` itself where it has none.
char32_t canonical(char32_t c) {
    switch (c) {
        case arabic_yeh:
        case arabic_alef_maksura:
        case arabic_e:
        case arabic_yeh_barree:
        case arabic_yeh_barree_hamza:
        case arabic_yeh_hamza:
            return farsi_yeh;
        case arabic_kaf:
        case arabic_swash_kaf:
            return arabic_keheh;
        case arabic_teh_marbuta:
        case arabic_heh_doachashmee:
        case arabic_heh_yeh:
        case arabic_heh_goal:
        case arabic_heh_goal_hamza:
        case arabic_teh_marbuta_goal:
        case arabic_ae:
            return arabic_heh;
        case arabic_alef_hamza_above:
        case arabic_alef_hamza_below:
        case arabic_alef_wasla:
            return arabic_alef;
        case arabic_waw_hamza:
            return arabic_waw;
        default:
            return c;
    }
}

void append_canonical(char32_t c, icu::UnicodeString& out) {
    if (is_half_space(c)) {
        out.append(static_cast<UChar32>(zero_width_non_joiner));
    } else if (c == '\n' || c == '\r') {
        out.append(static_cast<UChar32>('\n'));
    } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || u_iscntrl(static_cast<UChar32>(c)) != 0) {
        // Controls part words; format characters are dropped below, before they could get here.
        if (u_charType(static_cast<UChar32>(c)) != U_FORMAT_CHAR) out.append(static_cast<UChar32>(' '));
    } else if (!is_dropped(c)) {
        const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(c));
        if (digit >= 0 && u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER) {
            out.append(static_cast<UChar32>('0' + digit));
        } else {
            out.append(static_cast<UChar32>(canonical(c)));
        }
    }
}

/// Folds one code point by ICU's data. Slow; its results stand in the table below.
std::string fold_code_point(char32_t c) {
    icu::UnicodeString folded;
    if (is_half_space(c) || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
        append_canonical(c, folded);
    } else if (canonical(c) != c || c == arabic_alef_madda) {
        folded.append(static_cast<UChar32>(canonical(c)));
    } else {
        UErrorCode status = U_ZERO_ERROR;
        static const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
        static const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
        const icu::UnicodeString plain =
            casefold->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
        const bool is_arabic = c >= first_presentation_form && c <= last_presentation_form;
        // Arabic letters keep what NFKC composes (آ); other scripts lose their diacritics.
        const icu::UnicodeString letters = is_arabic ? plain : decompose->normalize(plain, status);
        // Characters that are whole phrases do not run into their neighbours.
        const bool is_phrase = c == honorific_sallallahou || c == honorific_jallajalalouhou;
        if (is_phrase) folded.append(static_cast<UChar32>(' '));
        for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
            append_canonical(static_cast<char32_t>(letters.char32At(i)), folded);
        }
        if (is_phrase) folded.append(static_cast<UChar32>(' '));
    }
    std::string utf8;
    folded.toUTF8String(utf8);
    return utf8;
}

/// What a code point becomes, as one number, so that threads can share a table without a lock: the first bytes in the
/// low ones, the size and one in the highest. 0 where nobody has met the code point yet.
class Folding {
  public:
    static constexpr std::size_t longest = 7;  ///< bytes of UTF-8; enough for nearly everything

    Folding() = default;
    explicit Folding(std::uint64_t number) : number_(number) {}
    explicit Folding(std::string_view bytes) : number_((bytes.size() + 1) << size_shift) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            number_ |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[i])) << 8 * i;
        }
    }

    [[nodiscard]] std::uint64_t number() const { return number_; }
    [[nodiscard]] bool is_known() const { return number_ != 0; }
    [[nodiscard]] bool is_short() const { return (number_ >> size_shift) - 1 <= 2; }
    [[nodiscard]] std::size_t size() const { return (number_ >> size_shift) - 1; }
    /// Writes the two first bytes, whether there are as many or not.
    void write_short(char* to) const {
        to[0] = static_cast<char>(number_);
        to[1] = static_cast<char>(number_ >> 8);
    }
    [[nodiscard]] std::array<char, longest> bytes() const {
        std::array<char, longest> bytes{};
        for (std::size_t i = 0; i < longest; ++i) bytes[i] = static_cast<char>(number_ >> 8 * i);
        return bytes;
    }

  private:
    static constexpr unsigned size_shift = 56;
    std::uint64_t number_ = 0;
};

/// The foldings of the planes that letters and signs stand in, as far as they have been met: ICU is asked once for each.
/// A megabyte, of which a process touches the few pages of the scripts that it meets.
constexpr std::size_t table_size = 0x20000;
constinit std::array<std::atomic<std::uint64_t>, table_size> foldings{};

Folding known_folding(std::size_t c) {
    return Folding(foldings[c].load(std::memory_order_relaxed));
}

class Folder {
  public:
    Folder(std::string_view text, FoldedText& into) : text_(text), out_(into) {
        out_.text.resize(text.size() + slack);
        out_.origin.resize(text.size() + slack);
    }

    void run() {
        const std::size_t size = text_.size();
        for (std::size_t i = 0; i < size;) {
            i = fold_short(i);
            if (i < size) i = fold_long(i);
        }
        out_.origin[size_] = static_cast<std::uint32_t>(size);
        out_.text.resize(size_);
        out_.origin.resize(size_ + 1);
    }

  private:
    static constexpr std::size_t slack = 64;
    static constexpr std::string_view alef = "\u0627";
    static constexpr std::string_view alef_madda = "\u0622";

    /// Folds from `i` on what the table holds of one or two bytes and what becomes no longer by it: nearly everything.
    /// Returns where something else begins.
    std::size_t fold_short(std::size_t i) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
        const std::size_t size = text_.size();
        char* const text = out_.text.data();
        std::uint32_t* const origin = out_.origin.data();
        std::size_t written = size_;
        const auto put = [&](Folding folding) {
            folding.write_short(text + written);
            origin[written] = static_cast<std::uint32_t>(i);
            origin[written + 1] = static_cast<std::uint32_t>(i);
            written += folding.size();
        };
        while (i < size) {
            // Characters of one length stand together: a loop for each, whose branches are foreseen.
            while (i + 1 < size && (bytes[i] & 0xE0U) == 0xC0 && (bytes[i + 1] & 0xC0U) == 0x80) {
                const std::size_t c = (bytes[i] & 0x1FU) << 6U | (bytes[i + 1] & 0x3FU);
                const Folding folding = known_folding(c);
                // C0 and C1 begin no character: what they spell has one byte.
                if (!folding.is_short() || c < 0x80 || c == arabic_madda_above) break;
                put(folding);
                i += 2;
            }
            const std::size_t run = i;
            for (; i < size && bytes[i] < 0x80; ++i) {
                const Folding folding = known_folding(bytes[i]);
                if (!folding.is_short()) break;
                put(folding);
            }
            if (i == run) break;
        }
        size_ = written;
        return i;
    }

    void append(std::string_view folded, std::size_t from) {
        // A row of half-spaces is one half-space.
        if (folded == half_space && ends_with(half_space)) return;
        reserve(folded.size(), from);
        std::memcpy(out_.text.data() + size_, folded.data(), folded.size());
        for (std::size_t i = 0; i < folded.size(); ++i)
            out_.origin[size_ + i] = static_cast<std::uint32_t>(from);
        size_ += folded.size();
    }

    /// Makes room for `bytes` and for all that follows `from`; only ligatures make text longer than it was.
    void reserve(std::size_t bytes, std::size_t from) {
        const std::size_t needed = size_ + bytes + (text_.size() - from) + slack;
        if (needed <= out_.text.size()) return;
        out_.text.resize(needed + needed / 2);
        out_.origin.resize(out_.text.size());
    }

    /// Folds any character, or the faulty byte, at `i`; returns where the next begins.
    std::size_t fold_long(std::size_t i) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
        auto next = static_cast<std::int64_t>(i);
        const auto size = static_cast<std::int64_t>(text_.size());
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0) {
            append(" ", i);
        } else if (c == static_cast<UChar32>(arabic_madda_above) && ends_with(alef)) {
            std::memcpy(out_.text.data() + size_ - alef.size(), alef_madda.data(), alef_madda.size());
        } else if (is_half_space(static_cast<char32_t>(c))) {
            append(half_space, i);
        } else {
            append_folded(static_cast<char32_t>(c), i);
        }
        return static_cast<std::size_t>(next);
    }

    void append_folded(char32_t c, std::size_t from) {
        if (c < table_size) {
            if (const Folding folding = known_folding(c); folding.is_known()) {
                const auto bytes = folding.bytes();
                append(std::string_view(bytes.data(), folding.size()), from);
                return;
            }
        }
        const std::string folded = fold_code_point(c);
        if (c < table_size && folded.size() <= Folding::longest) {
            foldings[c].store(Folding(folded).number(), std::memory_order_relaxed);
        }
        append(folded, from);
    }

    [[nodiscard]] bool ends_with(std::string_view tail) const {
        return std::string_view(out_.text.data(), size_).ends_with(tail);
    }

    std::string_view text_;
    FoldedText& out_;
    std::size_t size_ = 0;
};

}  // namespace

void fold(std::string_view text, FoldedText& into) {
    constexpr std::size_t longest = UINT32_MAX - 1;
    Folder(text.substr(0, longest), into).run();
}

}  // namespace jooya
