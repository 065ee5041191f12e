#include "core/run/state_parts.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/run/experiment.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

ViewRequest requestFor(std::initializer_list<SnapshotPart> wanted) {
    ViewRequest request;
    for (const SnapshotPart part : wanted) request.parts = request.parts.with(part);
    return request;
}

/// A run with its data and weights in the open.
struct OpenRun {
    std::unique_ptr<Experiment> run;
    Dataset<float> data;
    WeightMatrix<float> weights;
    Vector<float> outputWeights;
};

OpenRun openRun(const ExperimentSpec& spec, std::int64_t steps) {
    OpenRun open{
        makeExperiment(spec, {}, nullptr, {}), drawDataset<float>(spec.data, spec.seeds, {}), {}, {}};
    while (open.run->step() < steps) open.run->advance();
    const auto arrays = open.run->finalArrays();
    const auto& w = std::get<std::vector<float>>(arrays[0].array.values);
    const auto& a = std::get<std::vector<float>>(arrays[1].array.values);
    const auto m = static_cast<Eigen::Index>(a.size());
    open.weights =
        Eigen::Map<const WeightMatrix<float>>(w.data(), m, static_cast<Eigen::Index>(w.size()) / m);
    open.outputWeights = Eigen::Map<const Vector<float>>(a.data(), m);
    return open;
}

Vector<double> outputsOn(const OpenRun& open, const Matrix<float>& inputs) {
    return (open.weights.cast<double>() * inputs.cast<double>()).cwiseMax(0.0).transpose() *
           open.outputWeights.cast<double>();
}

TEST(StateParts, AreMadeOnlyWhenAskedFor) {
    const auto run = runOf(naive::settingP2(), 1);
    const StateParts none = run->parts({});
    EXPECT_FALSE(none.margins || none.spectrum || none.conditions || none.activity);
    const StateParts one = run->parts(requestFor({SnapshotPart::spectrum}));
    EXPECT_TRUE(one.spectrum);
    EXPECT_FALSE(one.margins || one.conditions || one.activity);
}

TEST(Margins, AreThoseOfEverySample) {
    const OpenRun open = openRun(specOf(naive::settingP9(), 2), 30);
    const auto margins = open.run->parts(requestFor({SnapshotPart::margins})).margins;
    ASSERT_TRUE(margins);
    EXPECT_EQ(margins->step, 30);
    EXPECT_EQ(margins->clean.size() + margins->corrupted.size(), 1000U);
    EXPECT_EQ(margins->testClean.size(), 4000U);
    const Vector<double> f = outputsOn(open, open.data.train.inputs);
    std::size_t clean = 0, corrupted = 0;
    for (std::size_t i = 0; i < 1000; ++i) {
        const double margin = open.data.train.labels[i] * f[static_cast<Eigen::Index>(i)];
        const bool isClean = open.data.train.labels[i] == open.data.train.cleanLabels[i];
        const float given = isClean ? margins->clean[clean++] : margins->corrupted[corrupted++];
        EXPECT_NEAR(static_cast<double>(given), margin, 1e-5);
    }
    const Vector<double> onTest = outputsOn(open, open.data.test.inputs);
    for (std::size_t i = 0; i < 4000; i += 41) {
        EXPECT_NEAR(static_cast<double>(margins->testClean[i]),
                    open.data.test.cleanLabels[i] * onTest[static_cast<Eigen::Index>(i)], 1e-5);
    }
}

TEST(Spectrum, IsThatOfTheWeights) {
    const OpenRun open = openRun(specOf(naive::settingP2(), 1), 60);
    const auto spectrum = open.run->parts(requestFor({SnapshotPart::spectrum})).spectrum;
    ASSERT_TRUE(spectrum);
    EXPECT_EQ(spectrum->step, 60);
    const Vector<double> expected =
        Eigen::JacobiSVD<Matrix<double>>(open.weights.cast<double>()).singularValues();
    ASSERT_EQ(spectrum->singularValues.size(), 50U);
    for (std::size_t k = 0; k < 50; ++k) {
        EXPECT_NEAR(spectrum->singularValues[k], expected[static_cast<Eigen::Index>(k)], 1e-6 * expected[0]);
    }
}

