// Rows of featurescope-bench beside the gradient step: pictures, what a snapshot is made of, and start-up.

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/observables/decision_field.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/theory/normal_law.h"
#include "core/theory/smoothed_field.h"

namespace featurescope {
namespace {

constexpr int kNeurons = 1000;
constexpr PlaneRectangle kArea{.left = -1.5, .right = 1.5, .bottom = -1.5, .top = 1.5};
constexpr int kPixels = 256;
constexpr FieldGrid kLive{.left = -2, .right = 2, .bottom = -1.5, .top = 1.5, .width = 171, .height = 128};
constexpr double kSigma = 0.25;

std::vector<PlaneNeuron> planeNeurons() {
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    std::vector<PlaneNeuron> neurons(kNeurons);
    for (std::size_t j = 0; j < kNeurons; ++j)
        neurons[j] = {(j % 2 == 0 ? 1 : -1) / std::sqrt(kNeurons), normal(random), normal(random)};
    return neurons;
}

ProjectedNeurons projectedNeurons() {
    ProjectedNeurons neurons;
    for (const PlaneNeuron& neuron : planeNeurons()) {
        neurons.alongMu1.push_back(neuron.x);
        neurons.alongMu2.push_back(neuron.y);
        neurons.perpendicular.push_back(5);
        neurons.outputWeight.push_back(neuron.outputWeight);
    }
    return neurons;
}

/// value(x, y) at every pixel centre.
template <typename Value>
std::vector<double> atEveryPixel(const FieldGrid& grid, const Value& value) {
    std::vector<double> values;
    for (int row = 0; row < grid.height; ++row) {
        const double y = grid.top - (grid.top - grid.bottom) * (row + 0.5) / grid.height;
        for (int column = 0; column < grid.width; ++column)
            values.push_back(value(grid.left + (grid.right - grid.left) * (column + 0.5) / grid.width, y));
    }
    return values;
}

/// Reports the largest difference, relative to the largest value.
template <typename Values>
void reportError(benchmark::State& state, const Values& values, const std::vector<double>& truth) {
    double error = 0, largest = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        error = std::max(error, std::abs(static_cast<double>(values[i]) - truth[i]));
        largest = std::max(largest, std::abs(truth[i]));
    }
    state.counters["error"] = error / largest;
}

constexpr FieldGrid kSlice{.left = kArea.left,
                           .right = kArea.right,
                           .bottom = kArea.bottom,
                           .top = kArea.top,
                           .width = kPixels,
                           .height = kPixels};

std::vector<double> naiveSlice(const std::vector<PlaneNeuron>& neurons) {
    return atEveryPixel(kSlice, [&](double x, double y) {
        double f = 0;
        for (const PlaneNeuron& neuron : neurons)
            f += neuron.outputWeight * std::max(0.0, neuron.x * x + neuron.y * y);
        return f;
    });
}

std::vector<double> naiveSmoothedField(const ProjectedNeurons& neurons) {
    return atEveryPixel(kLive, [&](double x, double y) {
        double f = 0;
        for (std::size_t j = 0; j < neurons.size(); ++j) {
            const double h = neurons.alongMu1[j] * x + neurons.alongMu2[j] * y;
            const double tau = kSigma * neurons.perpendicular[j];
            f += neurons.outputWeight[j] * (h * normalCdf(h / tau) + tau * normalDensity(h / tau));
        }
        return f;
    });
}

void fieldScan(benchmark::State& state) {
    const std::vector<PlaneNeuron> neurons = planeNeurons();
    DecisionField field;
    for (auto _ : state) field = decisionField(neurons, kArea, kPixels, kPixels);
    reportError(state, field.values, naiveSlice(neurons));
}
BENCHMARK(fieldScan)->Name("field/scan/256x256/m:1000")->Unit(benchmark::kMillisecond);

void fieldNaive(benchmark::State& state) {
    const std::vector<PlaneNeuron> neurons = planeNeurons();
    for (auto _ : state) benchmark::DoNotOptimize(naiveSlice(neurons));
}
BENCHMARK(fieldNaive)->Name("field/naive/256x256/m:1000")->Unit(benchmark::kMillisecond);

void smoothedFieldFast(benchmark::State& state) {
    const ProjectedNeurons neurons = projectedNeurons();
    std::vector<double> field;
    for (auto _ : state) field = smoothedField(neurons, kSigma, kLive);
    reportError(state, field, naiveSmoothedField(neurons));
}
BENCHMARK(smoothedFieldFast)->Name("smoothed-field/171x128/m:1000")->Unit(benchmark::kMillisecond);

void smoothedFieldNaive(benchmark::State& state) {
    const ProjectedNeurons neurons = projectedNeurons();
    for (auto _ : state) benchmark::DoNotOptimize(naiveSmoothedField(neurons));
}
BENCHMARK(smoothedFieldNaive)->Name("smoothed-field/naive/171x128/m:1000")->Unit(benchmark::kMillisecond);

void boundary(benchmark::State& state) {
    const std::vector<PlaneNeuron> neurons = planeNeurons();
    for (auto _ : state) benchmark::DoNotOptimize(decisionBoundary(neurons, kArea));
}
BENCHMARK(boundary)->Name("boundary/m:1000")->Unit(benchmark::kMillisecond);

/// One part of what a run does, on an experiment of a scenario that has gone a few steps.
struct Part {
    const char* name;
    void (*work)(Experiment& experiment);
};

void view(Experiment& experiment, FieldMode mode) {
    benchmark::DoNotOptimize(
        experiment.view({.field = {.area = kArea, .width = kPixels, .height = kPixels, .mode = mode}}));
}

constexpr Part kParts[] = {
    {"advance", [](Experiment& experiment) { experiment.advance(); }},
    {"measure-training",
     [](Experiment& experiment) {
         experiment.advance();
         benchmark::DoNotOptimize(experiment.measure(MeasureDepth::trainingOnly));
     }},
    {"measure-everything",
     [](Experiment& experiment) {
         experiment.advance();
         benchmark::DoNotOptimize(experiment.measure(MeasureDepth::everything));
     }},
    {"neurons", [](Experiment& experiment) { benchmark::DoNotOptimize(experiment.neurons()); }},
    {"view-slice", [](Experiment& experiment) { view(experiment, FieldMode::slice); }},
    {"view-average", [](Experiment& experiment) { view(experiment, FieldMode::clusterAverage); }},
    {"sha256", [](Experiment& experiment) { benchmark::DoNotOptimize(experiment.weightsSha256()); }},
};

/// Training and measuring together where the weights must be new, as in a window; "advance" is the step
/// alone.
void runPart(benchmark::State& state, const std::string& scenario, const Part& part) {
    const auto experiment = makeExperiment(scenarioNamed(scenario), {}, nullptr, {});
    for (int step = 0; step < 3; ++step) experiment->advance();
    for (auto _ : state) part.work(*experiment);
}

void startUp(benchmark::State& state, const std::string& scenario) {
    for (auto _ : state) benchmark::DoNotOptimize(makeExperiment(scenarioNamed(scenario), {}, nullptr, {}));
}

const bool kAreRegistered = [] {
    for (const std::string scenario :
         {"first-screen", "figure-1", "figure-2-low-dimension", "figure-2-high-dimension"}) {
        benchmark::RegisterBenchmark(("start-up/" + scenario).c_str(), startUp, scenario)
            ->Unit(benchmark::kMillisecond);
        for (const Part& part : kParts) {
            benchmark::RegisterBenchmark(("run/" + scenario + "/" + part.name).c_str(), runPart, scenario,
                                         part)
                ->Unit(benchmark::kMicrosecond);
        }
    }
    return true;
}();

}  // namespace
}  // namespace featurescope
