// SPDX-License-Identifier: GPL-3.0-or-later
#include "databases.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>

#include "jooya/indexer/index_manifest.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {

namespace {

// A shard on a private network answers in milliseconds; a dead one must not hold a reader up for long.
constexpr unsigned answer_timeout_ms = 1000;
constexpr unsigned connect_timeout_ms = 300;

constexpr std::string_view remote_scheme = "tcp:";

bool is_remote(std::string_view name) {
    return name.starts_with(remote_scheme);
}

// A stub file with a line for a database on another machine.
bool leads_elsewhere(const std::string& name) {
    std::error_code error;
    const std::filesystem::path inner = std::filesystem::path(name) / "XAPIANDB";
    const std::filesystem::path stub =
        std::filesystem::is_directory(name, error) ? inner : std::filesystem::path(name);
    if (!std::filesystem::is_regular_file(stub, error)) return false;
    std::ifstream file(stub);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("remote")) return true;
    }
    return false;
}

// Adds what a path leads to, through stubs: a database that was moved away, a stub that was replaced and a new
// generation are other places. Inodes are used again, so the text of a stub counts as well.
void add_place(const std::filesystem::path& path, int depth, std::string& place) {
    constexpr int max_depth = 4;                     // a stub that leads to itself
    constexpr std::size_t max_stub_bytes = 1 << 16;  // what is longer is a database in one file
    std::error_code error;
    const std::filesystem::path real = std::filesystem::canonical(path, error);
    struct stat status {};
    if (error || depth > max_depth || ::stat(real.c_str(), &status) != 0) return;
    place += fmt::format("\n{} {:x} {:x}", real.string(), status.st_dev, status.st_ino);
    const std::filesystem::path folder = S_ISDIR(status.st_mode) ? real : real.parent_path();
    std::ifstream file(S_ISDIR(status.st_mode) ? real / "XAPIANDB" : real);
    std::string text(max_stub_bytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    std::istringstream stub(text);
    for (std::string line; std::getline(stub, line);) {
        constexpr std::string_view leads_to = "auto ";
        if (!line.starts_with(leads_to)) continue;
        place += "\n" + line;
        add_place(folder / line.substr(leads_to.size()), depth + 1, place);
    }
}

// The databases that a stub file of several lists, so that each can be asked by itself what it holds; else `name` alone.
std::vector<std::string> listed(const std::string& name, int depth = 0) {
    constexpr int max_depth = 4;  // a stub that leads to itself
    std::error_code error;
    const std::filesystem::path given(name);
    const std::filesystem::path stub =
        std::filesystem::is_directory(given, error) ? given / "XAPIANDB" : given;
    if (is_remote(name) || depth > max_depth || !std::filesystem::is_regular_file(stub, error)) return {name};
    std::ifstream file(stub);
    std::vector<std::string> names;
    for (std::string line; std::getline(file, line);) {
        const std::size_t space = line.find(' ');
        if (line.empty() || line.front() == '#') continue;
        const std::string kind = line.substr(0, space);
        const std::string place = space == std::string::npos ? std::string() : line.substr(space + 1);
        if (kind == "auto" || kind == "glass") {
            names.push_back((stub.parent_path() / place).string());
        } else if (kind == "remote" && !place.starts_with(':')) {
            names.push_back(std::string(remote_scheme) + place);
        } else {
            return {name};  // a database in one file, or what only Xapian can tell
        }
    }
    if (names.size() < 2) return {name};
    std::vector<std::string> all;
    for (const std::string& one : names) std::ranges::move(listed(one, depth + 1), std::back_inserter(all));
    return all;
}

Xapian::Database open_remote(const std::string& name) {
    const std::string_view address = std::string_view(name).substr(remote_scheme.size());
    const std::size_t colon = address.rfind(':');
    unsigned port = 0;
    const std::string_view digits = colon == std::string_view::npos ? "" : address.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool is_port =
        error == std::errc{} && end == digits.data() + digits.size() && port > 0 && port < 65'536;
    if (colon == 0 || !is_port) {
        throw Error(
            ErrorCode::usage,
            {fmt::format("{}: not the address of a shard", name), fmt::format("{}: نشانی پاره نیست", name)},
            {"write tcp:HOST:PORT", "بنویسید tcp:HOST:PORT"});
    }
    return Xapian::Remote::open(std::string(address.substr(0, colon)), port, answer_timeout_ms,
                                connect_timeout_ms);
}

}  // namespace

