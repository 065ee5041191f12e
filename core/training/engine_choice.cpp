#include "core/training/engine_choice.h"

#include <algorithm>

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

}  // namespace

bool gramIsCheaper(std::int64_t trainSamples, std::int64_t dimension) {
    return dimension > kLowDimension &&
           static_cast<double>(trainSamples) <= kSamplesPerDimension * static_cast<double>(dimension);
}

EngineChoice chooseEngine(Engine asked, const ProblemSize& size) {
    if (asked != Engine::automatic)
        return {asked, "The " + std::string(nameOf(asked)) + " engine was asked for."};
    if (size.dimension <= kPlanarDimension) {
        return {Engine::primal, "Samples of a plane are sorted by angle, so that a step costs O(n + m) (" +
                                    sizes(size) + ")."};
    }
    if (size.dimension <= kLowDimension) {
        return {Engine::primal, "Inputs with at most " + numberText(std::int64_t{kLowDimension}) +
                                    " coordinates need no stored products (" + sizes(size) + ")."};
    }
    if (gramIsCheaper(size.samples, size.dimension)) {
        return {Engine::gram,
                "With n <= 2.5 d, products between samples cost less than weights (" + sizes(size) + ")."};
    }
    return {Engine::primal,
            "With n > 2.5 d, weights cost less than products between samples (" + sizes(size) + ")."};
}

int threadsWorthUsing(const LearnerOptions& options, const ProblemSize& size) {
    const double products = static_cast<double>(size.samples) * static_cast<double>(size.neurons);
    const double work = options.engine == Engine::gram ? 2 * products * static_cast<double>(size.samples)
                                                       : 4 * products * static_cast<double>(size.dimension);
    const double busy = std::max(1.0, work / options.leastWorkPerThread);
    const NeuronChunks chunks(size.neurons, affordableChunks(size.samples, size.scalarBytes));
    return static_cast<int>(
        std::min({busy, static_cast<double>(chunks.count()), static_cast<double>(options.threads)}));
}

}  // namespace featurescope
