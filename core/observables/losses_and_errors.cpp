#include "core/observables/losses_and_errors.h"

#include "core/model/prediction.h"

namespace featurescope {
namespace {

/// Mean of value(i) over the samples for which counts(i); kUndefined when there are none.
template <typename Counts, typename Value>
double meanOver(std::size_t samples, const Counts& counts, const Value& value) {
    double sum = 0;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        if (!counts(i)) continue;
        sum += value(i);
        ++counted;
    }
    return counted == 0 ? kUndefined : sum / static_cast<double>(counted);
}

constexpr auto kEverySample = [](std::size_t) { return true; };

}  // namespace

double errorShare(const ScoredSamples& samples, SampleKind kind) {
    const auto counts = [&](std::size_t i) {
        const bool clean = samples.labels[i] == samples.cleanLabels[i];
        return kind == SampleKind::all || clean == (kind == SampleKind::clean);
    };
    if (samples.areReal) return kUndefined;
    return meanOver(samples.outputs.size(), counts, [&](std::size_t i) {
        return prediction(samples.outputs[i]) != samples.labels[i] ? 1.0 : 0.0;
    });
}

double errorShare(std::span<const double> outputs, std::span<const std::int8_t> labels) {
    return meanOver(outputs.size(), kEverySample,
                    [&](std::size_t i) { return prediction(outputs[i]) != labels[i] ? 1.0 : 0.0; });
}

double cleanLabelErrorShare(const ScoredSamples& samples) {
    if (samples.areReal) return kUndefined;
    return meanOver(samples.outputs.size(), kEverySample, [&](std::size_t i) {
        return prediction(samples.outputs[i]) != samples.cleanLabels[i] ? 1.0 : 0.0;
    });
}

double meanCleanMargin(const ScoredSamples& samples) {
    return meanOver(samples.outputs.size(), kEverySample,
                    [&](std::size_t i) { return samples.cleanLabels[i] * samples.outputs[i]; });
}

}  // namespace featurescope
