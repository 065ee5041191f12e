#include "ui/view_models/rule_moments.h"

#include "core/observables/observable_table.h"

namespace featurescope::ui {
namespace {

bool holds(const LandmarkRule& rule, const TimelineRow& row) {
    const std::optional<Observable> metric = observableNamed(rule.metric);
    const double value = metric ? row.values[*metric] : std::numeric_limits<double>::quiet_NaN();
    // What is not measured (NaN) fulfils neither.
    return rule.bound == Bound::atLeast ? value >= rule.value : value <= rule.value;
}

}  // namespace

void RuleMoments::follow(const Snapshot& snapshot) {
    const TimelineView& rows = snapshot.timeline;
    if (snapshot.runId != runId_ || rows.size() < rows_) {
        runId_ = snapshot.runId;
        wanted_ = snapshot.spec.opening.landmarks;
        rows_ = 0;
        found_.clear();
    }
    for (; rows_ < rows.size(); ++rows_) {
        std::erase_if(wanted_, [&](const LandmarkRule& rule) {
            if (!holds(rule, rows[rows_])) return false;
            found_.push_back({rule, rows[rows_].step});
            return true;
        });
    }
}

}  // namespace featurescope::ui
