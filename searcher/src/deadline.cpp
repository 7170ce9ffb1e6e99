// SPDX-License-Identifier: GPL-3.0-or-later
#include "deadline.hpp"

#include <cstdint>
#include <string>

#include "jooya/error.hpp"

namespace jooya {

namespace {

// Looking at the clock costs as much as some ten articles; so many are a few microseconds of matching.
constexpr std::uint32_t looks_every = 256;

// Matches every article and weighs nothing. Beside a query in OP_FILTER it is asked about each article that
// the query meets, before positions are read: the one place of a match where it can be stopped.
class DeadlineSource final : public Xapian::PostingSource {
  public:
    explicit DeadlineSource(const Deadline& deadline) : deadline_(deadline) {}

    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return articles_; }
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return articles_; }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return articles_; }

    void init(const Xapian::Database& database) override {
        articles_ = database.get_doccount();
        last_ = database.get_lastdocid();
        at_ = 0;
        deadline_.check();
    }

    void next(double /*min_weight*/) override {
        ++at_;
        look();
    }

    void skip_to(Xapian::docid article, double /*min_weight*/) override {
        if (article > at_) at_ = article;
        look();
    }

    bool check(Xapian::docid article, double /*min_weight*/) override {
        at_ = article;
        look();
        return true;
    }

    [[nodiscard]] bool at_end() const override { return at_ > last_; }
    [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
    [[nodiscard]] PostingSource* clone() const override { return new DeadlineSource(deadline_); }
    [[nodiscard]] std::string get_description() const override { return "Deadline"; }

  private:
    void look() {
        if (++looks_ % looks_every == 0) deadline_.check();
    }

    Deadline deadline_;
    Xapian::doccount articles_ = 0;
    Xapian::docid last_ = 0;
    Xapian::docid at_ = 0;
    std::uint32_t looks_ = 0;
};

}  // namespace

void Deadline::check() const {
    if (!moment_ || Clock::now() < *moment_) return;
    throw Error(ErrorCode::timeout,
                {"the search took too long and was given up",
                 "جست‌وجو به درازا کشید و رها شد"},
                {"ask with fewer or rarer words",
                 "با واژه‌های کمتر یا کمیاب‌تر بپرسید"});
}

Xapian::Query Deadline::bounded(const Xapian::Query& query) const {
    if (!moment_ || query.empty()) return query;
    return {Xapian::Query::OP_FILTER, query, Xapian::Query((new DeadlineSource(*this))->release())};
}

}  // namespace jooya
