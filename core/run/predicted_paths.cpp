#include "core/run/predicted_paths.h"

#include <algorithm>

#include "core/recording/recording_schedule.h"

namespace featurescope {
namespace {

ProjectedNeurons startOf(const RunScene& scene) {
    const NeuronTable& start = scene.startNeurons;
    return projectedNeurons(start.norm, start.projections[0], start.projections[1], start.outputWeight);
}

ClusterStatistics statisticsOf(const XorSetting& setting, const ProjectedSamples& samples) {
    if (samples.groups.empty()) return expectedStatistics(setting);
    return countedStatistics(samples.groups, samples.labels, samples.cleanLabels);
}

}  // namespace

PredictedPaths::PredictedPaths(const XorSetting& setting, const RunScene& scene,
                               const TrainingSettings& training)
    : track_(setting, statisticsOf(setting, scene.samples), startOf(scene), 1, training) {}

void PredictedPaths::extendTo(std::int64_t step, const std::stop_token& stop) {
    const std::int64_t last = std::min(step, track_.endsAt());
    while (moments_.empty() || moments_.back().step < last) {
        const std::int64_t next =
            moments_.empty() ? 0 : std::min(nextLogarithmicStep(moments_.back().step), last);
        const ProjectedNeurons neurons = track_.at(next, stop).neurons();
        moments_.push_back({next,
                            {neurons.alongMu1.begin(), neurons.alongMu1.end()},
                            {neurons.alongMu2.begin(), neurons.alongMu2.end()}});
    }
}

std::vector<PredictedPath> PredictedPaths::of(std::span<const std::int32_t> neurons,
                                              std::int64_t lastStep) const {
    std::vector<PredictedPath> paths;
    const std::size_t count = moments_.empty() ? 0 : moments_.front().alongMu1.size();
    for (const std::int32_t neuron : neurons) {
        const auto j = static_cast<std::size_t>(neuron);
        if (neuron < 0 || j >= count) continue;
        PredictedPath path{.neuron = neuron, .points = {}};
        for (const Moment& moment : moments_) {
            if (moment.step > lastStep) break;
            path.points.push_back(
                {moment.step,
                 {static_cast<double>(moment.alongMu1[j]), static_cast<double>(moment.alongMu2[j])}});
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace featurescope
