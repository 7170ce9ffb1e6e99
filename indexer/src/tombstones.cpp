// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/tombstones.hpp"

#include <bit>
#include <optional>

#include "jooya/error.hpp"
#include "varint.hpp"

namespace jooya {
namespace {

constexpr unsigned bits = 64;

[[noreturn]] void throw_damaged() {
    throw Error(
        ErrorCode::damaged,
        {"the list of replaced and deleted articles cannot be read",
         "فهرست خبرهای جایگزین‌شده و حذف‌شده خوانده نمی‌شود"},
        {"index the archive anew with: jooya-index rebuild --db DB PATH",
         "آرشیو را با این فرمان از نو نمایه کنید: jooya-index rebuild --db DB PATH"});
}

}  // namespace

Tombstones Tombstones::of(const Xapian::Database& database) {
    return parse(database.get_metadata(std::string(tombstones_key)), database.get_lastdocid());
}

Tombstones Tombstones::parse(std::string_view bytes, Xapian::docid last) {
    Tombstones tombstones;
    std::uint64_t document = 0;
    while (!bytes.empty()) {
        const std::optional<std::uint64_t> distance = take_number(bytes);
        if (!distance || *distance == 0 || *distance > last - document) throw_damaged();
        document += *distance;
        tombstones.add(static_cast<Xapian::docid>(document));
    }
    return tombstones;
}

std::string Tombstones::bytes() const {
    std::string bytes;
    Xapian::docid last = 0;
    for (Xapian::docid document = next(1); document != 0; document = next(document + 1)) {
        put_number(bytes, document - last);
        last = document;
    }
    return bytes;
}

void Tombstones::add(Xapian::docid document) {
    if (contains(document)) return;
    const std::size_t word = document / bits;
    if (word >= words_.size()) words_.resize(word + 1);
    words_[word] |= std::uint64_t{1} << (document % bits);
    ++size_;
}

bool Tombstones::contains(Xapian::docid document) const {
    const std::size_t word = document / bits;
    return word < words_.size() && (words_[word] >> (document % bits) & 1U) != 0;
}

Xapian::docid Tombstones::next(Xapian::docid document) const {
    std::size_t word = document / bits;
    if (word >= words_.size()) return 0;
    std::uint64_t left = words_[word] >> (document % bits) << (document % bits);
    while (left == 0) {
        if (++word == words_.size()) return 0;
        left = words_[word];
    }
    return static_cast<Xapian::docid>(word * bits + static_cast<unsigned>(std::countr_zero(left)));
}

Xapian::docid Tombstones::living(const Xapian::Database& database, const std::string& term) const {
    const auto end = database.postlist_end(term);
    for (auto document = database.postlist_begin(term); document != end; ++document) {
        if (!contains(*document)) return *document;
    }
    return 0;
}

}  // namespace jooya
