// SPDX-License-Identifier: GPL-3.0-or-later
#include "generations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "database_lock.hpp"
#include "disk.hpp"
#include "jooya/error.hpp"

namespace jooya {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_prefix = "generation-";
constexpr std::string_view unfinished_suffix = ".building";
constexpr std::string_view stub_key = "auto ";

/// 2 for "generation-0002"; 0 for what is no complete generation's name.
unsigned number_of(std::string_view name) {
    if (!name.starts_with(name_prefix)) return 0;
    name.remove_prefix(name_prefix.size());
    unsigned number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc{} && end == name.data() + name.size() ? number : 0;
}

bool is_unfinished(std::string_view name) {
    return name.starts_with(name_prefix) && name.ends_with(unfinished_suffix);
}

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        names.push_back(entry->path().filename().string());
    }
    return names;
}

/// The first line of the database's stub; nothing where there is none.
std::optional<std::string> stub_line(const std::string& database) {
    std::ifstream file(fs::path(database) / stub_name);
    std::string line;
    if (!file) return std::nullopt;
    std::getline(file, line);
    return line;
}

[[noreturn]] void throw_failed(const std::string& path, const Message& what, const std::error_code& cause) {
    throw Error(
        ErrorCode::storage,
        {fmt::format("{}: {}: {}", path, what.en, cause.message()),
         fmt::format("{}: {}: {}", path, what.fa, cause.message())},
        {"check the disk and the folder's permissions, then run the command again",
         "دیسک و اجازه‌های پوشه را بررسی کنید و فرمان را دوباره بدهید"});
}

}  // namespace

std::optional<std::string> Generations::current() const {
    const std::optional<std::string> first = stub_line(database_);
    if (!first.has_value()) return std::nullopt;
    if (first->starts_with(stub_key)) {
        std::string name = first->substr(stub_key.size());
        if (number_of(name) != 0) return name;
    }
    const std::string stub = path_of(std::string(stub_name));
    throw Error(
        ErrorCode::damaged,
        {fmt::format("{}: this file does not name one generation of the database", stub),
         fmt::format("{}: این فایل یک نسل از پایگاه را نام نمی‌برد", stub)},
        {fmt::format("restore one with: jooya-index rollback --db {}", database_),
         fmt::format("با این فرمان یکی را برگردانید: jooya-index rollback --db {}", database_)});
}

std::vector<std::string> Generations::all() const {
    std::vector<std::string> names = names_in(database_);
    std::erase_if(names, [](const std::string& name) { return number_of(name) == 0; });
    std::ranges::sort(names, {}, number_of);
    return names;
}

std::string Generations::path_of(const std::string& name) const {
    return (fs::path(database_) / name).string();
}

std::string Generations::begin() const {
    const std::vector<std::string> complete = all();
    const unsigned last = complete.empty() ? 0 : number_of(complete.back());
    return fmt::format("{}{:04}{}", name_prefix, last + 1, unfinished_suffix);
}

std::string Generations::finish(const std::string& begun) const {
    std::string name = begun.substr(0, begun.size() - unfinished_suffix.size());
    sync_directory(path_of(begun));
    std::error_code failure;
    fs::rename(path_of(begun), path_of(name), failure);
    if (failure) {
        throw_failed(path_of(begun),
                     {"the folder cannot be renamed", "نام پوشه عوض نمی‌شود"}, failure);
    }
    sync_directory(database_);
    return name;
}

void Generations::serve(const std::string& name) const {
    replace_file(path_of(std::string(stub_name)), fmt::format("{}{}\n", stub_key, name));
}

void Generations::remove(const std::string& name) const {
    // Were it removed under its own name, half of it could be taken for a generation after a power cut.
    const std::string doomed =
        is_unfinished(name) ? path_of(name) : path_of(name) + std::string(unfinished_suffix);
    std::error_code failure;
    if (doomed != path_of(name)) fs::rename(path_of(name), doomed, failure);
    if (!failure) fs::remove_all(doomed, failure);
    if (failure)
        throw_failed(doomed, {"the folder cannot be removed", "پوشه حذف نمی‌شود"}, failure);
}

void Generations::remove_unfinished() const {
    for (const std::string& name : names_in(database_)) {
        if (is_unfinished(name)) remove(name);
    }
}

bool is_database_folder(const std::string& path) {
    return std::ranges::all_of(names_in(path), [](const std::string& name) {
        return name == stub_name || name == std::string(stub_name) + ".new" || name == lock_name ||
               number_of(name) != 0 || is_unfinished(name);
    });
}

void make_database_folder(const std::string& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) {
        const fs::path place = fs::absolute(path).lexically_normal();
        const fs::path parent = (place.has_filename() ? place : place.parent_path()).parent_path();
        if (!fs::is_directory(parent, failure)) {
            throw Error(ErrorCode::missing,
                        {fmt::format("{}: the folder {} does not exist", path, parent.string()),
                         fmt::format("{}: پوشهٔ {} وجود ندارد", path, parent.string())},
                        {fmt::format("create it with: mkdir -p {}", parent.string()),
                         fmt::format("آن را با این فرمان بسازید: mkdir -p {}", parent.string())});
        }
        // Another run may create it at the same moment: the lock decides between the two.
        fs::create_directory(path, failure);
        if (failure) {
            throw Error(ErrorCode::storage,
                        {fmt::format("{}: the folder cannot be created: {}", path, failure.message()),
                         fmt::format("{}: پوشه ساخته نمی‌شود: {}", path, failure.message())},
                        {"check that you may write there and that the disk has room",
                         "اجازهٔ نوشتن در آنجا و جای خالی دیسک را بررسی کنید"});
        }
        sync_directory(parent.string());
        return;
    }
    if (status.type() != fs::file_type::directory) {
        throw Error(ErrorCode::damaged,
                    {fmt::format("{}: a file stands where the database should be", path),
                     fmt::format("{}: جای پایگاه یک فایل هست", path)},
                    {"move the file away, or name another place with --db",
                     "فایل را جابه‌جا کنید، یا با --db جای دیگری را نام "
                     "ببرید"});
    }
    if (fs::exists(fs::path(path) / "iamglass", failure)) {
        throw Error(
            ErrorCode::incompatible,
            {fmt::format("{}: this database has no generations: another program or an older Jooya wrote it",
                         path),
             fmt::format(
                 "{}: این پایگاه نسل ندارد: برنامه‌ای دیگر یا جویایی قدیمی‌تر آن را نوشته است",
                 path)},
            {fmt::format("index the archive anew: move {0} away, then jooya-index update --db {0} PATH",
                         path),
             fmt::format(
                 "آرشیو را از نو نمایه کنید: {0} را کنار بگذارید، سپس jooya-index update --db {0} PATH",
                 path)});
    }
    if (!is_database_folder(path)) {
        throw Error(
            ErrorCode::damaged,
            {fmt::format("{}: this folder holds other files and no database", path),
             fmt::format("{}: این پوشه فایل‌های دیگری دارد و پایگاه نیست",
                         path)},
            {"name an empty folder, or one that does not exist yet, with --db",
             "با --db پوشه‌ای خالی، یا پوشه‌ای را که هنوز نیست، نام "
             "ببرید"});
    }
}

std::string served_folder(const std::string& path) {
    const std::optional<std::string> line = stub_line(path);
    if (!line.has_value() || !line->starts_with(stub_key)) return path;
    const std::string name = line->substr(stub_key.size());
    return number_of(name) == 0 ? path : Generations(path).path_of(name);
}

}  // namespace jooya
