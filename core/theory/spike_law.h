#pragma once

#include <cmath>
#include <optional>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// One step on the squared loss of single-index data of unit variance (Cui, Pesce, Dandi, Krzakala, Lu,
/// Zdeborova, Loureiro, arXiv 2402.04980) from a start f = 0 with rows of W from N(0, I/d): what it adds to W
/// has rank one, up to what n samples leave of noise. Derived and measured here, for relu and output weights
/// of one size.
struct SpikeSetting {
    double dimension = 1, samples = 1, neurons = 1;
    double linearPart = 1;    ///< c, the correlation of the target with the coordinate along theta
    double targetSquare = 1;  ///< mean of the squared target with its noise
    double strength = 1;      ///< step size over m, with output scaling "mean"
    double start = 1;         ///< standard deviation of a weight at step 0 times sqrt(d)
};

/// The setting of a spec; nothing unless its first step is of this kind.
std::optional<SpikeSetting> spikeSettingOf(const ExperimentSpec& spec);

/// Largest singular value of the W(0) of a spec in the limit of many weights (edge of the Marchenko-Pastur
/// law); nothing where W(0) is not drawn.
std::optional<double> startEdge(const ExperimentSpec& spec);

/// Squared length of the direction that is added: c^2 and what the noise of n samples adds.
inline double spikeSquare(const SpikeSetting& s) {
    return s.linearPart * s.linearPart + s.dimension / s.samples * s.targetSquare;
}
/// |cos| of that direction with theta.
inline double spikeCosine(const SpikeSetting& s) {
    return std::abs(s.linearPart) / std::sqrt(spikeSquare(s));
}
/// Norm of what is added to W.
inline double spikeSize(const SpikeSetting& s) { return s.strength * std::sqrt(s.neurons * spikeSquare(s)); }
/// The size from which on a spike leaves the bulk of the singular values of W(0).
inline double spikeThreshold(const SpikeSetting& s) {
    return s.start * std::pow(s.neurons / s.dimension, 0.25);
}
/// Largest singular value of W(0), 1 + sqrt(m / d) with rows from N(0, I/d).
inline double bulkEdge(const SpikeSetting& s) { return s.start * (1 + std::sqrt(s.neurons / s.dimension)); }
/// Largest singular value after the step: that of the bulk up to the threshold.
inline double spikeSingularValue(const SpikeSetting& s) {
    const double t = spikeSize(s), bulk = s.start * s.start;
    if (t <= spikeThreshold(s)) return bulkEdge(s);
    return std::sqrt((bulk + t * t) * (bulk * s.neurons / s.dimension + t * t)) / t;
}

}  // namespace featurescope
