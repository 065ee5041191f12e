#include "core/run/experiment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

ExperimentSpec smallSpec() {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {
        .dimension = 12, .trainSamples = 60, .testSamples = 200, .clusterVariance = 0.02};
    spec.network.neurons = 20;
    spec.network.initVariance = 1e-3;
    spec.training = {.stepSize = 0.3, .steps = 50, .stepSizeChanges = {}};
    return spec;
}

std::unique_ptr<Experiment> make(const ExperimentSpec& spec, const LearnerOptions& options = {}) {
    return makeExperiment(spec, options, nullptr, {});
}

/// Asks for all there is.
ViewRequest everythingOn(PlaneKind plane) {
    ViewRequest request;
    request.plane.kind = plane;
    request.field = {.area = {-1, 1, -1, 1},
                     .width = 16,
                     .height = 16,
                     .mode = FieldMode::clusterAverage,
                     .wantsBand = true};
    request.parts = {~0U};
    request.selection.neurons = {1, 3};
    request.selection.samples = {0, 7};
    return request;
}

void advanceTo(Experiment& experiment, std::int64_t step) {
    while (experiment.step() < step) experiment.advance();
}

TEST(Experiment, KnowsTheNormalisedMarginOfEveryOfAFewSamples) {
    for (const TrainedLayers trained : {TrainedLayers::first, TrainedLayers::both}) {
        ExperimentSpec spec = smallSpec();
        spec.network.trained = trained;
        const auto run = make(spec);
        advanceTo(*run, 7);
        const std::vector<float> margins = run->normalisedMargins();
        ASSERT_EQ(margins.size(), 60U);
        EXPECT_NEAR(static_cast<double>(*std::ranges::min_element(margins)),
                    run->measure(MeasureDepth::trainingOnly)[Observable::normalisedMargin], 1e-7);
    }
    ExperimentSpec many = smallSpec();
    std::get<XorClusters>(many.data).trainSamples = kMostMarginSamples + 1;
    EXPECT_TRUE(make(many)->normalisedMargins().empty());
    EXPECT_TRUE(make(scenarioNamed("lazy-to-rich"))->normalisedMargins().empty()) << "real targets";
}

TEST(Experiment, SameSpecGivesTheSameHashTwiceAndWithAnyThreads) {
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        const auto first = make(smallSpec(), {.engine = engine});
        advanceTo(*first, 40);
        for (const int threads : {1, 2, 3}) {
            const auto second =
                make(smallSpec(), {.engine = engine, .threads = threads, .leastWorkPerThread = 1});
            EXPECT_EQ(second->learnerInfo().threads > 1, threads > 1);
            advanceTo(*second, 40);
            EXPECT_EQ(first->weightsSha256(), second->weightsSha256());
        }
    }
}

TEST(Experiment, EverySeedChangesTheWeightsExceptTheTestSeed) {
    const auto hashWith = [](Seeds seeds) {
        ExperimentSpec spec = smallSpec();
        spec.seeds = seeds;
        const auto experiment = make(spec);
        advanceTo(*experiment, 10);
        return experiment->weightsSha256();
    };
    const std::string base = hashWith({});
    EXPECT_NE(hashWith({.data = 2}), base);
    EXPECT_NE(hashWith({.labels = 2}), base);
    EXPECT_NE(hashWith({.weights = 2}), base);
    EXPECT_EQ(hashWith({.test = 2}), base);
}

TEST(Experiment, RewindRepeatsTheRunToTheBit) {
    const auto experiment = make(smallSpec());
    advanceTo(*experiment, 25);
    const std::string first = experiment->weightsSha256();
    experiment->rewind();
    EXPECT_EQ(experiment->step(), 0);
    EXPECT_NE(experiment->weightsSha256(), first);
    advanceTo(*experiment, 25);
    EXPECT_EQ(experiment->weightsSha256(), first);
}

TEST(Experiment, ACheckpointBringsBackItsStepToTheBitInAnyNumberOfThreads) {
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        for (const Precision precision : {Precision::single, Precision::dbl}) {
            ExperimentSpec spec = smallSpec();
            spec.training.precision = precision;
            spec.training.stepSizeChanges = {{12, 0.4}, {20, 0.2}};
            const auto straight = make(spec, {.engine = engine});
            advanceTo(*straight, 17);
            const Checkpoint middle = straight->checkpoint();
            const std::string hash = straight->weightsSha256();
            advanceTo(*straight, 40);
            for (const int threads : {1, 2, 3}) {
                const auto resumed =
                    make(spec, {.engine = engine, .threads = threads, .leastWorkPerThread = 1});
                resumed->restore(middle);
                EXPECT_EQ(resumed->step(), 17);
                EXPECT_EQ(resumed->weightsSha256(), hash);
                advanceTo(*resumed, 40);
                EXPECT_EQ(resumed->weightsSha256(), straight->weightsSha256());
                EXPECT_EQ(resumed->checkpoint(), straight->checkpoint());
            }
        }
    }
}

