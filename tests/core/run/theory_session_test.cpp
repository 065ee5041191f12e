#include "core/run/theory_session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

#include "core/run/recursion_track.h"
#include "core/theory/bayes_error.h"
#include "core/theory/margin_law.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

using namespace std::chrono_literals;
using OverlayPtr = std::shared_ptr<const TheoryOverlay>;

OverlayPtr waitFor(TheorySession& session, const std::function<bool(const TheoryOverlay&)>& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (auto overlay = session.take(); overlay && wanted(*overlay)) return overlay;
        std::this_thread::sleep_for(1ms);
    }
    return nullptr;
}

TheoryRequest requestFor(const ExperimentSpec& spec, std::int64_t step, std::int64_t shownTo = 400) {
    return {.runId = 7, .spec = spec, .step = step, .shownTo = shownTo, .neurons = {}, .scene = nullptr};
}

const PredictedCurve* curveOf(const TheoryOverlay& overlay, std::string_view id) {
    for (const PredictedCurve& curve : overlay.curves) {
        if (curve.id == id) return &curve;
    }
    return nullptr;
}

TEST(TheorySession, DrawsEveryPredictionOverTheStepsShown) {
    TheorySession session(0);
    const ExperimentSpec spec = specOf(naive::settingP2(), 1);
    session.request(requestFor(spec, 0, 3000));
    const OverlayPtr overlay = waitFor(session, [](const TheoryOverlay& o) { return !o.curves.empty(); });
    ASSERT_TRUE(overlay);
    EXPECT_TRUE(overlay->applies);
    EXPECT_EQ(overlay->runId, 7U);
    EXPECT_EQ(overlay->failureProbability, 0.1);
    EXPECT_NEAR(overlay->assumptions.largestC(), checkAssumptions(naive::settingP2(), 0.1).largestC(), 1e-9);
    const PredictedCurve* law = curveOf(*overlay, "margin-law");
    ASSERT_TRUE(law);
    EXPECT_GT(law->points.size(), 100U);
    EXPECT_LE(law->points.size(), 200U);
    EXPECT_EQ(law->points.front().first, 0);
    EXPECT_EQ(law->points.back().first, 3000);
    for (std::size_t i = 0; i < law->points.size(); ++i) {
        const auto& [step, margin] = law->points[i];
        EXPECT_EQ(step, std::round(step));
        EXPECT_DOUBLE_EQ(margin, marginAt(0.2 * step, 0.15, 0.15));
        if (i > 0) {
            EXPECT_GT(step, law->points[i - 1].first);
        }
    }
    const PredictedCurve* bayes = curveOf(*overlay, "bayes-clean");
    ASSERT_TRUE(bayes);
    EXPECT_TRUE(bayes->isLevel);
    ASSERT_EQ(bayes->points.size(), 2U);
    EXPECT_DOUBLE_EQ(bayes->points[1].second, bayesErrorClean(0.15));
}

TEST(TheorySession, TrustsNothingButTheStartWhenAnAdversaryFlipsLabels) {
    TheorySession session(0);
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    const auto trustedTo = [&] {
        session.request(requestFor(spec, 5));
        const OverlayPtr overlay =
            waitFor(session, [](const TheoryOverlay& o) { return o.population.step == 5; });
        return overlay ? overlay->population.trustedTo : -1;
    };
    EXPECT_GT(trustedTo(), 50);
    std::get<XorClusters>(spec.data).corruption = Corruption::nearBoundary;
    EXPECT_EQ(trustedTo(), 0);
}

TEST(TheorySession, ForetellsThePopulationAtTheStepShown) {
    TheorySession session(0);
    const ExperimentSpec spec = specOf(naive::settingP2(), 1);
    for (const std::int64_t step : {40, 10, 60}) {  // back and forth
        session.request(requestFor(spec, step));
        const OverlayPtr overlay =
            waitFor(session, [step](const TheoryOverlay& o) { return o.population.step == step; });
        ASSERT_TRUE(overlay) << step;
        NeuronRecursion fresh(naive::settingP2(), expectedStatistics(naive::settingP2()),
                              drawnPopulation(naive::settingP2(), 2000, 1), 100.0 / 2000);
        while (fresh.step() < step) fresh.advance(0.2);
        EXPECT_EQ(overlay->population.neurons.alongMu1, fresh.neurons().alongMu1);
        EXPECT_EQ(overlay->population.neurons.perpendicular, fresh.neurons().perpendicular);
    }
}

