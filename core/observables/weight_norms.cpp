#include "core/observables/weight_norms.h"

#include <cmath>

namespace featurescope {

double weightNorm(const NeuronTable& neurons) {
    double squares = 0;
    for (const double norm : neurons.norm) squares += norm * norm;
    return std::sqrt(squares);
}

double weightNorm(const Probe& probe) { return weightNorm(probe.neurons); }

double stableRank(const Probe& probe) {
    if (!(probe.spectralNorm() > 0)) return kUndefined;
    const double ratio = weightNorm(probe) / probe.spectralNorm();
    return ratio * ratio;
}

double relativeDistance(const Probe& probe) {
    return probe.startNorm > 0 ? probe.distance / probe.startNorm : kUndefined;
}

}  // namespace featurescope