TEST(Experiment, ACheckpointOfAnotherEnginePrecisionOrInstructionSetIsRefused) {
    const auto experiment = make(smallSpec(), {.engine = Engine::primal});
    const std::string hash = experiment->weightsSha256();
    EXPECT_THROW(experiment->restore(make(smallSpec(), {.engine = Engine::gram})->checkpoint()), InputError);
    ExperimentSpec precise = smallSpec();
    precise.training.precision = Precision::dbl;
    EXPECT_THROW(experiment->restore(make(precise, {.engine = Engine::primal})->checkpoint()), InputError);
    Checkpoint elsewhere = experiment->checkpoint();
    elsewhere.instructionSet = "another";
    elsewhere.step = 3;
    EXPECT_THROW(experiment->restore(elsewhere), InputError);
    EXPECT_EQ(experiment->step(), 0);
    EXPECT_EQ(experiment->weightsSha256(), hash);
}

TEST(Experiment, ARestoredRunDivergesAtTheSameStepAsAStraightOne) {
    ExperimentSpec spec = smallSpec();
    spec.training.stepSizeChanges = {{10, 1e7}};
    const auto straight = make(spec);
    advanceTo(*straight, 8);
    const Checkpoint before = straight->checkpoint();
    while (!straight->divergence() && straight->step() < 50) straight->advance();
    ASSERT_TRUE(straight->divergence());
    const auto resumed = make(spec);
    resumed->restore(before);
    EXPECT_FALSE(resumed->divergence());
    while (!resumed->divergence() && resumed->step() < 50) resumed->advance();
    ASSERT_TRUE(resumed->divergence());
    EXPECT_EQ(resumed->divergence()->step, straight->divergence()->step);
    EXPECT_EQ(resumed->divergence()->message, straight->divergence()->message);
}

TEST(Experiment, MeasuringNeverChangesTheRun) {
    const auto looking = make(smallSpec());
    const auto blind = make(smallSpec());
    const ViewRequest request = everythingOn(PlaneKind::principal);
    for (int step = 0; step < 20; ++step) {
        looking->measure(MeasureDepth::everything);
        looking->view(request);
        looking->parts(request);
        looking->advance();
        blind->advance();
    }
    EXPECT_EQ(looking->weightsSha256(), blind->weightsSha256());
}

TEST(Experiment, AStepSizeChangeBecomesPartOfTheSpecAndIsReproduced) {
    const auto live = make(smallSpec());
    advanceTo(*live, 10);
    live->changeStepSize(0.7);
    advanceTo(*live, 20);
    const auto again = make(live->spec());
    EXPECT_EQ(live->spec().training.stepSizeChanges, (std::vector<StepSizeChange>{{10, 0.7}}));
    advanceTo(*again, 20);
    EXPECT_EQ(again->weightsSha256(), live->weightsSha256());
}

TEST(Experiment, AStepSizeChangeAtStepZeroReplacesTheStepSize) {
    const auto experiment = make(smallSpec());
    advanceTo(*experiment, 10);
    experiment->changeStepSize(0.7);
    experiment->rewind();
    experiment->changeStepSize(0.5);
    EXPECT_EQ(experiment->spec().training.stepSize, 0.5);
    EXPECT_TRUE(experiment->spec().training.stepSizeChanges.empty());
}

TEST(Experiment, AHugeStepDivergesAndSaysWhatToChange) {
    for (const double stepSize : {1e7, 1e30, 1e300}) {
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            ExperimentSpec spec = smallSpec();
            spec.training.stepSize = stepSize;
            const auto experiment = make(spec, {.engine = engine});
            EXPECT_FALSE(experiment->divergence());
            advanceTo(*experiment, 1);
            ASSERT_TRUE(experiment->divergence()) << stepSize;
            EXPECT_EQ(experiment->divergence()->step, 1);
            EXPECT_NE(experiment->divergence()->message.find("training.step_size"), std::string::npos);
            experiment->rewind();
            EXPECT_FALSE(experiment->divergence());
        }
    }
}

TEST(Experiment, TheDefinitionOfDivergenceIsALossAboveAThousandTimesTheFirst) {
    // The watch must agree with the definition on the exact loss, whatever shortcut it takes.
    ExperimentSpec spec = smallSpec();
    spec.training.precision = Precision::dbl;
    for (const double stepSize : {1e3, 1e4, 3e4, 1e5}) {
        spec.training.stepSize = stepSize;
        const auto experiment = make(spec);
        const double firstLoss = experiment->measure(MeasureDepth::trainingOnly)[Observable::trainLoss];
        for (int step = 0; step < 5 && !experiment->divergence(); ++step) {
            experiment->advance();
            const double loss = experiment->measure(MeasureDepth::trainingOnly)[Observable::trainLoss];
            EXPECT_EQ(experiment->divergence().has_value(), !(loss <= 1000 * std::max(1.0, firstLoss)));
        }
    }
}

TEST(Experiment, AStartThatIsNotFiniteIsReportedAtStepZero) {
    ExperimentSpec spec = smallSpec();
    spec.network.initVariance = 1e300;
    const auto experiment = make(spec);
    ASSERT_TRUE(experiment->divergence());
    EXPECT_EQ(experiment->divergence()->step, 0);
}