TEST(Conditions, AreTheProofsOnEveryNeuron) {
    ExperimentSpec spec = specOf(naive::settingP2(40), 3);
    spec.network.neurons = 41;  // the last neuron has a = 0
    const auto start = openRun(spec, 0);
    for (const std::int64_t steps : {0, 25, 80}) {
        const OpenRun open = openRun(spec, steps);
        const auto found = open.run->parts(requestFor({SnapshotPart::conditions})).conditions;
        ASSERT_TRUE(found);
        EXPECT_EQ(found->step, steps);
        const Matrix<double> z = open.weights.cast<double>() * open.data.train.inputs.cast<double>();
        for (Eigen::Index j = 0; j < 41; ++j) {
            const float a = open.outputWeights[j];
            const float own = start.weights(j, a > 0 ? 0 : 1);
            const int cluster = (a > 0 ? 0 : 2) + (own > 0 ? 0 : 1);
            bool aligned = a != 0;
            for (Eigen::Index i = 0; i < z.cols(); ++i) {
                const int of = static_cast<int>(open.data.train.groups[static_cast<std::size_t>(i)]);
                if (of == cluster && !(z(j, i) > 0)) aligned = false;
                if (of == (cluster ^ 1) && z(j, i) > 0) aligned = false;
            }
            EXPECT_EQ(found->alignment.holds[static_cast<std::size_t>(j)], aligned) << j << " " << steps;
        }
        std::size_t inside = 0;
        for (Eigen::Index j = 0; j < 40; ++j) {
            const double other = std::abs(open.weights(j, open.outputWeights[j] > 0 ? 1 : 0));
            inside += other <= 3 * 0.2 * std::abs(open.outputWeights[j]) ? 1 : 0;
        }
        EXPECT_EQ(found->orthogonality.candidates, 40U);
        EXPECT_EQ(found->orthogonality.inside, inside);
        EXPECT_EQ(found->conclusion.clean + found->conclusion.flipped, 1000U);
    }
}

TEST(Conditions, UseTheStepSizeInForce) {
    ExperimentSpec spec = specOf(naive::settingP2(40), 3);
    spec.training.stepSizeChanges = {{5, 0.01}};
    const auto at4 = openRun(spec, 4).run->parts(requestFor({SnapshotPart::conditions})).conditions;
    const auto at5 = openRun(spec, 5).run->parts(requestFor({SnapshotPart::conditions})).conditions;
    EXPECT_GT(at5->orthogonality.largestRatio, 10 * at4->orthogonality.largestRatio);
}

TEST(Conditions, NeedMeansAndClusters) {
    const OpenRun open = openRun(specOf(naive::settingP2(), 1), 0);
    GivenData data;
    data.sha256 = std::string(64, 'a');
    data.x = open.data.train.inputs.cast<double>();
    data.y = open.data.train.labels;
    data.yClean = open.data.train.cleanLabels;
    data.xTest.resize(data.x.rows(), 0);
    data.means = open.data.directions.cast<double>();
    const auto run = makeExperiment(specForGivenData(open.run->spec(), data), {}, &data, {});
    const StateParts parts =
        run->parts(requestFor({SnapshotPart::conditions, SnapshotPart::margins, SnapshotPart::activity}));
    EXPECT_FALSE(parts.conditions);
    ASSERT_TRUE(parts.margins);
    EXPECT_TRUE(parts.margins->testClean.empty()) << "no test set was given";
    EXPECT_TRUE(parts.activity);
}

TEST(Activity, TellsWhichNeuronsFireAndWhichSamplesTheyFireOn) {
    const OpenRun open = openRun(specOf(naive::settingP9(), 1), 10);
    ViewRequest request = requestFor({SnapshotPart::activity});
    request.selection.samples = {3, 700, 99999};
    request.selection.neurons = {0, 57};
    const auto activity = open.run->parts(request).activity;
    ASSERT_TRUE(activity);
    ASSERT_EQ(activity->neuronFires.size(), 100U);
    ASSERT_EQ(activity->sampleActive.size(), 1000U);
    const Matrix<float> z = open.weights * open.data.train.inputs;
    for (Eigen::Index j = 0; j < 100; ++j) {
        EXPECT_EQ(activity->neuronFires[static_cast<std::size_t>(j)], z(j, 3) > 0 || z(j, 700) > 0) << j;
    }
    for (Eigen::Index i = 0; i < 1000; ++i) {
        EXPECT_EQ(activity->sampleActive[static_cast<std::size_t>(i)], z(0, i) > 0 || z(57, i) > 0) << i;
    }
}

TEST(Activity, OfNothingSelectedIsEmpty) {
    const auto run = runOf(naive::settingP2(), 1);
    const auto activity = run->parts(requestFor({SnapshotPart::activity})).activity;
    ASSERT_TRUE(activity);
    EXPECT_TRUE(activity->neuronFires.empty());
    EXPECT_TRUE(activity->sampleActive.empty());
}

TEST(StateParts, ObeyTheStopToken) {
    std::stop_source source;
    const auto run = makeExperiment(specOf(naive::settingP2(), 1), {}, nullptr, source.get_token());
    source.request_stop();
    EXPECT_THROW(run->parts(requestFor({SnapshotPart::conditions})), Cancelled);
    EXPECT_THROW(run->parts(requestFor({SnapshotPart::spectrum})), Cancelled);
}

}  // namespace
}  // namespace featurescope
