#include "core/run/memory_need.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/run/run_data.h"
#include "core/training/engine_choice.h"

namespace featurescope {
namespace {

/// Sizes as doubles: they can be as large as 2^53 each, and their products must not wrap around.
struct Sizes {
    double samples, tests, dimension, neurons, scalarBytes;
};

Sizes sizesOf(const ExperimentSpec& spec) {
    const DataTraits data = traitsOf(spec.data);
    return {.samples = static_cast<double>(data.trainSamples),
            .tests = static_cast<double>(data.testSamples),
            .dimension = static_cast<double>(data.dimension) + (spec.network.bias ? 1 : 0),
            .neurons = static_cast<double>(spec.network.neurons),
            .scalarBytes = spec.training.precision == Precision::single ? 4.0 : 8.0};
}

/// Bytes of the samples, their labels and the copies that drawing or reading them needs.
double dataBytes(const ExperimentSpec& spec, const Sizes& s) {
    constexpr double kPerSample = 64;  // labels, clusters, distances, outputs, drawing coordinates
    const DataTraits data = traitsOf(spec.data);
    const double others = static_cast<double>(data.readoutSamples) + static_cast<double>(data.oodSamples);
    return (s.samples + s.tests + others) * (s.dimension * s.scalarBytes + kPerSample) + data.extraBytes;
}

/// Bytes of the certificates, padded copies of the inputs and the weights, and lists of deviations.
double certifiedBytes(const Sizes& s) {
    constexpr double kGroupsOfNeurons = 16, kClockBytes = 20, kWidest = 64, kListBytes = 12;
    const double row = s.dimension * s.scalarBytes + kWidest;
    const double keys = 4 * (s.neurons + kGroupsOfNeurons * kGroupsOfNeurons);
    const double deviations = kListBytes * s.neurons / 8;
    return s.samples * (row + keys + kGroupsOfNeurons * kClockBytes + deviations) + s.neurons * row;
}

/// Bytes of one engine's state beyond data and weights.
double engineBytes(Engine engine, const EngineTask& task, const Sizes& s) {
    constexpr double kProducts = 4;  // Z, and what becomes of it
    if (engine == Engine::dense) return kProducts * s.scalarBytes * s.neurons * (s.samples + s.tests);
    const bool gram = engine == Engine::gram;
    constexpr double kPerPlace = 192;  // of the ring: directions, sums, outputs, and what sorting needs
    if (!gram && !task.couplesSamples && s.dimension <= double{kPlanarDimension})
        return kPerPlace * (s.samples + s.tests + s.neurons);
    constexpr double kMostChunks = 16;  // of neurons, each with its part of every output
    const double activityAndOutputs = s.samples * (s.neurons / 8 + kMostChunks * s.scalarBytes);
    constexpr double kRoundedSamples = 16.0 * 1024 * 1024;  // at most, with their padding; see SignForward
    const double primal = activityAndOutputs + s.scalarBytes * s.samples * s.dimension + kRoundedSamples;
    if (engine == Engine::certified) return primal + certifiedBytes(s);
    if (!gram) return primal;
    return activityAndOutputs +
           s.scalarBytes * (s.samples * (s.samples + s.tests) + s.neurons * (2 * s.samples + s.tests));
}

std::string gibibytes(double bytes) {
    constexpr double kGibibyte = 1024.0 * 1024 * 1024;
    return numberText(std::ceil(bytes / kGibibyte * 10) / 10) + " GiB";
}

/// The setting that takes part in the largest arrays.
std::string largestSetting(const ExperimentSpec& spec, const Sizes& s) {
    const std::array<std::pair<double, std::string>, 4> settings{{
        {s.dimension, "data.dimension = " + numberText(dimensionOf(spec.data))},
        {s.samples, "data.train_samples = " + numberText(trainSamplesOf(spec.data))},
        {s.tests, "data.test_samples = " + numberText(testSamplesOf(spec.data))},
        {s.neurons, "network.neurons = " + numberText(spec.network.neurons)},
    }};
    return std::max_element(settings.begin(), settings.end())->second;
}

double needInBytes(const ExperimentSpec& spec, const LearnerOptions& options) {
    constexpr double kProgram = 64.0 * 1024 * 1024;
    const Sizes s = sizesOf(spec);
    const EngineTask task = taskOf(ruleOf(spec), activationOf(spec.network));
    const Engine engine = chooseEngine(options.engine,
                                       {.samples = trainSamplesOf(spec.data),
                                        .dimension = dimensionOf(spec.data) + (spec.network.bias ? 1 : 0),
                                        .neurons = spec.network.neurons},
                                       task)
                              .engine;
    const double weights = 3 * s.neurons * (s.dimension * s.scalarBytes + 64);
    return kProgram + dataBytes(spec, s) + weights + engineBytes(engine, task, s);
}

}  // namespace

std::uint64_t memoryNeed(const ExperimentSpec& spec, const LearnerOptions& options) {
    constexpr double kLargest = 0x1.0p63;
    return static_cast<std::uint64_t>(std::min(needInBytes(spec, options), kLargest));
}

void requireMemory(const ExperimentSpec& spec, const LearnerOptions& options) {
    const double need = needInBytes(spec, options);
    const auto have = static_cast<double>(machineMemory());
    if (need <= have) return;
    throw InputError("This run needs " + gibibytes(need) + " of memory and the machine has " +
                     gibibytes(have) + "; the largest size in it is " + largestSetting(spec, sizesOf(spec)) +
                     ", make it smaller.");
}

}  // namespace featurescope
