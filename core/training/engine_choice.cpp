#include "core/training/engine_choice.h"

#include <algorithm>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

namespace {

/// Measured cross-over (docs/performance.md): a gram step costs as much as a primal one near n = 2.5 d. The
/// ratio of the two costs hardly depends on m, since both are proportional to it, nor on the precision. (In
/// double with m >= 512, where a primal step is quicker, they meet between 2 and 2.5 d.)
constexpr double kSamplesPerDimension = 2.5;

std::string sizes(const ProblemSize& size) {
    return "n = " + numberText(static_cast<std::int64_t>(size.samples)) +
           ", d = " + numberText(static_cast<std::int64_t>(size.dimension));
}

constexpr bool trainsFirstLayerOnly(Engine engine) {
    return engine == Engine::gram || engine == Engine::certified;
}

}  // namespace

bool gramIsCheaper(std::int64_t trainSamples, std::int64_t dimension) {
    return dimension > kLowDimension &&
           static_cast<double>(trainSamples) <= kSamplesPerDimension * static_cast<double>(dimension);
}

EngineTask taskOf(const LearningRule& rule, const ActivationFunction& activation) {
    return {.piecewise = piecewiseOf(activation).has_value(),
            .trained = rule.trained,
            .reconstructs = rule.reconstruction != 0,
            .couplesSamples = recordOf(rule.loss).couplesSamples};
}

std::optional<std::string> obstacle(Engine engine, const EngineTask& task) {
    if (engine == Engine::dense) return std::nullopt;
    if (!task.piecewise) return "computes with activations made of two straight lines only";
    if (task.reconstructs) return "knows no penalty of the features, and training.reconstruction is not 0";
    if (trainsFirstLayerOnly(engine) && task.trained != TrainedLayers::first) {
        return "trains the first layer only, and network.trained is \"" + std::string(nameOf(task.trained)) +
               '"';
    }
    return std::nullopt;
}

EngineChoice chooseEngine(Engine asked, const ProblemSize& size, const EngineTask& task) {
    if (asked != Engine::automatic) {
        const std::string name(nameOf(asked));
        if (const auto reason = obstacle(asked, task)) {
            throw InputError("The engine " + name + " " + *reason +
                             "; leave the choice to \"auto\", or use \"dense\".");
        }
        if (asked == Engine::certified &&
            (size.dimension <= kLowDimension || gramIsCheaper(size.samples, size.dimension))) {
            throw InputError("The engine certified is for n > 2.5 d and d > " +
                             numberText(std::int64_t{kLowDimension}) + ", and here " + sizes(size) +
                             "; leave the choice to \"auto\".");
        }
        return {asked, "The " + name + " engine was asked for."};
    }
    if (obstacle(Engine::primal, task)) {
        return {Engine::dense, std::string("Only whole matrix products can do this ") +
                                   (task.piecewise ? "objective (" : "activation (") + sizes(size) + ")."};
    }
    if (isPlanar(size.dimension, task.couplesSamples)) {
        return {Engine::primal, "Samples of a plane are sorted by angle, so that a step costs O(n + m) (" +
                                    sizes(size) + ")."};
    }
    if (size.dimension <= kLowDimension) {
        return {Engine::primal, "Inputs with at most " + numberText(std::int64_t{kLowDimension}) +
                                    " coordinates need no stored products (" + sizes(size) + ")."};
    }
    if (gramIsCheaper(size.samples, size.dimension) && !obstacle(Engine::gram, task)) {
        return {Engine::gram,
                "With n <= 2.5 d, products between samples cost less than weights (" + sizes(size) + ")."};
    }
    if (gramIsCheaper(size.samples, size.dimension)) {
        return {Engine::primal, "Products between samples train the first layer only (" + sizes(size) + ")."};
    }
    return {Engine::primal,
            "With n > 2.5 d, weights cost less than products between samples (" + sizes(size) + ")."};
}

int threadsWorthUsing(const LearnerOptions& options, const ProblemSize& size) {
    if (options.engine == Engine::dense) return 1;
    const double products = static_cast<double>(size.samples) * static_cast<double>(size.neurons);
    const double work = options.engine == Engine::gram ? 2 * products * static_cast<double>(size.samples)
                                                       : 4 * products * static_cast<double>(size.dimension);
    const double busy = std::max(1.0, work / options.leastWorkPerThread);
    const NeuronChunks chunks(size.neurons, affordableChunks(size.samples, size.scalarBytes));
    return static_cast<int>(
        std::min({busy, static_cast<double>(chunks.count()), static_cast<double>(options.threads)}));
}

}  // namespace featurescope
