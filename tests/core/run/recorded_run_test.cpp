#include "core/run/recorded_run.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace featurescope {
namespace {

/// A run that diverges some steps after step 30.
ExperimentSpec divergingSpec() {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {
        .dimension = 12, .trainSamples = 60, .testSamples = 20, .clusterVariance = 0.02};
    spec.network.neurons = 20;
    spec.network.initVariance = 1e-3;
    spec.training = {.stepSize = 0.3, .steps = 100, .stepSizeChanges = {{30, 1e7}}};
    return spec;
}

class DivergingRun : public testing::Test {
  protected:
    std::unique_ptr<Experiment> experiment_ = makeExperiment(divergingSpec(), {}, nullptr, {});
    std::stop_source interrupt_;
    RecordedRun run_{*experiment_, RecordingSchedule{}, interrupt_.get_token()};

    void expectTheLastRowIsTheState() const {
        const TimelineView rows = run_.timeline();
        EXPECT_EQ(rows.back().step, experiment_->step());
        const Measurement state = experiment_->measure(MeasureDepth::everything);
        for (const Observable which : {Observable::trainLoss, Observable::testError, Observable::weightNorm})
            EXPECT_EQ(rows.back().values[which], state[which]);
        EXPECT_EQ(run_.record()->timeline().lastStep(), experiment_->step());
        EXPECT_EQ(run_.record()->trainedTo(), experiment_->step());
    }
};

TEST_F(DivergingRun, EndsAtItsLastAcceptableStep) {
    run_.keepRecord();
    EXPECT_EQ(run_.train([](RecordedRun&) {}), RunEnd::diverged);
    EXPECT_GT(experiment_->step(), 29);
    EXPECT_EQ(experiment_->step(), run_.divergence().step - 1);
    expectTheLastRowIsTheState();
    EXPECT_TRUE(run_.record()->divergence());
}

TEST_F(DivergingRun, InterruptedWhileItGoesBackHoldsNothingBeyondItsState) {
    run_.keepRecord();
    std::int64_t furthest = 0;
    const RunEnd end = run_.train([&](RecordedRun& run) {
        const std::int64_t step = run.experiment().step();
        if (step == 7) run.takeCheckpoint();
        if (step < furthest) interrupt_.request_stop();  // it is going back
        furthest = std::max(furthest, step);
    });
    EXPECT_EQ(end, RunEnd::interrupted);
    EXPECT_GT(furthest, 20);
    EXPECT_EQ(experiment_->step(), 7);
    expectTheLastRowIsTheState();
    EXPECT_FALSE(run_.record()->divergence()) << "going on finds it again";
}

TEST_F(DivergingRun, GoesOnToTheSameEndAfterAnInterruptOnTheWayBack) {
    run_.keepRecord();
    std::int64_t furthest = 0;
    run_.train([&](RecordedRun& run) {
        if (run.experiment().step() < furthest) interrupt_.request_stop();
        furthest = std::max(furthest, run.experiment().step());
    });
    const auto again = makeExperiment(divergingSpec(), {}, nullptr, {});
    RecordedRun resumed(*again, RecordingSchedule{}, {});
    resumed.resume(run_.timeline(), run_.takeCheckpoint());
    EXPECT_EQ(resumed.train([](RecordedRun&) {}), RunEnd::diverged);
    EXPECT_EQ(resumed.divergence().step, run_.divergence().step);
    EXPECT_EQ(resumed.timeline().back().step, again->step());
}

}  // namespace
}  // namespace featurescope
