// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/reject.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace jooya {
namespace {

struct Row {
    RejectReason reason;
    std::string_view name;
    Message message;
};

using enum RejectReason;

const std::array<Row, 23>& table() {
    static const std::array<Row, 23> rows = {
        Row{empty_file, "empty-file", {"the file is empty", "فایل خالی است"}},
        Row{unknown_format,
            "unknown-format",
            {"this is neither text nor a format that Jooya reads",
             "این نه متن است و نه قالبی که جویا می‌خواند"}},
        Row{unknown_encoding,
            "unknown-encoding",
            {"the text is neither UTF-8, UTF-16 nor windows-1256; convert it to UTF-8",
             "متن نه UTF-8 است، نه UTF-16 و نه windows-1256؛ آن را به UTF-8 تبدیل کنید"}},
        Row{invalid_utf8,
            "invalid-utf8",
            {"the text holds bytes that are not UTF-8",
             "متن بایت‌هایی دارد که UTF-8 نیستند"}},
        Row{nul_byte, "nul-byte", {"the text holds a NUL byte", "متن بایت صفر دارد"}},
        Row{too_large,
            "too-large",
            {"an article may have at most 16 MiB",
             "یک خبر حداکثر ۱۶ مبی‌بایت می‌تواند باشد"}},
        Row{broken_json, "broken-json", {"the JSON is broken", "JSON خراب است"}},
        Row{not_an_article,
            "not-an-article",
            {"the JSON value is no object with the fields of an article",
             "این مقدار JSON شیئی با فیلدهای یک خبر نیست"}},
        Row{no_code,
            "no-code",
            {"the article has no code; name its field with --map code=FIELD, or let --derive-code make one",
             "خبر کد ندارد؛ فیلد کد را با --map code=FIELD معرفی کنید یا با --derive-code کدی بسازید"}},
        Row{malformed_code,
            "malformed-code",
            {"the code holds spaces or control characters", "کد خبر فاصله یا نویسهٔ کنترلی دارد"}},
        Row{code_too_long,
            "code-too-long",
            {"the code is longer than 200 bytes", "کد خبر از ۲۰۰ بایت بلندتر است"}},
        Row{empty_article,
            "empty-article",
            {"the article has neither title nor text", "خبر نه عنوان دارد و نه متن"}},
        Row{unreadable_file,
            "unreadable-file",
            {"the file cannot be read", "فایل خوانده نمی‌شود"}},
        Row{changed_file,
            "changed-file",
            {"the file was written while it was read; what came last in it is left for the next run",
             "فایل در میان خواندن نوشته شد؛ آخرین خبر آن برای اجرای بعد می‌ماند"}},
        Row{unreadable_folder,
            "unreadable-folder",
            {"the folder cannot be read", "پوشه خوانده نمی‌شود"}},
        Row{missing_path,
            "missing-path",
            {"there is no such file or folder",
             "چنین فایل یا پوشه‌ای وجود ندارد"}},
        Row{not_a_file,
            "not-a-file",
            {"this is neither a file nor a folder (a pipe, socket or device)",
             "این نه فایل است و نه پوشه (لوله، سوکت یا دستگاه است)"}},
        Row{too_deep, "too-deep", {"the nesting is too deep", "تودرتویی بیش از اندازه است"}},
        Row{broken_archive, "broken-archive", {"the archive is damaged", "فایل بایگانی خراب است"}},
        Row{archive_bomb,
            "archive-bomb",
            {"the archive unpacks to more than a hundred times its size",
             "این بایگانی بیش از صد برابر اندازه‌اش باز می‌شود"}},
        Row{broken_csv,
            "broken-csv",
            {"the row does not fit its header", "سطر با سرستون نمی‌خواند"}},
        Row{broken_xml, "broken-xml", {"the XML is broken", "XML خراب است"}},
        Row{broken_warc, "broken-warc", {"the WARC record is damaged", "رکورد WARC خراب است"}},
    };
    return rows;
}

const Row& row_of(RejectReason reason) {
    for (const Row& row : table()) {
        if (row.reason == reason) return row;
    }
    return table().front();
}

/// What the readers themselves say more of a reject; other details are values, or words of a library.
std::string_view in_persian(std::string_view detail) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> details = {{
        {"unbalanced brackets or quotes", "کروشه‌ها یا گیومه‌ها جفت نیستند"},
        {"no record begins here", "اینجا رکوردی آغاز نمی‌شود"},
        {"no Content-Length", "Content-Length ندارد"},
        {"the file ends inside the record", "فایل در میان رکورد پایان می‌یابد"},
        {"Permission denied", "اجازهٔ دسترسی نیست"},
    }};
    for (const auto& [english, persian] : details) {
        if (detail == english) return persian;
    }
    return detail;
}

}  // namespace

std::string_view name_of(RejectReason reason) {
    return row_of(reason).name;
}

const Message& message_of(RejectReason reason) {
    return row_of(reason).message;
}

Message describe(const Position& position) {
    switch (position.unit) {
        case Position::Unit::line:
            return {fmt::format("line {}", position.number), fmt::format("سطر {}", position.number)};
        case Position::Unit::record:
            return {fmt::format("record {}", position.number), fmt::format("رکورد {}", position.number)};
        case Position::Unit::none:
            return {};
    }
    return {};
}

std::string to_json(const Position& position) {
    switch (position.unit) {
        case Position::Unit::line:
            return fmt::format(R"({{"line": {}}})", position.number);
        case Position::Unit::record:
            return fmt::format(R"({{"record": {}}})", position.number);
        case Position::Unit::none:
            break;
    }
    return "null";
}

Message describe(const Reject& reject) {
    const Message place = describe(reject.position);
    const Message& message = message_of(reject.reason);
    const auto in_brackets = [](std::string_view detail) {
        return detail.empty() ? std::string() : fmt::format(" ({})", detail);
    };
    return {fmt::format("{}{}{}: {}{}", reject.source, place.en.empty() ? "" : ", ", place.en, message.en,
                        in_brackets(reject.detail)),
            fmt::format("{}{}{}: {}{}", reject.source, place.fa.empty() ? "" : "، ", place.fa, message.fa,
                        in_brackets(in_persian(reject.detail)))};
}

}  // namespace jooya
