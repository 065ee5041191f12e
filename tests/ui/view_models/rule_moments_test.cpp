#include "ui/view_models/rule_moments.h"

#include <gtest/gtest.h>

#include "core/observables/observable_table.h"
#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(RuleMoments, AreTheFirstRecordedStepsAtWhichTheyHold) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    const TimelineView& rows = snapshot->timeline;
    const double level = rows[rows.size() / 2].values[Observable::trainLoss];
    std::int64_t first = -1;
    for (std::size_t i = rows.size(); i-- > 0;) {
        if (rows[i].values[Observable::trainLoss] <= level) first = rows[i].step;
    }
    snapshot->spec.opening.landmarks = {{"low", "train_loss", Bound::atMost, level},
                                        {"never", "train_loss", Bound::atMost, -1},
                                        {"at once", "train_loss", Bound::atLeast, 0}};
    RuleMoments moments;
    moments.follow(*snapshot);
    ASSERT_EQ(moments.found().size(), 2U);
    EXPECT_EQ(moments.found()[0].rule.label, "at once");
    EXPECT_EQ(moments.found()[0].step, rows[0].step);
    EXPECT_EQ(moments.found()[1].rule.label, "low");
    EXPECT_EQ(moments.found()[1].step, first);
}

TEST(RuleMoments, BeginAnewWithAnotherRun) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    snapshot->spec.opening.landmarks = {{"at once", "train_loss", Bound::atLeast, 0}};
    RuleMoments moments;
    moments.follow(*snapshot);
    EXPECT_EQ(moments.found().size(), 1U);
    ++snapshot->runId;
    snapshot->spec.opening.landmarks.clear();
    moments.follow(*snapshot);
    EXPECT_TRUE(moments.found().empty());
}

}  // namespace
