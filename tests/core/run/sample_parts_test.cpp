#include "core/run/sample_parts.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/observables/tangent_kernel.h"
#include "core/run/experiment.h"
#include "tests/support/random_problem.h"
#include "tests/support/small_spec.h"

namespace featurescope {
namespace {

double preactivation(const RandomProblem<double>& problem, Eigen::Index j, Eigen::Index i) {
    double z = 0;
    for (Eigen::Index k = 0; k < problem.start.weights.cols(); ++k)
        z += problem.start.weights(j, k) * problem.data.train.inputs(k, i);
    return z;
}

ViewRequest requestFor(SnapshotPart part) { return {.parts = PartSet().with(part)}; }

TEST(Pattern, SaysWhichNeuronsAreActiveOnWhichSamples) {
    const auto problem = randomProblem<double>(3, {.samples = 64, .neurons = 30, .dimension = 7});
    const PatternValues pattern = patternValues<double>(9, problem.data.train.inputs, problem.start.weights);
    EXPECT_EQ(pattern.step, 9);
    ASSERT_EQ(pattern.active.size(), 30U);
    for (Eigen::Index j = 0; j < 30; ++j) {
        for (Eigen::Index i = 0; i < 64; ++i) {
            EXPECT_EQ((pattern.active[static_cast<std::size_t>(j)] >> i & 1) != 0,
                      preactivation(problem, j, i) > 0)
                << j << ", " << i;
        }
    }
}

TEST(Pattern, IsThereForFewSamplesOnly) {
    const auto has = [](std::int64_t samples) {
        const auto run = makeExperiment(test::sizedSpec({.trainSamples = samples}), {}, nullptr, {});
        return run->parts(requestFor(SnapshotPart::pattern)).pattern != nullptr;
    };
    EXPECT_TRUE(has(64));
    EXPECT_FALSE(has(65));
}

TEST(NearOrthogonality, IsThatOfTheWorstPair) {
    Matrix<double> inputs(3, 3);
    inputs << 2, 0, 0.1, 0, 1, 0.2, 0, 0, 3;
    const auto found = nearOrthogonality<double>(inputs);
    ASSERT_TRUE(found);
    // Squares 4, 1 and 9.05; products 0, 0.2 and 0.2.
    EXPECT_NEAR(found->constant, 1 / (3 * 0.2), 1e-12);
    EXPECT_NEAR(found->length, std::sqrt(14.05 / 3), 1e-12);
    EXPECT_FALSE(nearOrthogonality<double>(inputs.leftCols(1)));
    EXPECT_FALSE(nearOrthogonality<double>(Matrix<double>::Ones(3, 65)));
    EXPECT_FALSE(nearOrthogonality<double>(Matrix<double>::Zero(3, 2)));
}

TEST(Features, TendToWhatRebuildsThemBestFromOneNumber) {
    for (const ActivationFunction& activation :
         {ActivationFunction(Relu{}), ActivationFunction(LeakyRelu{0.3}), ActivationFunction(Identity{})}) {
        const auto problem = randomProblem<double>(5, {.samples = 200, .neurons = 9, .dimension = 12});
        const FeatureValues features =
            featureValues<double>(4, problem.data.train.inputs, problem.start.weights, activation);
        EXPECT_EQ(features.step, 4);
        Matrix<double> rows(200, 9);
        for (Eigen::Index i = 0; i < 200; ++i) {
            for (Eigen::Index j = 0; j < 9; ++j)
                rows(i, j) = std::visit(
                    [&](const auto& phi) { return phi.value(preactivation(problem, j, i)); }, activation);
        }
        const Vector<double> expected =
            Eigen::JacobiSVD<Matrix<double>>(rows, Eigen::ComputeThinV).matrixV().col(0);
        ASSERT_EQ(features.limit.size(), 9U);
        const Eigen::Map<const Vector<double>> limit(features.limit.data(), 9);
        EXPECT_NEAR(std::abs(limit.dot(expected)), 1, 1e-12);
        EXPECT_NEAR(limit.norm(), 1, 1e-12);
    }
}

TEST(Features, AreThereForFewNeuronsOnly) {
    const auto has = [](std::int64_t neurons) {
        const auto run = makeExperiment(test::sizedSpec({.neurons = neurons}), {}, nullptr, {});
        return run->parts(requestFor(SnapshotPart::features)).features != nullptr;
    };
    EXPECT_TRUE(has(64));
    EXPECT_FALSE(has(65));
}

TEST(Preactivations, AreCountedOverNeuronsAndSamples) {
    auto problem = randomProblem<double>(8, {.samples = 300, .neurons = 20, .dimension = 6});
    problem.start.weights *= 4;  // so that some lie beyond the histogram
    const PreactivationValues found =
        preactivationValues<double>(2, problem.data.train.inputs, problem.start.weights, {});
    std::vector<std::int64_t> expected(kPreactivationBins, 0);
    std::int64_t outside = 0;
    for (Eigen::Index j = 0; j < 20; ++j) {
        for (Eigen::Index i = 0; i < 300; ++i) {
            const double h = preactivation(problem, j, i);
            if (std::abs(h) >= kPreactivationReach) {
                ++outside;
                continue;
            }
            ++expected[static_cast<std::size_t>(std::floor(h * 40) + kPreactivationBins / 2)];
        }
    }
    EXPECT_GT(outside, 10);
    EXPECT_EQ(found.outside, outside);
    std::int64_t moved = 0;  // by rounding, from one bin into the next
    for (std::size_t bin = 0; bin < expected.size(); ++bin)
        moved += std::abs(found.counts[bin] - expected[bin]);
    EXPECT_LE(moved, 4);
}

TEST(Preactivations, CanBeBrokenOff) {
    const auto problem = randomProblem<float>(1, {.samples = 300, .neurons = 5, .dimension = 6});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(
        preactivationValues<float>(0, problem.data.train.inputs, problem.start.weights, stop.get_token()),
        Cancelled);
}

TEST(Kernel, IsOfTheTestSamplesSortedByTheirTargets) {
    auto problem = randomProblem<double>(6, {.samples = 20, .neurons = 8, .dimension = 5});
    problem.data.test = problem.data.train;
    problem.data.test.targets.clear();
    for (const TrainedLayers trained : {TrainedLayers::first, TrainedLayers::second, TrainedLayers::both}) {
        ExperimentSpec spec = test::smallSpec();
        spec.network.trained = trained;
        const std::stop_token stop;
        const MeasuredState<double> state{
            spec, problem.data, problem.start, problem.start.weights, problem.start.outputWeights, 7, stop};
        const auto kernel = kernelValues(state);
        ASSERT_TRUE(kernel);
        EXPECT_EQ(kernel->step, 7);
        EXPECT_TRUE(kernel->isOfTestSamples);
        EXPECT_TRUE(std::ranges::is_sorted(kernel->targets));
        std::vector<Eigen::Index> order;
        for (const int label : {-1, 1}) {
            for (Eigen::Index i = 0; i < 20; ++i) {
                if (problem.data.test.cleanLabels[static_cast<std::size_t>(i)] == label) order.push_back(i);
            }
        }
        const TangentFeatures features =
            tangentFeatures<double>(problem.start.weights, problem.start.outputWeights, problem.start.factor,
                                    problem.start.activation, problem.data.test.inputs);
        const Matrix<double> expected = tangentKernel(trained, features, features);
        for (std::size_t i = 0; i < 20; ++i) {
            for (std::size_t k = 0; k < 20; ++k)
                EXPECT_NEAR(static_cast<double>(kernel->values[20 * i + k]), expected(order[i], order[k]),
                            1e-6 * (1 + std::abs(expected(order[i], order[k]))));
        }
    }
}

TEST(Kernel, TakesTheFirstFourHundredSamples) {
    const auto run = makeExperiment(test::sizedSpec({.testSamples = 450}), {}, nullptr, {});
    const auto many = run->parts(requestFor(SnapshotPart::kernel)).kernel;
    ASSERT_TRUE(many);
    EXPECT_EQ(many->targets.size(), 400U);
    const auto untested = makeExperiment(test::sizedSpec({.testSamples = 0}), {}, nullptr, {});
    const auto few = untested->parts(requestFor(SnapshotPart::kernel)).kernel;
    ASSERT_TRUE(few);
    EXPECT_FALSE(few->isOfTestSamples);
    EXPECT_EQ(few->targets.size(), 60U);
}

TEST(Target, IsTheOutputAlongTheOneDirection) {
    auto problem = randomProblem<double>(4, {.samples = 30, .neurons = 8, .dimension = 5});
    Dataset<double>& data = problem.data;
    data.directions = Matrix<double>::Constant(5, 1, 2.0);
    data.train.targets.clear();
    data.train.cleanTargets.clear();
    for (int i = 0; i < 30; ++i) {
        data.train.cleanTargets.push_back(0.1 * i);
        data.train.targets.push_back(0.1 * i + (i % 2 == 0 ? 0.3 : -0.3));
    }
    data.test = data.train;
    const Vector<double> outputs = Vector<double>::LinSpaced(30, -1, 1);
    const auto target = targetValues<double>(3, data, outputs, {outputs.begin(), outputs.end()});
    ASSERT_TRUE(target);
    ASSERT_EQ(target->train.along.size(), 30U);
    ASSERT_EQ(target->test.along.size(), 30U);
    for (std::size_t i = 0; i < 30; ++i) {
        const double along = data.train.inputs.col(static_cast<Eigen::Index>(i)).sum() / std::sqrt(5.0);
        EXPECT_NEAR(static_cast<double>(target->train.along[i]), along, 1e-6);
        EXPECT_NEAR(static_cast<double>(target->test.output[i]), outputs[static_cast<Eigen::Index>(i)], 1e-6);
        EXPECT_TRUE(std::ranges::any_of(target->link,
                                        [&](const PlanePoint& point) {
                                            return std::abs(point.x - along) < 1e-6 &&
                                                   std::abs(point.y - 0.1 * static_cast<double>(i)) < 1e-12;
                                        }))
            << "without its noise, sample " << i;
    }
    EXPECT_TRUE(std::ranges::is_sorted(target->link, {}, &PlanePoint::x));
    data.train.targets.clear();
    EXPECT_FALSE(targetValues<double>(3, data, outputs, {})) << "labels have no curve";
}

TEST(PlaneNetwork, IsThereWithoutAFieldForWhoAsks) {
    const auto run = makeExperiment(test::smallSpec(), {}, nullptr, {});
    EXPECT_FALSE(run->view({}).network);
    const StateView view = run->view(requestFor(SnapshotPart::network));
    ASSERT_TRUE(view.network);
    EXPECT_EQ(view.network->neurons.size(), 20U);
    EXPECT_TRUE(view.field.values.empty());
}

}  // namespace
}  // namespace featurescope
