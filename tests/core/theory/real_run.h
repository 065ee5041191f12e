#pragma once

#include <array>
#include <memory>

#include "core/run/experiment.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// The spec of a run in this setting, all four seeds alike.
inline ExperimentSpec specOf(const XorSetting& setting, std::int64_t seed) {
    ExperimentSpec spec;
    spec.title = "Check of a prediction";
    XorClusters clusters;
    clusters.dimension = setting.dimension;
    clusters.trainSamples = setting.trainSamples;
    clusters.testSamples = 4000;
    clusters.clusterVariance = setting.sigma * setting.sigma;
    clusters.labelNoise = setting.labelNoise;
    spec.data = clusters;
    spec.network.neurons = setting.neurons;
    spec.network.initVariance = setting.initScale * setting.initScale;
    spec.network.start = setting.start;
    spec.training.stepSize = setting.stepSize;
    spec.seeds = {.data = seed, .labels = seed, .weights = seed, .test = seed};
    return spec;
}

inline std::unique_ptr<Experiment> runOf(const XorSetting& setting, std::int64_t seed) {
    return makeExperiment(specOf(setting, seed), LearnerOptions{}, nullptr, {});
}

}  // namespace featurescope
