// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_articles.hpp"

#include <utility>

#include "jooya/indexer/terms.hpp"

namespace jooya {

// Matches the documents that do not count; of databases that are searched as one, Xapian makes a copy for each.
class LiveArticles::Source final : public Xapian::PostingSource {
  public:
    explicit Source(std::shared_ptr<const OfDatabase> of_database) : of_database_(std::move(of_database)) {}

    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count(); }

    void init(const Xapian::Database& database) override {
        const auto known = of_database_->find(database.get_uuid());
        tombstones_ = known != of_database_->end()
                          ? known->second
                          : std::make_shared<const Tombstones>(Tombstones::of(database));
        at_ = 0;
    }

    void next(double /*min_weight*/) override { at_ = tombstones_->next(at_ + 1); }
    void skip_to(Xapian::docid document, double /*min_weight*/) override {
        if (document > at_) at_ = tombstones_->next(document);
    }
    bool check(Xapian::docid document, double /*min_weight*/) override {
        at_ = document;
        return tombstones_->contains(document);
    }

    [[nodiscard]] bool at_end() const override { return at_ == 0; }
    [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
    [[nodiscard]] PostingSource* clone() const override { return new Source(of_database_); }
    [[nodiscard]] std::string get_description() const override { return "Tombstones"; }

  private:
    [[nodiscard]] Xapian::doccount count() const {
        return static_cast<Xapian::doccount>(tombstones_->size());
    }

    std::shared_ptr<const OfDatabase> of_database_;
    std::shared_ptr<const Tombstones> tombstones_;
    Xapian::docid at_ = 0;
};

LiveArticles::LiveArticles(const std::vector<Xapian::Database>& parts, bool has_remote)
    : has_remote_(has_remote) {
    auto of_database = std::make_shared<OfDatabase>();
    for (const Xapian::Database& part : parts) {
        of_part_.push_back(std::make_shared<const Tombstones>(Tombstones::of(part)));
        tombstones_ += of_part_.back()->size();
        of_database->emplace(part.get_uuid(), of_part_.back());
    }
    of_database_ = std::move(of_database);
}

Xapian::Query LiveArticles::only(const Xapian::Query& query) const {
    if (tombstones_ == 0 || has_remote_ || query.empty()) return query;
    return {Xapian::Query::OP_AND_NOT, query, Xapian::Query((new Source(of_database_))->release())};
}

bool LiveArticles::holds(Xapian::docid document) const {
    if (tombstones_ == 0) return true;
    // Xapian deals the numbers out to its databases in turn.
    const auto parts = static_cast<Xapian::docid>(of_part_.size());
    return !of_part_[(document - 1) % parts]->contains((document - 1) / parts + 1);
}

std::optional<Xapian::docid> LiveArticles::find(std::string_view code, const Xapian::Database& all) const {
    const std::string term = code_term(code);
    for (auto document = all.postlist_begin(term); document != all.postlist_end(term); ++document) {
        if (holds(*document)) return *document;
    }
    return std::nullopt;
}

}  // namespace jooya
