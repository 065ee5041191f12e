#include <gtest/gtest.h>

#include <cmath>

#include "core/theory/population_gradient.h"
#include "core/theory/xor_setting.h"
#include "tests/support/sample_snapshot.h"
#include "ui/view_models/neuron_curves_view.h"
#include "ui/view_models/neuron_plane_view.h"
#include "ui/view_models/selection_edit.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(NeuronCurves, HoldWhatTheHistoryHolds) {
    const auto snapshot = test::sampleSnapshot();
    const NeuronCurves curves = neuronCurves(*snapshot, NeuronQuantity::projection, 100, {});
    ASSERT_EQ(curves.curves.size(), 40U);
    ASSERT_EQ(curves.steps.size(), snapshot->history.size() + 1);  // and the present step
    for (const NeuronCurve& curve : curves.curves) {
        const auto j = static_cast<std::size_t>(curve.neuron);
        for (std::size_t row = 0; row < snapshot->history.size(); ++row) {
            const auto& own = curve.sign > 0 ? snapshot->history[row].projections[0]
                                             : snapshot->history[row].projections[1];
            EXPECT_EQ(curve.values[row], own[j]);
        }
        const auto& now =
            curve.sign > 0 ? snapshot->neurons.projections[0] : snapshot->neurons.projections[1];
        EXPECT_EQ(curve.values.back(), static_cast<float>(now[j]));
    }
}

TEST(NeuronCurves, AreEvenlyChosenAndHoldTheSelectedOnes) {
    const auto snapshot = test::sampleSnapshot(50, 400);
    const NeuronCurves curves = neuronCurves(*snapshot, NeuronQuantity::norm, 10, {13, 399});
    EXPECT_EQ(curves.tracked, 400U);
    EXPECT_EQ(curves.curves.size(), 12U);
    EXPECT_TRUE(curves.of(0));
    EXPECT_TRUE(curves.of(13));
    EXPECT_TRUE(curves.of(360));
    EXPECT_TRUE(curves.of(399));
    EXPECT_FALSE(curves.of(14));
}

TEST(NeuronCurves, OwnAlignmentIsAnAbsoluteCosine) {
    const NeuronCurves curves = neuronCurves(*test::sampleSnapshot(), NeuronQuantity::alignment, 100, {});
    for (const NeuronCurve& curve : curves.curves) {
        for (const float value : curve.values) {
            EXPECT_GE(value, 0);
            EXPECT_LE(value, 1);
        }
    }
}

TEST(NeuronCurves, NeuronsWithoutAnOwnMeanHaveANormOnly) {
    const auto odd = test::sampleSnapshot(50, 5);  // the last a is 0
    EXPECT_EQ(neuronCurves(*odd, NeuronQuantity::norm, 100, {}).curves.size(), 5U);
    EXPECT_EQ(neuronCurves(*odd, NeuronQuantity::projection, 100, {}).curves.size(), 4U);
    EXPECT_TRUE(neuronCurves(Snapshot(), NeuronQuantity::norm, 100, {3}).curves.empty());
}

TEST(NeuronCurves, Lemma14BoundIsTwiceTheOutputWeightTimesTheLearningTime) {
    Snapshot snapshot = *test::sampleSnapshot();
    for (double& a : snapshot.neurons.outputWeight) a = std::copysign(0.2, a);
    snapshot.spec.training.stepSize = 0.3;
    const CurveData bound = lemma14Bound(snapshot, StepAxis(StepScale::linear, 100));
    EXPECT_FALSE(bound.at(0));
    EXPECT_NEAR(bound.at(50)->value, 2 * 0.2 * 0.3 * bound.at(50)->step, 1e-12);
    EXPECT_EQ(bound.back().step, 100);
}

TEST(NeuronCurves, BoundsTakeTheOutputWeightsThatWereGiven) {
    Snapshot snapshot = *test::sampleSnapshot();
    for (double& a : snapshot.neurons.outputWeight) a = std::copysign(2, a);
    snapshot.spec.training.stepSize = 0.3;
    const CurveData bound = lemma14Bound(snapshot, StepAxis(StepScale::linear, 100));
    EXPECT_NEAR(bound.at(50)->value, 2 * 2 * 0.3 * bound.at(50)->step, 1e-12);
    EXPECT_NEAR(*orthogonalityBand(snapshot), 3 * 0.3 * 2, 1e-12);
    snapshot.neurons.outputWeight[3] = 1;  // no one line bounds neurons of different |a|
    EXPECT_FALSE(lemma14Bound(snapshot, StepAxis(StepScale::linear, 100)).at(50));
    EXPECT_FALSE(orthogonalityBand(snapshot));
}

TEST(NeuronPlane, MarksLieAtTheProjections) {
    const auto snapshot = test::sampleSnapshot();
    const auto marks = planeMarks(snapshot->neurons);
    ASSERT_EQ(marks.size(), 40U);
    EXPECT_EQ(marks[7].x, snapshot->neurons.projections[0][7]);
    EXPECT_EQ(marks[7].y, snapshot->neurons.projections[1][7]);
    EXPECT_EQ(marks[7].sign, 1);
    EXPECT_TRUE(planeMarks(NeuronTable()).empty());
    EXPECT_GE(planeRadius(marks, {}), 1);
    EXPECT_LE(planeRadius(marks, {}), 1.5);
    EXPECT_EQ(planeRadius({}, {}), 1);
}