TEST(Experiment, RefusesASpecThatIsWrongOrTooLarge) {
    ExperimentSpec spec = smallSpec();
    spec.training.stepSize = -1;
    EXPECT_THROW(make(spec), InputError);
    spec = smallSpec();
    std::get<XorClusters>(spec.data).trainSamples = 1000000000000;
    EXPECT_THROW(make(spec), InputError);
    spec = smallSpec();
    spec.data = FileData{.sha256 = std::string(64, '0')};
    EXPECT_THROW(make(spec), InputError);
}

TEST(Experiment, WithoutTestSamplesItsColumnsAreUndefined) {
    ExperimentSpec spec = smallSpec();
    std::get<XorClusters>(spec.data).testSamples = 0;
    const Measurement measurement = make(spec)->measure(MeasureDepth::everything);
    EXPECT_TRUE(std::isnan(measurement[Observable::testError]));
    EXPECT_FALSE(std::isnan(measurement[Observable::trainError]));
    EXPECT_FALSE(std::isnan(measurement[Observable::stableRank]));
}

TEST(Experiment, WithoutCorruptedSamplesTheirErrorIsUndefined) {
    ExperimentSpec spec = smallSpec();
    std::get<XorClusters>(spec.data).labelNoise = 0;
    EXPECT_TRUE(std::isnan(make(spec)->measure(MeasureDepth::trainingOnly)[Observable::trainErrorNoisy]));
}

TEST(Experiment, ASymmetricStartHasZeroOutputAndLossLogTwo) {
    ExperimentSpec spec = smallSpec();
    spec.network.start = Start::symmetric;
    EXPECT_NEAR(make(spec)->measure(MeasureDepth::trainingOnly)[Observable::trainLoss], std::log(2.0), 1e-6);
}

TEST(Experiment, TheSceneShowsEverySampleInThePlaneOfTheMeans) {
    ExperimentSpec spec = smallSpec();
    std::get<XorClusters>(spec.data).rotated = true;
    const auto scene = make(spec)->scene({});
    ASSERT_EQ(scene->samples.x.size(), 60U);
    ASSERT_EQ(scene->directionsOnPlane.size(), 2U);
    EXPECT_NEAR(scene->directionsOnPlane[0].x, 1, 1e-6);
    EXPECT_NEAR(scene->directionsOnPlane[1].y, 1, 1e-6);
    for (std::size_t i = 0; i < 60; ++i) {
        const bool horizontal = std::abs(scene->samples.x[i]) > std::abs(scene->samples.y[i]);
        EXPECT_EQ(horizontal, scene->samples.cleanLabels[i] > 0);  // sigma = 0.14: clusters are far apart
    }
    EXPECT_GE(scene->radius, 5.0 / 3 - 1e-6);
}

TEST(Theorem, AtItsOwnSettingEveryCleanSampleIsRightAndEveryCorruptedOneWrong) {
    ExperimentSpec spec = scenarioNamed("theorem-1");
    std::get<XorClusters>(spec.data).testSamples = 0;
    for (std::int64_t seed = 1; seed <= 20; ++seed) {
        spec.seeds = {.data = seed, .labels = seed, .weights = seed, .test = seed};
        const auto experiment = make(spec, {.threads = 2});
        advanceTo(*experiment, 2);
        const Measurement measurement = experiment->measure(MeasureDepth::trainingOnly);
        EXPECT_EQ(measurement[Observable::trainErrorClean], 0) << "seed " << seed;
        EXPECT_EQ(measurement[Observable::trainErrorNoisy], 1) << "seed " << seed;
    }
}

/// Another value of the same type.
void alter(double& value) { value += 1; }
void alter(std::int64_t& value) { value += 1; }
void alter(std::vector<StepSizeChange>& changes) { changes.push_back({7, 0.125}); }
template <typename Kind>
void alter(Kind& kind) {
    const auto& rows = NameTable<Kind>::kinds;
    kind = kind == rows.front().kind ? rows.back().kind : rows.front().kind;
}

TEST(SameStart, HoldsForStepsAndStepSizesAndForNoOtherSettingOfTraining) {
    const std::set<std::string_view> mayDiffer{"step_size", "steps", "step_size_changes", "step_schedule"};
    ExperimentSpec spec = smallSpec();
    visitFields(spec.training, [&](const Field& field, auto& value) {
        const auto before = value;
        alter(value);
        EXPECT_EQ(haveSameStart(smallSpec(), spec), mayDiffer.contains(field.key)) << field.key;
        value = before;
    });
}

TEST(SameStart, HoldsForTextsAndNotForDataNetworkOrSeeds) {
    ExperimentSpec spec = smallSpec();
    spec.title = "Another title";
    spec.watch = "The other curve";
    EXPECT_TRUE(haveSameStart(smallSpec(), spec));
    spec.seeds.weights += 1;
    EXPECT_FALSE(haveSameStart(smallSpec(), spec));
    spec = smallSpec();
    spec.network.initVariance = 0.25;
    EXPECT_FALSE(haveSameStart(smallSpec(), spec));
}

}  // namespace
}  // namespace featurescope
