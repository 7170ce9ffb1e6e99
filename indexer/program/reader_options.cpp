// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jooya::program {

namespace po = cli::po;

namespace {

DeriveCode derive_code_of(const std::string& how) {
    if (how == "url") return DeriveCode::url;
    if (how == "path") return DeriveCode::path;
    if (how == "hash") return DeriveCode::hash;
    throw_usage({fmt::format("--derive-code: \"{}\" is none of url, path, hash", how),
                 fmt::format("--derive-code: «{}» هیچ‌یک از url، path و hash نیست", how)});
}

/// Each `ours=theirs` of --map, by their name.
std::map<std::string, std::string> field_map_of(const std::vector<std::string>& pairs) {
    static constexpr std::array ours = {"code",   "title",    "lead",   "body", "date",
                                        "agency", "category", "author", "tags", "url"};
    std::map<std::string, std::string> map;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        const std::string field = pair.substr(0, equals);
        if (equals == std::string::npos || equals + 1 == pair.size() ||
            std::find(ours.begin(), ours.end(), field) == ours.end()) {
            throw_usage({fmt::format("--map: \"{}\" does not map a field", pair),
                         fmt::format("--map: «{}» فیلدی را نگاشت نمی‌کند", pair)},
                        {"write it like code=newsId; our fields are code, title, lead, body, date, agency, "
                         "category, author, tags, url",
                         "آن را مانند code=newsId بنویسید؛ فیلدهای ما code، title، lead، body، date، agency، "
                         "category، author، tags و url هستند"});
        }
        map[pair.substr(equals + 1)] = field;
    }
    return map;
}

}  // namespace

void throw_usage(Message message, Message hint) {
    throw Error(ErrorCode::usage, std::move(message), std::move(hint));
}

void add_reader_options(po::options_description& options, cli::Language language) {
    options.add_options()("map",
                          po::value<std::vector<std::string>>()->value_name("OURS=THEIRS")->composing(),
                          cli::chosen(language, "the archive's name of a field, code=newsId; repeat for more",
                                      "نام یک فیلد در بایگانی، code=newsId؛ برای فیلدهای دیگر تکرار کنید"))(
        "derive-code", po::value<std::string>()->value_name("url|path|hash"),
        cli::chosen(language, "make a code for articles that have none",
                    "برای خبرهای بی‌کد کدی بساز"))(
        "source", po::value<std::string>()->default_value("")->value_name("NAME"),
        cli::chosen(
            language, "codes are unique within this source: they become NAME:CODE",
            "کدها درون این منبع یکتا هستند: به شکل NAME:CODE درمی‌آیند"));
}

ReaderOptions reader_options_of(const po::variables_map& values) {
    ReaderOptions options;
    if (values.count("map") != 0)
        options.field_map = field_map_of(values["map"].as<std::vector<std::string>>());
    if (values.count("derive-code") != 0) {
        options.derive_code = derive_code_of(values["derive-code"].as<std::string>());
    }
    options.source_name = values["source"].as<std::string>();
    return options;
}

std::vector<std::string> paths_of(const po::variables_map& values) {
    if (values.count("path") == 0) {
        throw_usage({"no PATH is given", "هیچ PATHی داده نشده است"},
                    {"name files or folders, or - for standard input",
                     "فایل‌ها یا پوشه‌ها را نام ببرید، یا - برای "
                     "ورودی "
                     "استاندارد"});
    }
    return values["path"].as<std::vector<std::string>>();
}

}  // namespace jooya::program
