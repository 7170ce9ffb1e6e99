// SPDX-License-Identifier: GPL-3.0-or-later
#include "article_store.hpp"

#include <algorithm>
#include <numeric>

#include "jooya/indexer/schema.hpp"
#include "jooya/indexer/terms.hpp"

namespace jooya {

namespace {

// More documents than any match asks for: none is collapsed.
constexpr Xapian::doccount never = 1'000'000;

}  // namespace

void ArticleStore::carry_codes(Xapian::Enquire& enquire) const {
    if (has_remote_) enquire.set_collapse_key(slot_code, never);
}

void ArticleStore::learn(const Xapian::MSet& found) const {
    if (!has_remote_) return;
    for (auto match = found.begin(); match != found.end(); ++match) learn(*match, match.get_collapse_key());
}

void ArticleStore::learn(Xapian::docid document, std::string code) const {
    if (has_remote_) codes_.insert_or_assign(document, std::move(code));
}

void ArticleStore::fetch(std::span<const Xapian::docid> documents, std::uint32_t slot) const {
    if (!has_remote_ || slot == slot_code) return;
    std::vector<std::string> terms;
    for (const Xapian::docid document : documents) {
        const auto code = codes_.find(document);
        if (code != codes_.end() && values_.try_emplace({document, slot}).second)
            terms.push_back(code_term(code->second));
    }
    if (terms.empty()) return;
    Xapian::Enquire enquire(all_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_collapse_key(slot, never);
    // Documents that no longer count have codes as well.
    const Xapian::MSet found = enquire.get_mset(0, all_.get_doccount());
    for (auto match = found.begin(); match != found.end(); ++match) {
        values_.insert_or_assign({*match, slot}, match.get_collapse_key());
    }
}

std::string ArticleStore::value(Xapian::docid document, std::uint32_t slot) const {
    return values(std::span(&document, 1), slot).front();
}

std::vector<std::string> ArticleStore::values(std::span<const Xapian::docid> documents,
                                              std::uint32_t slot) const {
    std::vector<std::string> values(documents.size());
    if (has_remote_) {
        fetch(documents, slot);
        std::ranges::transform(documents, values.begin(), [&](Xapian::docid document) {
            return slot == slot_code ? codes_[document] : values_[{document, slot}];
        });
        return values;
    }
    std::vector<std::size_t> order(documents.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](std::size_t i) { return documents[i]; });
    auto at = all_.valuestream_begin(slot);
    const auto end = all_.valuestream_end(slot);
    for (const std::size_t i : order) {
        if (at != end) at.skip_to(documents[i]);
        if (at != end && at.get_docid() == documents[i]) values[i] = *at;
    }
    return values;
}

Article ArticleStore::article(Xapian::docid document) const {
    return dictionaries_.decode(value(document, slot_article));
}

void ArticleStore::clear() const {
    codes_.clear();
    values_.clear();
}

}  // namespace jooya
