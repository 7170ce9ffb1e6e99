// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <map>

#include "jooya/error.hpp"
#include "jooya/indexer/delete_articles.hpp"
#include "jooya/indexer/inspect.hpp"
#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"
#include "jooya/indexer/xapian_error.hpp"

namespace jooya {
namespace {

std::string key_of(std::string_view code) {
    return fmt::format("{}{}", deletion_prefix, code);
}

std::string now_as_text() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return fmt::format("{}", std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count());
}

/// The codes as the database knows them.
std::vector<CodeOutcome> outcomes_of(const std::vector<std::string>& codes) {
    std::vector<CodeOutcome> outcomes;
    for (const std::string& given : codes) {
        std::string code = normalized_code(given);
        if (code.empty() || code.size() > max_code_bytes) {
            throw Error(ErrorCode::usage,
                        {fmt::format("\"{}\" is no code: 1 to {} bytes are wanted", given, max_code_bytes),
                         fmt::format("«{}» کد خبر نیست: ۱ تا {} بایت لازم است", given, max_code_bytes)});
        }
        outcomes.push_back({std::move(code), false});
    }
    return outcomes;
}

}  // namespace

std::unordered_set<Digest, DigestHash> deleted_codes(const IndexWriter& writer) {
    std::unordered_set<Digest, DigestHash> codes;
    writer.for_each_metadata(deletion_prefix, [&](std::string_view key, std::string_view /*moment*/) {
        codes.insert(digest_of(key.substr(deletion_prefix.size())));
    });
    return codes;
}

void read_all_again(IndexWriter& writer) {
    const std::string text = writer.metadata(rereads_key);
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    writer.set_metadata(rereads_key, fmt::format("{}", count + 1));
}

void carry_deletions(const Xapian::Database& from, IndexWriter& to) {
    std::map<std::string, std::string> deletions;
    try {
        const std::string prefix(deletion_prefix);
        for (auto key = from.metadata_keys_begin(prefix); key != from.metadata_keys_end(prefix); ++key) {
            deletions.emplace(*key, from.get_metadata(*key));
        }
    } catch (const Xapian::Error& error) {
        throw translated(error, from.get_description(),
                         {"reading the deletions", "خواندن حذف‌ها"});
    }
    std::vector<std::string> taken_back;
    to.for_each_metadata(deletion_prefix, [&](std::string_view key, std::string_view /*moment*/) {
        if (deletions.erase(std::string(key)) == 0) taken_back.emplace_back(key);
    });
    for (const auto& [key, moment] : deletions) {
        to.remove(std::string_view(key).substr(deletion_prefix.size()));
        to.set_metadata(key, moment);
    }
    for (const std::string& key : taken_back) to.set_metadata(key, "");
    if (!taken_back.empty()) read_all_again(to);
}

std::vector<CodeOutcome> delete_articles(const std::string& path, const std::vector<std::string>& codes) {
    std::vector<CodeOutcome> outcomes = outcomes_of(codes);
    inspect(path);  // there must be a database: none is made for the sake of deleting
    IndexWriter writer(path);
    for (CodeOutcome& outcome : outcomes) {
        outcome.was_known = writer.remove(outcome.code);
        const std::string key = key_of(outcome.code);
        if (writer.metadata(key).empty()) writer.set_metadata(key, now_as_text());
    }
    writer.commit();
    return outcomes;
}

std::vector<CodeOutcome> undelete_articles(const std::string& path, const std::vector<std::string>& codes) {
    std::vector<CodeOutcome> outcomes = outcomes_of(codes);
    inspect(path);
    IndexWriter writer(path);
    bool is_any_known = false;
    for (CodeOutcome& outcome : outcomes) {
        const std::string key = key_of(outcome.code);
        outcome.was_known = !writer.metadata(key).empty();
        writer.set_metadata(key, "");
        is_any_known = is_any_known || outcome.was_known;
    }
    if (is_any_known) read_all_again(writer);
    writer.commit();
    return outcomes;
}

}  // namespace jooya
