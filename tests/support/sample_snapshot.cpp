#include "tests/support/sample_snapshot.h"

#include <cmath>
#include <random>

#include "core/recording/recording_schedule.h"
#include "core/theory/xor_setting.h"

namespace featurescope::test {
namespace {

NeuronTable neuronsOnACircle(int count, double turn, double radius = 1) {
    NeuronTable table;
    table.cosines.resize(2);
    table.projections.resize(2);
    table.own = OwnDirections{0, 1};
    for (int j = 0; j < count; ++j) {
        const double angle = turn + 6.283185307179586 * j / count;
        table.outputWeight.push_back(j + 1 == count && count % 2 == 1 ? 0.0 : j < count / 2 ? 0.1 : -0.1);
        table.norm.push_back(1.25 * radius);
        table.cosines[0].push_back(std::cos(angle));
        table.cosines[1].push_back(std::sin(angle));
        table.projections[0].push_back(radius * std::cos(angle));
        table.projections[1].push_back(radius * std::sin(angle));
    }
    return table;
}

ProjectedSamples fourClusters(int each) {
    std::mt19937 random(7);
    std::normal_distribution<float> noise(0, 0.15F);
    ProjectedSamples samples;
    for (int cluster = 0; cluster < 4; ++cluster) {
        for (int i = 0; i < each; ++i) {
            const float sign = cluster % 2 == 0 ? 1.0F : -1.0F;
            samples.x.push_back((cluster < 2 ? sign : 0.0F) + noise(random));
            samples.y.push_back((cluster < 2 ? 0.0F : sign) + noise(random));
            const std::int8_t clean = cluster < 2 ? 1 : -1;
            samples.cleanLabels.push_back(clean);
            samples.labels.push_back(i % 5 == 0 ? static_cast<std::int8_t>(-clean) : clean);
            samples.groups.push_back(cluster);
        }
    }
    return samples;
}

DecisionField saddle() {
    DecisionField field{.area = {-3, 3, -3, 3}, .width = 64, .height = 64, .values = {}};
    for (int row = 0; row < 64; ++row) {
        for (int column = 0; column < 64; ++column) {
            const double x = -3 + 6 * (column + 0.5) / 64, y = 3 - 6 * (row + 0.5) / 64;
            field.values.push_back(static_cast<float>(x * x - y * y));
        }
    }
    return field;
}

Measurement measurementAt(double step) {
    Measurement values;
    values[Observable::trainLoss] = 0.69 * std::exp(-step / 60);
    values[Observable::trainError] = 0.2 + 0.3 * std::exp(-step / 5);
    values[Observable::trainErrorClean] = 0.5 * std::exp(-step / 5);
    values[Observable::trainErrorNoisy] = 1 - 0.5 * std::exp(-step / 5);
    if (std::fmod(step, 10) == 0) {
        values[Observable::testError] = 0.2 + 0.3 * std::exp(-step / 8);
        values[Observable::testErrorClean] = 0.5 * std::exp(-step / 8);
    }
    values[Observable::alignmentOwnMedian] = 0.7;
    values[Observable::stableRank] = 2 + 18 * std::exp(-step / 10);
    if (std::fmod(step, 10) == 0) values[Observable::testMarginCleanMean] = 0.004 * step;
    return values;
}

// Neurons move outwards from half the radius of their last place.
NeuronHistoryView outwards(int neurons) {
    NeuronHistory history;
    for (std::int64_t step = 0; step <= 39; step = nextLogarithmicStep(step)) {
        const double radius = 0.5 + 0.5 * static_cast<double>(step) / 39;
        history.record(step, neuronsOnACircle(neurons, 0, radius));
    }
    return history.view();
}

std::shared_ptr<const MarginValues> margins(int samples) {
    auto values = std::make_shared<MarginValues>();
    values->step = 39;
    for (int i = 0; i < 4 * samples; ++i) {
        const float spread = static_cast<float>(i % 17) / 17;
        i % 5 == 0 ? values->corrupted.push_back(-0.1F - 0.1F * spread)
                   : values->clean.push_back(0.05F + 0.2F * spread);
        values->testClean.push_back(0.1F + 0.1F * spread);
    }
    return values;
}

std::shared_ptr<const ConditionValues> conditions(int neurons) {
    auto values = std::make_shared<ConditionValues>();
    values->step = 39;
    const auto quarter = static_cast<std::size_t>(neurons / 4);
    for (std::size_t c = 0; c < 4; ++c) {
        values->alignment.candidates[c] = quarter;
        values->alignment.aligned[c] = quarter - (c == 2 && quarter > 0 ? 1 : 0);
    }
    values->orthogonality = {.candidates = 4 * quarter, .inside = 3 * quarter, .largestRatio = 4.5};
    values->conclusion = {.clean = 160, .cleanRight = 160, .flipped = 40, .flippedWrong = 39};
    return values;
}

PredictedCurve level(std::string_view id, std::string_view metric, double value) {
    return {.id = id,
            .label = id,
            .metric = metric,
            .source = {},
            .isLevel = true,
            .points = {{0, value}, {1000, value}}};
}

}  // namespace

std::shared_ptr<const Snapshot> sampleSnapshot(int samples, int neurons) {
    auto scene = std::make_shared<RunScene>();
    scene->samples = fourClusters(samples);
    scene->directionsOnPlane = {{1, 0}, {0, 1}};
    const DataTraits data = traits(XorClusters{});
    scene->directions.assign(data.directions.begin(), data.directions.end());
    scene->groups.assign(data.groups.begin(), data.groups.end());
    scene->radius = 1.7;
    scene->startNeurons = neuronsOnACircle(neurons, 0.3);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runId = 3;
    snapshot->state = RunState::paused;
    snapshot->spec.title = "Made up";
    scene->spec = snapshot->spec;
    snapshot->scene = scene;
    Timeline timeline;
    for (int step = 0; step <= 39; ++step) timeline.record({step, measurementAt(step)});
    snapshot->timeline = timeline.view();
    snapshot->step = 39;
    snapshot->measurement = measurementAt(39);
    snapshot->neurons = neuronsOnACircle(neurons, 0);
    snapshot->history = outwards(neurons);
    snapshot->margins = margins(samples);
    snapshot->conditions = conditions(neurons);
    auto spectrum = std::make_shared<SpectrumValues>();
    spectrum->step = 39;
    spectrum->singularValues = {3.2, 3.0, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02};
    snapshot->spectrum = spectrum;
    snapshot->field = saddle();
    snapshot->boundary = {{{-3, -3}, {3, 3}}, {{-3, 3}, {3, -3}}};
    return snapshot;
}

ui::PanelContent sampleContent(std::shared_ptr<const Snapshot> snapshot) {
    auto theory = std::make_shared<TheoryOverlay>();
    theory->runId = snapshot->runId;
    theory->applies = true;
    theory->assumptions = checkAssumptions(*xorSettingOf(snapshot->spec), 0.1);
    theory->curves = {
        level("bayes-clean", "test_error_clean", 0.02), level("bayes-noisy", "test_error", 0.164),
        level("half-space", "test_error_clean", 0.27),
        level("margin-ceiling", "test_margin_clean_mean", 1.735), level("start-rank", "stable_rank", 21)};
    PredictedCurve law{.id = "margin-law",
                       .label = "law",
                       .metric = "test_margin_clean_mean",
                       .source = {},
                       .isLevel = false,
                       .points = {}};
    for (int step = 0; step <= 400; step += 4) law.points.emplace_back(step, 0.0035 * step);
    theory->curves.push_back(law);
    theory->paths = {{.neuron = 3, .points = {{0, {0.4, 0.2}}, {39, {1, 0.4}}}}};
    auto baselines = std::make_shared<BaselineReport>();
    baselines->runId = snapshot->runId;
    BaselineResult linear{.id = "logistic-origin",
                          .label = "Logistic regression through the origin",
                          .statement = "Exactly half.",
                          .errors = {},
                          .boundary = {}};
    linear.errors.train = 0.48;
    linear.errors.test = 0.5;
    linear.errors.testClean = 0.503;
    baselines->results = {linear};
    baselines->complete = true;
    auto other = std::make_shared<Snapshot>(*snapshot);
    other->runId += 1;
    other->scene = std::make_shared<RunScene>(*snapshot->scene);
    for (double& x : other->neurons.projections[0]) x *= 0.8;
    return {.snapshot = std::move(snapshot),
            .selection = {},
            .theory = theory,
            .baselines = baselines,
            .pinned = {{.name = QStringLiteral("small start"), .difference = {}, .snapshot = other}}};
}

}  // namespace featurescope::test