TEST(NeuronPlane, TrailsEndAtTheStepShown) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.step = 5;
    const auto trails = neuronTrails(snapshot, 4, {39});
    ASSERT_EQ(trails.size(), 5U);
    EXPECT_EQ(trails[0].points.size(), 6U);
    EXPECT_EQ(trails.back().neuron, 39);
    EXPECT_EQ(trails[1].points[5].x, snapshot.history[5].projections[0][10]);
}

TEST(NeuronPlane, BandIsThreeAlphaTimesTheOutputWeight) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.spec.training.stepSize = 0.2;
    snapshot.spec.training.stepSizeChanges = {{30, 0.4}};
    EXPECT_NEAR(*orthogonalityBand(snapshot), 3 * 0.4 * 0.1, 1e-12);
    snapshot.step = 29;
    EXPECT_NEAR(*orthogonalityBand(snapshot), 3 * 0.2 * 0.1, 1e-12);
}

TEST(NeuronPlane, FlowIsTheOneStepGradientOfTheCore) {
    Snapshot snapshot = *test::sampleSnapshot();
    const auto arrows = planeFlow(snapshot, {-1, 1, -1, 1}, 4, 4);
    ASSERT_EQ(arrows.size(), 16U);
    // Norm 1.25 and distance 1 from the origin: 0.75 across the means at the last recorded step.
    const auto last = static_cast<double>(snapshot.history[snapshot.history.size() - 1].step);
    const double radius = 0.5 + 0.5 * last / 39.0;
    const auto setting = xorSettingOf(snapshot.spec);
    for (const PlaneArrow& arrow : arrows) {
        const PlanePull pull =
            startStep(*setting, {arrow.x, arrow.y, 0.75 * radius}, outputWeightSize(*setting));
        EXPECT_NEAR(arrow.dx, pull.alongMu1, 1e-9);
        EXPECT_NEAR(arrow.dy, pull.alongMu2, 1e-9);
    }
    // A positive neuron is drawn out along mu1 and in along mu2.
    EXPECT_GT(arrows.back().dx, 0);
    EXPECT_LT(arrows.back().dy, 0);
    snapshot.spec.data = FileData{};
    EXPECT_TRUE(planeFlow(snapshot, {-1, 1, -1, 1}, 4, 4).empty());
}

TEST(NeuronPlane, FlowAfterGoingBackIsThatOfTheStepShown) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.step = 0;
    const auto arrows = planeFlow(snapshot, {-1, 1, -1, 1}, 4, 4);
    ASSERT_EQ(arrows.size(), 16U);
    const auto setting = xorSettingOf(snapshot.spec);
    for (const PlaneArrow& arrow : arrows) {
        // Radius 0.5 at step 0.
        const PlanePull pull = startStep(*setting, {arrow.x, arrow.y, 0.375}, outputWeightSize(*setting));
        EXPECT_NEAR(arrow.dx, pull.alongMu1, 1e-9);
        EXPECT_NEAR(arrow.dy, pull.alongMu2, 1e-9);
    }
}

TEST(NeuronPlane, NearestNeuronMustBeWithinReach) {
    const std::vector<PlaneNeuronMark> marks{{0, 0, 4, 1}, {1, 0, 9, -1}};
    EXPECT_EQ(nearestNeuron(marks, 0.9, 0, 100, 100, 12), 9);
    EXPECT_EQ(nearestNeuron(marks, 0.05, 0, 100, 100, 12), 4);
    EXPECT_FALSE(nearestNeuron(marks, 0.5, 0, 100, 100, 12));
}

TEST(SelectionEdit, AClickReplacesAndControlAddsOrTakesAway) {
    const Selection before{.neurons = {2, 7}, .samples = {1}, .step = 5};
    EXPECT_EQ(withNeuron(before, 4, false), (Selection{.neurons = {4}, .samples = {}, .step = 5}));
    EXPECT_EQ(withNeuron(before, 4, true), (Selection{.neurons = {2, 4, 7}, .samples = {}, .step = 5}));
    EXPECT_EQ(withNeuron(before, 7, true), (Selection{.neurons = {2}, .samples = {}, .step = 5}));
}

TEST(NeuronPlane, ShowsPathsOfTheseNeuronsOnly) {
    const std::vector<PredictedPath> all{{.neuron = 3, .points = {}}, {.neuron = 8, .points = {}}};
    const std::vector<PredictedPath> paths = pathsOf(all, {5, 8});
    ASSERT_EQ(paths.size(), 1U);
    EXPECT_EQ(paths[0].neuron, 8);
    EXPECT_TRUE(pathsOf(all, {}).empty());
}

TEST(PickedNeurons, AreThinnedEvenly) {
    PanelContent content{.snapshot = test::sampleSnapshot()};
    for (std::int32_t j = 0; j < 40; ++j) content.selection.neurons.push_back(j);
    EXPECT_EQ(pickedNeurons(content, 4), (std::vector<std::int32_t>{0, 10, 20, 30}));
    EXPECT_EQ(pickedNeurons(content).size(), 40U);
}

}  // namespace
