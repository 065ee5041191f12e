// Runs whose network is not that of the paper: what they leave in files, and what can be seen of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/errors.h"
#include "core/io/sha256.h"
#include "core/run/experiment.h"

namespace featurescope {
namespace {

constexpr std::int64_t kDimension = 6, kNeurons = 8;

ExperimentSpec smallSpec() {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {
        .dimension = kDimension, .trainSamples = 40, .testSamples = 30, .clusterVariance = 0.05};
    spec.network.neurons = kNeurons;
    spec.network.initVariance = 0.1;
    spec.training = {.stepSize = 0.3, .steps = 20, .precision = Precision::dbl, .stepSizeChanges = {}};
    return spec;
}

std::unique_ptr<Experiment> after(const ExperimentSpec& spec, std::int64_t steps,
                                  const GivenData* given = nullptr) {
    auto run = makeExperiment(spec, {}, given, {});
    while (run->step() < steps) run->advance();
    return run;
}

NpyArray arrayOf(Experiment& run, std::string_view name) {
    for (const NpzEntry& entry : run.finalArrays()) {
        if (entry.name == name) return entry.array;
    }
    throw InputError("no such array");
}

std::vector<double> numbersOf(Experiment& run, std::string_view name) {
    return std::get<std::vector<double>>(arrayOf(run, name).values);
}

std::string hashOf(const std::vector<double>& numbers) {
    return sha256Hex(std::as_bytes(std::span(numbers)));
}

TEST(BiasedRun, KeepsOneMoreColumnOfWAndTheDirectionsOfTheData) {
    ExperimentSpec spec = smallSpec();
    spec.network.bias = true;
    const auto run = after(spec, 5);
    EXPECT_EQ(arrayOf(*run, "W").shape, (std::vector<std::size_t>{kNeurons, kDimension + 1}));
    EXPECT_EQ(arrayOf(*run, "mu").shape, (std::vector<std::size_t>{2, kDimension}));
    const std::vector<double> w = numbersOf(*run, "W"), mu = numbersOf(*run, "mu");
    EXPECT_EQ(run->weightsSha256(), hashOf(w));
    const NeuronTable& table = run->neurons();
    for (std::size_t j = 0; j < kNeurons; ++j) {
        double along = 0, squares = 0, all = 0;
        for (std::size_t k = 0; k < kDimension + 1; ++k) {
            const double weight = w[j * (kDimension + 1) + k];
            all += weight * weight;
            if (k == kDimension) continue;
            along += weight * mu[k];
            squares += weight * weight;
        }
        EXPECT_NEAR(table.cosines[0][j], along / std::sqrt(squares), 1e-12) << "without the bias";
        EXPECT_NEAR(table.norm[j], std::sqrt(all), 1e-12) << "with it";
    }
}

TEST(BiasedRun, IsThatOnInputsWithACoordinateOne) {
    ExperimentSpec spec = smallSpec();
    spec.network.bias = true;
    const auto drawn = after(spec, 0);
    const std::vector<double> start = numbersOf(*drawn, "W");
    // The same four samples twice: once with the ones written out.
    const Matrix<double> x = Matrix<double>::Random(3, 4);
    const auto given = [&](bool withOnes) {
        GivenData data;
        data.sha256 = std::string(64, withOnes ? 'a' : 'b');
        data.x = x;
        if (withOnes) {
            data.x.conservativeResize(4, Eigen::NoChange);
            data.x.row(3).setOnes();
        }
        data.y = data.yClean = {1, -1, -1, 1};
        data.xTest.resize(data.x.rows(), 0);
        data.means.resize(data.x.rows(), 0);
        data.w0 = Eigen::Map<const WeightMatrix<double>>(start.data(), 5, 4);
        return data;
    };
    for (const std::int64_t steps : {1, 20}) {
        const GivenData bare = given(false), written = given(true);
        ExperimentSpec without = spec;
        without.network.bias = false;
        EXPECT_EQ(after(specForGivenData(spec, bare), steps, &bare)->weightsSha256(),
                  after(specForGivenData(without, written), steps, &written)->weightsSha256());
        try {
            (void)after(specForGivenData(without, bare), 0, &bare);
            FAIL();
        } catch (const InputError& error) {
            EXPECT_STREQ(error.what(),
                         "W0 has the shape (5, 4); it must be (m, 3), since X has 3 columns and network.bias "
                         "is false.");
        }
    }
}

TEST(BiasedRun, ShowsItsOwnValuesOnThePlaneOfTheData) {
    ExperimentSpec spec = smallSpec();
    spec.network.bias = true;
    spec.network.activation = Activation::leakyRelu;
    const auto run = after(spec, 10);
    const std::vector<double> w = numbersOf(*run, "W"), mu = numbersOf(*run, "mu"), a = numbersOf(*run, "a");
    ViewRequest request;
    request.field = {.area = {-1, 1, -1, 1}, .width = 8, .height = 8, .mode = FieldMode::slice};
    const StateView view = run->view(request);
    ASSERT_EQ(view.field.values.size(), 64U);
    for (std::size_t pixel = 0; pixel < 64; ++pixel) {
        const double x = -1 + (static_cast<double>(pixel % 8) + 0.5) / 4,
                     y = 1 - (static_cast<double>(pixel / 8) + 0.5) / 4;
        double f = 0;
        for (std::size_t j = 0; j < kNeurons; ++j) {
            double z = w[j * (kDimension + 1) + kDimension];
            for (std::size_t k = 0; k < kDimension; ++k)
                z += w[j * (kDimension + 1) + k] * (x * mu[k] + y * mu[kDimension + k]);
            f += a[j] * std::max(0.1 * z, z);
        }
        EXPECT_NEAR(static_cast<double>(view.field.values[pixel]), f, 1e-5) << pixel;
    }
}

TEST(ScaledRun, LeavesWhatMultipliesPhiInFilesAndHashesTheTrainedNumbers) {
    ExperimentSpec spec = smallSpec();
    spec.network.trained = TrainedLayers::both;
    spec.network.outputScaling = OutputScaling::mean;
    spec.network.outputScale = 4;
    const double factor = 4.0 / kNeurons;
    const auto run = after(spec, 7);
    std::vector<double> trained = numbersOf(*run, "a");
    for (double& a : trained) a /= factor;  // a power of two
    EXPECT_EQ(run->outputWeightsSha256(), hashOf(trained));
    const Checkpoint checkpoint = run->checkpoint();
    const auto& arrays = std::get<LearnerState<double>>(checkpoint.arrays);
    EXPECT_EQ(arrays.back().name, "a");
    EXPECT_EQ(arrays.back().values, trained);
    run->advance();
    const std::string hash = run->weightsSha256(), outputHash = run->outputWeightsSha256();
    run->rewind();
    run->restore(checkpoint);
    run->advance();
    EXPECT_EQ(run->weightsSha256(), hash);
    EXPECT_EQ(run->outputWeightsSha256(), outputHash);
}

TEST(ScaledRun, TakesAGivenAForWhatMultipliesPhi) {
    GivenData data;
    data.sha256 = std::string(64, 'c');
    data.x = Matrix<double>::Random(3, 4);
    data.y = data.yClean = {1, -1, -1, 1};
    data.xTest.resize(3, 0);
    data.means.resize(3, 0);
    data.w0 = WeightMatrix<double>::Random(2, 3);
    data.a = Vector<double>{{0.5, -2}};
    ExperimentSpec spec = smallSpec();
    spec.network.outputScale = 8;
    const auto run = after(specForGivenData(spec, data), 0, &data);
    EXPECT_EQ(numbersOf(*run, "a"), (std::vector<double>{0.5, -2}));
}

TEST(OtherNetworks, CanBeSeenInEveryWayThereIs) {
    for (const auto& activation : NameTable<Activation>::kinds) {
        for (const bool bias : {false, true}) {
            ExperimentSpec spec = smallSpec();
            spec.network.activation = activation.kind;
            spec.network.bias = bias;
            spec.network.trained = TrainedLayers::both;
            const auto run = after(spec, 3);
            for (const PlaneKind plane :
                 {PlaneKind::means, PlaneKind::principal, PlaneKind::random, PlaneKind::coordinates}) {
                ViewRequest request;
                request.plane.kind = plane;
                request.plane.firstCoordinate = 0;
                request.plane.secondCoordinate = kDimension;  // that of the bias cannot be drawn
                request.field = {.area = {-1, 1, -1, 1},
                                 .width = 9,
                                 .height = 9,
                                 .mode = FieldMode::clusterAverage,
                                 .wantsBand = true};
                request.parts = {~0U};
                request.selection.neurons = {1, 3};
                request.selection.samples = {0, 7};
                const StateView view = run->view(request);
                const StateParts parts = run->parts(request);
                EXPECT_EQ(view.neurons.norm.size(), static_cast<std::size_t>(kNeurons));
                EXPECT_EQ(run->scene(request.plane)->samples.x.size(), 40U);
                EXPECT_TRUE(parts.spectrum && parts.margins && parts.activity) << activation.name;
            }
            const Measurement measured = run->measure(MeasureDepth::everything);
            EXPECT_TRUE(std::isfinite(measured[Observable::trainLoss])) << activation.name;
            EXPECT_TRUE(std::isfinite(measured[Observable::testErrorClean])) << activation.name;
        }
    }
}

TEST(SoftMinRun, CanBecomeNegativeWithoutDivergingAndBoundsItsLoss) {
    ExperimentSpec spec = smallSpec();
    spec.training.loss = Loss::softMin;
    spec.training.stepSchedule = StepSchedule::inverseSqrt;
    std::get<XorClusters>(spec.data).labelNoise = 0;
    spec.training.stepSize = 2;
    const auto run = after(spec, 400);
    EXPECT_FALSE(run->divergence());
    EXPECT_LT(run->measure(MeasureDepth::trainingOnly)[Observable::trainLoss], -1);
}

}  // namespace
}  // namespace featurescope
