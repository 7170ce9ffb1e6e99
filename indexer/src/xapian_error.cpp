// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/xapian_error.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <array>
#include <string_view>
#include <utility>

namespace jooya {
namespace {

using std::string_view_literals::operator""sv;

// Xapian's exceptions are not polymorphic: the name of the type tells them apart.
constexpr std::array codes = {
    std::pair{"DatabaseLockError"sv, ErrorCode::locked},
    std::pair{"DatabaseNotFoundError"sv, ErrorCode::missing},
    std::pair{"DatabaseVersionError"sv, ErrorCode::incompatible},
    std::pair{"DatabaseCorruptError"sv, ErrorCode::damaged},
    std::pair{"DatabaseOpeningError"sv, ErrorCode::damaged},
    std::pair{"DatabaseCreateError"sv, ErrorCode::storage},
    std::pair{"DatabaseError"sv, ErrorCode::storage},
    std::pair{"DatabaseModifiedError"sv, ErrorCode::storage},
    std::pair{"NetworkError"sv, ErrorCode::network},
    std::pair{"NetworkTimeoutError"sv, ErrorCode::network},
};

ErrorCode code_of(const Xapian::Error& error) {
    for (const auto& [type, code] : codes) {
        if (type == error.get_type()) return code;
    }
    return ErrorCode::internal;
}

Message hint_for(ErrorCode code, std::string_view database) {
    switch (code) {
        case ErrorCode::locked:
            return {"wait for the other run to end, then repeat the command",
                    "صبر کنید تا اجرای دیگر تمام شود و فرمان را دوباره بدهید"};
        case ErrorCode::missing:
            return {fmt::format("create it with: jooya-index update --db {} PATH", database),
                    fmt::format("آن را با این فرمان بسازید: jooya-index update --db {} PATH", database)};
        case ErrorCode::incompatible:
        case ErrorCode::damaged:
            return {"restore a copy of it, or index the archive into a new database",
                    "نسخهٔ پشتیبان را برگردانید، یا آرشیو را در پایگاهی تازه نمایه کنید"};
        case ErrorCode::storage:
            return {
                "check free space and the disk; everything committed before is kept",
                "فضای خالی و سلامت دیسک را بررسی کنید؛ هر چه پیش‌تر "
                "ثبت "
                "شده "
                "محفوظ "
                "است"};
        case ErrorCode::network:
            return {"check that the shard is up and its address is right",
                    "بررسی کنید که شارد روشن و نشانی آن درست باشد"};
        default:
            return {};
    }
}

}  // namespace

Error translated(const Xapian::Error& error, std::string_view database, const Message& attempting) {
    const ErrorCode code = code_of(error);
    std::string cause = error.get_msg();
    if (const char* system = error.get_error_string(); system != nullptr)
        cause += fmt::format(" ({})", system);
    if (code == ErrorCode::locked) {
        return {
            code,
            {fmt::format("{}: another indexer holds this database", database),
             fmt::format("{}: نمایه‌ساز دیگری این پایگاه را در دست دارد",
                         database)},
            hint_for(code, database)};
    }
    if (code == ErrorCode::missing) {
        return {code,
                {fmt::format("{}: there is no database here", database),
                 fmt::format("{}: اینجا پایگاهی نیست", database)},
                hint_for(code, database)};
    }
    return {code,
            {fmt::format("{}: {} failed: {}: {}", database, attempting.en, error.get_type(), cause),
             fmt::format("{}: {} ناکام ماند: {}: {}", database, attempting.fa, error.get_type(), cause)},
            hint_for(code, database)};
}

}  // namespace jooya
