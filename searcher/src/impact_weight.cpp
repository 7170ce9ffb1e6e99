// SPDX-License-Identifier: GPL-3.0-or-later
#include "impact_weight.hpp"

#include <cmath>
#include <string>

#include "jooya/indexer/impact.hpp"

namespace jooya {

namespace {

class ImpactWeight final : public Xapian::Weight {
  public:
    ImpactWeight() {
        need_stat(COLLECTION_SIZE);
        need_stat(TERMFREQ);
        need_stat(WDF);
        need_stat(WDF_MAX);
    }

    [[nodiscard]] ImpactWeight* clone() const override { return new ImpactWeight; }
    [[nodiscard]] std::string name() const override { return "Impact"; }

    void init(double factor) override {
        const double articles = get_collection_size();
        const double holding = get_termfreq();
        of_unit_ = factor == 0 || holding == 0 ? 0 : factor * std::log(articles / holding) / impact::scale;
    }

    [[nodiscard]] double get_sumpart(Xapian::termcount wdf, Xapian::termcount /*length*/,
                                     Xapian::termcount /*unique*/) const override {
        return of_unit_ * wdf;
    }
    [[nodiscard]] double get_maxpart() const override { return of_unit_ * get_wdf_upper_bound(); }
    [[nodiscard]] double get_sumextra(Xapian::termcount /*length*/,
                                      Xapian::termcount /*unique*/) const override {
        return 0;
    }
    [[nodiscard]] double get_maxextra() const override { return 0; }

  private:
    double of_unit_ = 0;
};

}  // namespace

void rank_by_impact(Xapian::Enquire& enquire, const Xapian::Query& query, bool has_remote) {
    if (has_remote) {
        enquire.set_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 1 / impact::scale));
        enquire.set_weighting_scheme(Xapian::TfIdfWeight("ntn"));
    } else {
        enquire.set_query(query);
        enquire.set_weighting_scheme(ImpactWeight());
    }
}

}  // namespace jooya
