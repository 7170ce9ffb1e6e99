// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/stored_article.hpp"

#include <zdict.h>
#include <zstd.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "jooya/error.hpp"
#include "varint.hpp"

namespace jooya {
namespace {

// With a dictionary, level 3 takes half as long again as level 1, which is 6 % of a build, for 4 % of the database; level
// 6 four times as long as 3 for 1 %.
constexpr int compression_level = 1;

// Larger ones gain under 1 %.
constexpr std::size_t dictionary_bytes = std::size_t{32} << 10;

// No article that was accepted is larger; a damaged size must not allocate more.
constexpr unsigned long long max_fields_bytes = 256ULL << 20;

void put_string(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out += text;
}

[[noreturn]] void throw_damaged() {
    throw Error(
        ErrorCode::damaged,
        {"a stored article cannot be read", "یک خبر ذخیره‌شده خوانده نمی‌شود"},
        {"verify the database with: jooya-index check --full --db DB",
         "پایگاه را با این فرمان بررسی کنید: jooya-index check --full --db DB"});
}

class FieldReader {
  public:
    explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        const std::optional<std::uint64_t> value = take_number(rest_);
        if (!value) throw_damaged();
        return *value;
    }

    std::string string() {
        const std::uint64_t size = number();
        if (size > rest_.size()) throw_damaged();
        std::string text(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return text;
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

  private:
    std::string_view rest_;
};

}  // namespace

std::string canonical_fields(const Article& article) {
    std::string out;
    out.reserve(article.title.size() + article.lead.size() + article.body.size() + article.url.size() + 256);
    for (const std::string* text : {&article.code, &article.title, &article.lead, &article.body}) {
        put_string(out, *text);
    }
    out += static_cast<char>(article.date.has_value());
    if (article.date.has_value()) {
        out += static_cast<char>(article.date->has_time);
        const std::int64_t seconds = article.date->seconds;
        put_number(out,
                   (static_cast<std::uint64_t>(seconds) << 1) ^ static_cast<std::uint64_t>(seconds >> 63));
    }
    for (const std::string* text : {&article.agency, &article.category, &article.author, &article.url}) {
        put_string(out, *text);
    }
    put_number(out, article.tags.size());
    for (const std::string& tag : article.tags) put_string(out, tag);
    return out;
}

struct ArticleDictionary::Impl {
    std::string bytes;
    std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> for_writing{nullptr, &ZSTD_freeCDict};
    std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> for_reading{nullptr, &ZSTD_freeDDict};
};

std::shared_ptr<const ArticleDictionary> ArticleDictionary::train(const std::vector<std::string>& samples) {
    std::string all;
    std::vector<std::size_t> sizes;
    for (const std::string& sample : samples) {
        all += sample;
        sizes.push_back(sample.size());
    }
    std::string bytes(dictionary_bytes, '\0');
    const std::size_t size = ZDICT_trainFromBuffer(bytes.data(), bytes.size(), all.data(), sizes.data(),
                                                   static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) return nullptr;
    bytes.resize(size);
    return std::make_shared<const ArticleDictionary>(std::move(bytes));
}

ArticleDictionary::ArticleDictionary(std::string bytes) : impl_(std::make_unique<Impl>()) {
    impl_->bytes = std::move(bytes);
    impl_->for_writing.reset(ZSTD_createCDict(impl_->bytes.data(), impl_->bytes.size(), compression_level));
    impl_->for_reading.reset(ZSTD_createDDict(impl_->bytes.data(), impl_->bytes.size()));
    if (!impl_->for_writing || !impl_->for_reading || id() == 0) throw_damaged();
}

ArticleDictionary::~ArticleDictionary() = default;

const std::string& ArticleDictionary::bytes() const {
    return impl_->bytes;
}

std::uint32_t ArticleDictionary::id() const {
    return ZSTD_getDictID_fromDDict(impl_->for_reading.get());
}

std::string encode_stored_article(std::string_view canonical, const ArticleDictionary* dictionary) {
    static thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                                           &ZSTD_freeCCtx);
    std::string data(1 + ZSTD_compressBound(canonical.size()), '\0');
    data[0] = stored_article_version;
    const std::size_t size =
        dictionary == nullptr
            ? ZSTD_compressCCtx(context.get(), data.data() + 1, data.size() - 1, canonical.data(),
                                canonical.size(), compression_level)
            : ZSTD_compress_usingCDict(context.get(), data.data() + 1, data.size() - 1, canonical.data(),
                                       canonical.size(), dictionary->impl().for_writing.get());
    if (ZSTD_isError(size) != 0) {
        throw Error(ErrorCode::internal,
                    {std::string("zstd cannot compress an article: ") + ZSTD_getErrorName(size),
                     std::string("zstd نتوانست یک خبر را فشرده کند: ") + ZSTD_getErrorName(size)});
    }
    data.resize(1 + size);
    data.shrink_to_fit();
    return data;
}

Article decode_stored_article(std::string_view data, const FindDictionary& find) {
    static thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                           &ZSTD_freeDCtx);
    if (data.empty() || data[0] != stored_article_version) throw_damaged();
    data.remove_prefix(1);
    const unsigned long long size = ZSTD_getFrameContentSize(data.data(), data.size());
    if (size > max_fields_bytes) throw_damaged();
    std::string fields(size, '\0');
    const std::uint32_t id = ZSTD_getDictID_fromFrame(data.data(), data.size());
    const ArticleDictionary* dictionary = id == 0 || !find ? nullptr : find(id);
    if (id != 0 && dictionary == nullptr) throw_damaged();
    const std::size_t read =
        id == 0 ? ZSTD_decompressDCtx(context.get(), fields.data(), fields.size(), data.data(), data.size())
                : ZSTD_decompress_usingDDict(context.get(), fields.data(), fields.size(), data.data(),
                                             data.size(), dictionary->impl().for_reading.get());
    if (read != size) throw_damaged();

    FieldReader in(fields);
    Article article;
    for (std::string* text : {&article.code, &article.title, &article.lead, &article.body})
        *text = in.string();
    if (in.number() != 0) {
        const bool has_time = in.number() != 0;
        const std::uint64_t zigzag = in.number();
        article.date = Timestamp{static_cast<std::int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1)), has_time};
    }
    for (std::string* text : {&article.agency, &article.category, &article.author, &article.url}) {
        *text = in.string();
    }
    const std::uint64_t tags = in.number();
    if (tags > in.left()) throw_damaged();
    for (std::uint64_t i = 0; i < tags; ++i) article.tags.push_back(in.string());
    if (!in.at_end()) throw_damaged();
    return article;
}

}  // namespace jooya