std::string Databases::place_of(const std::string& name) {
    std::string place = name;
    if (!is_remote(name)) add_place(name, 0, place);
    return place;
}

Databases::Databases(std::vector<std::string> names) : names_(std::move(names)) {
    open();
}

std::string Databases::name() const {
    return fmt::format("{}", fmt::join(names_, ", "));
}

bool Databases::has_remote() const {
    return has_remote_;
}

bool Databases::is_one() const {
    // Several searched as one have several identifiers, parted by colons.
    return all_.get_uuid().find(':') == std::string::npos;
}

void Databases::open() {
    // A generation may give way to the next one, and its files be removed, between the look at a stub and the opening
    // of what it leads to.
    constexpr int max_tries = 4;
    for (int tries = 1;; ++tries) {
        places_ = places();
        try {
            open_once();
            return;
        } catch (const Error&) {
            if (tries == max_tries || places() == places_) throw;
        }
    }
}

std::vector<std::string> Databases::places() const {
    std::vector<std::string> places;
    std::ranges::transform(names_, std::back_inserter(places), place_of);
    return places;
}

void Databases::open_once() {
    std::vector<Xapian::Database> parts;
    std::vector<std::string> silent;
    Xapian::Database all;
    std::optional<Error> network_error;
    std::vector<std::string> single;
    for (const std::string& name : names_) std::ranges::move(listed(name), std::back_inserter(single));
    for (const std::string& name : single) {
        try {
            Xapian::Database part = is_remote(name) ? open_remote(name) : Xapian::Database(name);
            require_compatible(parse_manifest(part.get_metadata(std::string(manifest_key)), name), name);
            all.add_database(part);
            parts.push_back(part);
        } catch (const Xapian::NetworkError& error) {
            silent.push_back(name);
            network_error = translated(error, name, {"opening the database", "گشودن پایگاه"});
        } catch (const Xapian::Error& error) {
            throw translated(error, name, {"opening the database", "گشودن پایگاه"});
        }
    }
    if (parts.empty() && network_error) throw Error(*network_error);
    parts_ = std::move(parts);
    silent_ = std::move(silent);
    all_ = all;
    has_remote_ = std::ranges::any_of(single, is_remote) || std::ranges::any_of(single, leads_elsewhere);
    look_at_revision();
}

void Databases::look_at_revision() {
    vocabulary_ = Vocabulary(all_, parts_);
    statistics_ = CollectionStatistics(all_, parts_);
    live_ = LiveArticles(parts_, has_remote_);
    store_ = ArticleStore(all_, parts_, has_remote_);
    postings_ = PostingMemory(all_, live_);
    articles_ = ArticleMemory();
    occurrences_ = OccurrenceMemory(all_, live_);
    spelling_ = {};
    candidates_ = {};
    last_search_.forget();
}

void Databases::refresh() {
    if (places() != places_ || !silent_.empty()) {
        open();
        return;
    }
    try {
        all_.reopen();
        look_at_revision();
    } catch (const Xapian::Error&) {
        // The handle is of no more use, as after a lost connection; only a new one can tell what is wrong.
        open();
    }
}

void Databases::forget() const {
    // What a search remembers of an archive grows with it.
    constexpr double articles_of_budgets = 200'000;
    const double share = std::max(1.0, statistics_.articles() / articles_of_budgets) / sharer_.count();
    postings_.forget(share);
    articles_.forget(share);
    occurrences_.forget(share);
    candidates_.forget(share);
    store_.clear();
    spelling_.forget();
    last_search_.forget();
}

std::string Databases::revision() const {
    std::string revision;
    for (const Xapian::Database& part : parts_) {
        if (!revision.empty()) revision += '+';
        const std::string manifest = part.get_metadata(std::string(manifest_key));
        revision += fmt::format("{}-{:x}-{:x}", part.get_uuid(), part.get_lastdocid(),
                                std::hash<std::string>{}(manifest));
        try {
            revision += fmt::format("-{}", part.get_revision());
        } catch (const Xapian::InvalidOperationError&) {  // a stub of several databases has none
        } catch (const Xapian::UnimplementedError&) {     // nor has a remote one
        }
    }
    return revision;
}

std::optional<std::int64_t> Databases::last_run() const {
    std::optional<std::int64_t> last;
    for (const Xapian::Database& part : parts_) {
        const IndexManifest manifest = parse_manifest(part.get_metadata(std::string(manifest_key)), name());
        if (manifest.last_run) last = std::max(last.value_or(*manifest.last_run), *manifest.last_run);
    }
    return last;
}

}  // namespace jooya
