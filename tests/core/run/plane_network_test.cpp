#include "core/run/plane_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/run/experiment.h"
#include "core/theory/smoothed_field.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"
#include "tests/support/field_spread.h"

namespace featurescope {
namespace {

ViewRequest requestFor(FieldMode mode, bool wantsBand, int width = 90, int height = 60) {
    ViewRequest request;
    request.field = {.area = {-1.8, 1.8, -1.2, 1.2},
                     .width = width,
                     .height = height,
                     .mode = mode,
                     .wantsBand = wantsBand};
    return request;
}

std::unique_ptr<Experiment> after(const XorSetting& setting, std::int64_t steps) {
    auto run = runOf(setting, 1);
    while (run->step() < steps) run->advance();
    return run;
}

PlanePoint centre(const DecisionField& field, std::size_t pixel) {
    const auto column = static_cast<double>(pixel % static_cast<std::size_t>(field.width));
    const auto row = static_cast<double>(pixel / static_cast<std::size_t>(field.width));
    return {field.area.left + (field.area.right - field.area.left) * (column + 0.5) / field.width,
            field.area.top - (field.area.top - field.area.bottom) * (row + 0.5) / field.height};
}

double largest(const DecisionField& field) {
    float size = 0;
    for (const float value : field.values) size = std::max(size, std::abs(value));
    return static_cast<double>(size);
}

TEST(PlaneNetwork, SaysUnderTheCursorWhatTheFieldShows) {
    const auto run = after(naive::settingP9(), 40);
    for (const FieldMode mode : {FieldMode::slice, FieldMode::clusterAverage}) {
        const StateView view = run->view(requestFor(mode, false));
        ASSERT_TRUE(view.network);
        EXPECT_EQ(view.network->step, 40);
        ASSERT_EQ(view.field.values.size(), 90U * 60U);
        const double tolerance = 1e-5 * largest(view.field);
        for (std::size_t pixel = 0; pixel < view.field.values.size(); pixel += 37) {
            const PlanePoint point = centre(view.field, pixel);
            const double value = mode == FieldMode::slice ? sliceAt(*view.network, point)
                                                          : clusterAverageAt(*view.network, point);
            EXPECT_NEAR(static_cast<double>(view.field.values[pixel]), value, tolerance);
        }
    }
}

// The two ways to look at a network differ by the noise across the plane, so they must not be mixed up.
TEST(PlaneNetwork, AveragesOverTheNoiseOnlyWhenAskedTo) {
    const auto run = after(naive::settingP9(), 40);
    const StateView slice = run->view(requestFor(FieldMode::slice, false));
    const StateView average = run->view(requestFor(FieldMode::clusterAverage, false));
    double difference = 0;
    for (std::size_t i = 0; i < slice.field.values.size(); ++i) {
        const auto here = std::abs(slice.field.values[i] - average.field.values[i]);
        difference = std::max(difference, static_cast<double>(here));
    }
    EXPECT_GT(difference, 0.02 * largest(slice.field));
    EXPECT_FALSE(slice.network->across);
    EXPECT_FALSE(positiveShareAt(*slice.network, {0.5, 0.1}));
}

/// P(f > 0) at the centres of the band, from every direction of the weights.
std::vector<double> exactBand(const PlaneNetwork& network, const DecisionField& band, Experiment& run) {
    ProjectedNeurons neurons;
    neurons.perpendicular = network.perpendicular;
    for (const PlaneNeuron& neuron : network.neurons) {
        neurons.alongMu1.push_back(neuron.x);
        neurons.alongMu2.push_back(neuron.y);
        neurons.outputWeight.push_back(neuron.outputWeight);
    }
    // mu1 and mu2 are the first two axes: what lies across is the rest of the columns.
    const auto arrays = run.finalArrays();
    const auto& w = std::get<std::vector<float>>(arrays[0].array.values);
    const auto rows = static_cast<Eigen::Index>(network.neurons.size());
    const auto columns = static_cast<Eigen::Index>(w.size()) / rows;
    const WeightMatrix<float> weights = Eigen::Map<const WeightMatrix<float>>(w.data(), rows, columns);
    const Matrix<double> across = weights.rightCols(columns - 2).cast<double>();
    const FieldGrid grid{band.area.left, band.area.right, band.area.bottom,
                         band.area.top,  band.width,      band.height};
    const std::vector<double> mean = smoothedField(neurons, network.sigma, grid);
    const std::vector<double> spread = test::fieldSpread(neurons, across, network.sigma, grid);
    std::vector<double> exact;
    for (std::size_t i = 0; i < mean.size(); ++i) exact.push_back(positiveShare(mean[i], spread[i]));
    return exact;
}

// The last state of a run that diverges is shown too. The table of the normal law was read far outside.
TEST(PositiveShareBand, TakesWeightsThatAreNoNumbers) {
    const auto run = after(naive::settingP9(), 5);
    PlaneNetwork network = *run->view(requestFor(FieldMode::clusterAverage, true)).network;
    network.neurons[0].x = std::numeric_limits<double>::quiet_NaN();
    network.neurons[1].y = std::numeric_limits<double>::infinity();
    const FieldView view = requestFor(FieldMode::clusterAverage, true).field;
    const DecisionField band = bandOf(network, view, {});
    EXPECT_EQ(band.values.size(),
              static_cast<std::size_t>(band.width) * static_cast<std::size_t>(band.height));
    EXPECT_GT(band.values.size(), 0U);
}

TEST(PositiveShareBand, IsCloseToTheExactSpread) {
    struct Case {
        XorSetting setting;
        double tolerance;
    };
    // A small network is described exactly and the band differs by its interpolation alone; a wide one also
    // by what its neurons do not share.
    for (const Case& c : {Case{naive::settingP9(100), 0.02}, Case{naive::settingP9(1000), 0.05}}) {
        for (const std::int64_t steps : {0, 20, 60}) {
            const auto run = after(c.setting, steps);
            const StateView view = run->view(requestFor(FieldMode::clusterAverage, true, 48, 32));
            ASSERT_EQ(view.positiveShare.height, 32);
            const std::vector<double> exact = exactBand(*view.network, view.positiveShare, *run);
            double worst = 0;
            for (std::size_t i = 0; i < exact.size(); ++i) {
                worst =
                    std::max(worst, std::abs(exact[i] - static_cast<double>(view.positiveShare.values[i])));
            }
            EXPECT_LT(worst, c.tolerance) << "m = " << c.setting.neurons << " after " << steps;
            const PlanePoint point = centre(view.positiveShare, 500);
            EXPECT_NEAR(positiveShareAt(*view.network, point).value_or(-1), exact[500], c.tolerance);
        }
    }
}

TEST(PositiveShareBand, IsCoarserThanTheField) {
    const auto run = after(naive::settingP2(), 5);
    const StateView view = run->view(requestFor(FieldMode::slice, true, 300, 200));
    EXPECT_EQ(view.positiveShare.height, kBandRows);
    EXPECT_EQ(view.positiveShare.width, 96);
    EXPECT_EQ(view.positiveShare.values.size(), 96U * 64U);
    for (const float share : view.positiveShare.values) {
        EXPECT_GE(share, 0);
        EXPECT_LE(share, 1);
    }
    EXPECT_TRUE(run->view(requestFor(FieldMode::slice, false)).positiveShare.values.empty());
}

TEST(ClusterAverage, HasItsBoundaryWhereItChangesItsSign) {
    const auto run = after(naive::settingP9(), 100);
    const StateView view = run->view(requestFor(FieldMode::clusterAverage, false));
    ASSERT_FALSE(view.boundary.empty());
    const double tolerance = 0.005 * largest(view.field);
    for (const BoundaryLine& line : view.boundary) {
        for (const PlanePoint& point : line) {
            EXPECT_NEAR(clusterAverageAt(*view.network, point), 0, tolerance);
        }
    }
}

TEST(ClusterAverage, OfASymmetricStartHasNoBoundary) {
    XorSetting setting = naive::settingP9();
    setting.start = Start::symmetric;
    EXPECT_TRUE(runOf(setting, 1)->view(requestFor(FieldMode::clusterAverage, true)).boundary.empty());
}

TEST(PlaneNetwork, SplitsEveryNeuronIntoThePlaneAndTheRest) {
    const auto run = after(naive::settingP2(), 30);
    for (const PlaneKind kind : {PlaneKind::means, PlaneKind::principal, PlaneKind::random}) {
        ViewRequest request = requestFor(FieldMode::slice, false, 4, 4);
        request.plane.kind = kind;
        const StateView view = run->view(request);
        for (std::size_t j = 0; j < view.neurons.norm.size(); ++j) {
            const PlaneNeuron& neuron = view.network->neurons[j];
            EXPECT_NEAR(std::hypot(neuron.x, neuron.y, view.network->perpendicular[j]), view.neurons.norm[j],
                        1e-6);
        }
    }
}

TEST(PlaneNetwork, IsMadeOnlyForAField) {
    const auto run = after(naive::settingP2(), 0);
    EXPECT_FALSE(run->view({}).network);
    EXPECT_TRUE(run->view({}).field.values.empty());
}

}  // namespace
}  // namespace featurescope
