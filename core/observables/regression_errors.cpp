#include "core/observables/regression_errors.h"

namespace featurescope {
namespace {

/// Divisor: their number.
double varianceOf(std::span<const double> values) {
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    const double mean = sum / static_cast<double>(values.size());
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size());
}

bool areScored(const ScoredSamples& samples) { return samples.areReal && !samples.outputs.empty(); }

}  // namespace

double meanSquaredError(std::span<const double> values, std::span<const double> targets) {
    if (values.empty()) return kUndefined;
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += (values[i] - targets[i]) * (values[i] - targets[i]);
    return sum / static_cast<double>(values.size());
}

double normalisedError(std::span<const double> values, std::span<const double> targets) {
    const double variance = varianceOf(targets);
    return variance > 0 ? meanSquaredError(values, targets) / variance : kUndefined;
}

double normalisedGivenError(const ScoredSamples& samples) {
    if (!areScored(samples)) return kUndefined;
    const double variance = varianceOf(samples.cleanTargets);
    return variance > 0 ? meanSquaredError(samples.outputs, samples.targets) / variance : kUndefined;
}

double normalisedCleanError(const ScoredSamples& samples) {
    return areScored(samples) ? normalisedError(samples.outputs, samples.cleanTargets) : kUndefined;
}

double excessRisk(const ScoredSamples& samples) {
    return areScored(samples) ? meanSquaredError(samples.outputs, samples.cleanTargets) : kUndefined;
}

}  // namespace featurescope
