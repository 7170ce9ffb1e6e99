// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, under any name, end as articles, rejects and warnings of valid UTF-8; nothing is thrown. Every way to
// make a code takes its turn, by the last byte.
#include <string>
#include <string_view>

#include "jooya/indexer/article_reader.hpp"
#include "jooya/indexer/examine.hpp"
#include "laws.hpp"
#include "memory_source.hpp"

namespace {

using jooya::fuzz::is_utf8;
using jooya::fuzz::require;

void check(const jooya::Article& article) {
    for (const std::string* text : {&article.code, &article.title, &article.lead, &article.body,
                                    &article.agency, &article.category, &article.author, &article.url}) {
        require(is_utf8(*text), "a field is UTF-8");
        require(text->find('\0') == std::string::npos, "a field holds no NUL");
    }
    for (const std::string& tag : article.tags) require(is_utf8(tag), "a tag is UTF-8");
    require(!article.code.empty() && article.code.size() <= 200, "a code is there and short");
    require(!article.title.empty() || !article.lead.empty() || !article.body.empty(),
            "an article says something");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = jooya::fuzz::text_of(data, size);
    jooya::ReaderOptions options;
    constexpr int ways = 4;
    options.derive_code = static_cast<jooya::DeriveCode>(size == 0 ? 0 : data[size - 1] % ways);
    jooya::ArchiveExamination examination(0);
    jooya::MemorySource source(bytes);
    jooya::read_articles(source, "a/b.c", examination.watching(options), [&](jooya::ReadItem&& item) {
        if (const auto* read = std::get_if<jooya::ReadArticle>(&item)) check(read->article);
        if (const auto* reject = std::get_if<jooya::Reject>(&item)) {
            require(is_utf8(reject->source) && is_utf8(reject->detail), "a reject is UTF-8");
        }
        if (const auto* warning = std::get_if<jooya::ReadWarning>(&item)) {
            require(is_utf8(warning->source) && is_utf8(warning->value), "a warning is UTF-8");
        }
        examination.take(item, "a/b.c");
        return true;
    });
    examination.finish();
    return 0;
}