TEST(TheorySession, TrustsTheHistogramAsFarAsItWasChecked) {
    TheorySession session(0);
    for (const auto& [setting, from, to] :
         {std::tuple{naive::settingP2(400), 100, 110}, std::tuple{naive::settingP9(400), 50, 55}}) {
        session.request(requestFor(specOf(setting, 1), 0));
        const OverlayPtr overlay = waitFor(session, [&](const TheoryOverlay& o) {
            return o.population.step == 0 && o.population.neurons.size() > 0;
        });
        ASSERT_TRUE(overlay);
        EXPECT_GE(overlay->population.trustedTo, from);
        EXPECT_LE(overlay->population.trustedTo, to);
    }
}

TEST(TheorySession, StopsWhereItSaysWhenTheRunIsLong) {
    TheorySession session(0);
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    spec.network.neurons = 4000;
    session.request(requestFor(spec, 0));
    const OverlayPtr overlay =
        waitFor(session, [](const TheoryOverlay& o) { return o.population.neurons.size() > 0; });
    ASSERT_TRUE(overlay);
    EXPECT_EQ(overlay->recursionEndsAt, 10000);
}

TEST(TheorySession, FollowsSelectedNeuronsFromTheirOwnStart) {
    const auto run = runOf(naive::settingP2(), 4);
    TheorySession session(0);
    TheoryRequest request = requestFor(run->spec(), 0, 100);
    request.scene = run->scene({});
    request.neurons = {3, 80, 4711};
    session.request(request);
    const OverlayPtr overlay = waitFor(session, [](const TheoryOverlay& o) {
        return o.paths.size() == 2 && !o.paths[0].points.empty() && o.paths[0].points.back().first == 100;
    });
    ASSERT_TRUE(overlay) << "the neuron that does not exist is left out";
    const NeuronTable start = request.scene->startNeurons;
    for (const PredictedPath& path : overlay->paths) {
        const auto j = static_cast<std::size_t>(path.neuron);
        EXPECT_EQ(path.points.front().first, 0);
        EXPECT_NEAR(path.points.front().second.x, start.projections[0][j], 1e-6);
        EXPECT_NEAR(path.points.front().second.y, start.projections[1][j], 1e-6);
    }
    while (run->step() < 100) run->advance();
    for (const PredictedPath& path : overlay->paths) {
        const auto j = static_cast<std::size_t>(path.neuron);
        const bool positive = start.outputWeight[j] > 0;
        const double own = positive ? run->neurons().projections[0][j] : run->neurons().projections[1][j];
        const PlanePoint end = path.points.back().second;
        EXPECT_NEAR((positive ? end.x : end.y) / own, 1, 0.1) << path.neuron;
    }
    request.neurons.clear();
    session.request(request);
    EXPECT_TRUE(waitFor(session, [](const TheoryOverlay& o) { return o.paths.empty(); }));
}

TEST(TheorySession, SaysNothingOfOtherData) {
    TheorySession session(0);
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    std::get<XorClusters>(spec.data).clusterNoise = NoiseKind::laplace;
    session.request(requestFor(spec, 5));
    const OverlayPtr overlay = waitFor(session, [](const TheoryOverlay&) { return true; });
    ASSERT_TRUE(overlay);
    EXPECT_FALSE(overlay->applies);
    EXPECT_TRUE(overlay->curves.empty());
}

TEST(TheorySession, LeavesAnOldSpecAtOnceForANewOne) {
    TheorySession session(0);
    ExperimentSpec spec = specOf(naive::settingP9(), 1);
    session.request(requestFor(spec, 10000, 1000000));
    spec.training.stepSize = 0.5;
    TheoryRequest second = requestFor(spec, 3);
    second.runId = 8;
    session.request(second);
    const OverlayPtr overlay =
        waitFor(session, [](const TheoryOverlay& o) { return o.runId == 8 && o.population.step == 3; });
    ASSERT_TRUE(overlay);
    EXPECT_EQ(curveOf(*overlay, "margin-law")->points.back().first, 400);
}

TEST(RecursionTrack, GivesTheSameStateOnEveryWayToAStep) {
    const XorSetting setting = naive::settingP9();
    TrainingSettings training{.stepSize = 0.2, .steps = 0, .stepSizeChanges = {{30, 0.5}}};
    RecursionTrack track(setting, expectedStatistics(setting), drawnPopulation(setting, 100, 1), 1, training);
    const std::vector<double> direct = track.at(70, {}).ownAlignments();
    track.at(200, {});
    track.at(12, {});
    EXPECT_EQ(track.at(70, {}).ownAlignments(), direct);
    EXPECT_EQ(track.at(1'000'000'000, {}).step(), track.endsAt());
}

}  // namespace
}  // namespace featurescope
