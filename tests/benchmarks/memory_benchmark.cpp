// Rows "memory/...": the largest memory of the process while an engine takes steps and W is looked at, after
// set-up, beside what the engine is allowed. Run one row per process: --benchmark_filter=memory/n:1000/...
// Linux only.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <fstream>
#include <string>

#include "core/training/engine_choice.h"
#include "core/training/learner.h"
#include "tests/benchmarks/problem.h"

namespace featurescope {
namespace {

constexpr double kMebibyte = 1024.0 * 1024;

/// Makes the kernel forget the largest size so far.
void forgetPeak() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;
}

/// Largest resident size since forgetPeak(), MiB.
double peak() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        double kibibytes = 0;
        if (word == "VmHWM:" && status >> kibibytes) return kibibytes / 1024;
    }
    return 0;
}

/// 2 (X + W) + 32 MiB for primal, K + 2 Z + X + 32 MiB for gram; MiB.
double allowed(const Shape& shape, Engine engine, double scalarBytes) {
    const double n = shape.samples, d = shape.dimension, m = shape.neurons;
    const double numbers = engine == Engine::gram ? n * n + 2 * n * m + n * d : 2 * (n * d + m * d);
    return numbers * scalarBytes / kMebibyte + 32;
}

template <typename Scalar>
void measureMemory(benchmark::State& state, const Shape& shape, bool looksAtWeights) {
    const Problem<Scalar> problem = makeProblem<Scalar>(shape);
    const LearnerOptions options{.threads = 2};
    const auto learner = makeLearner<Scalar>(problem.data, problem.start, {}, options, {});
    forgetPeak();
    for (auto _ : state) {
        for (int step = 0; step < 3; ++step) learner->step(Scalar(0.05));
        if (looksAtWeights) benchmark::DoNotOptimize(learner->weights().data());
    }
    const Engine engine =
        chooseEngine(Engine::automatic, {shape.samples, shape.dimension, shape.neurons}, {}).engine;
    state.counters["peak MiB"] = peak();
    state.counters["allowed MiB"] = allowed(shape, engine, sizeof(Scalar));
}

const bool kAreRegistered = [] {
    for (const Shape& shape : kShapes) {
        for (const bool looks : {false, true}) {
            const std::string name = "memory/" + shape.text() + (looks ? "/with-weights" : "/steps-only");
            benchmark::RegisterBenchmark((name + "/float").c_str(), [shape, looks](benchmark::State& state) {
                measureMemory<float>(state, shape, looks);
            })->Iterations(1);
            benchmark::RegisterBenchmark((name + "/double").c_str(), [shape, looks](benchmark::State& state) {
                measureMemory<double>(state, shape, looks);
            })->Iterations(1);
        }
    }
    return true;
}();

}  // namespace
}  // namespace featurescope
