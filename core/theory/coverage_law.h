#pragma once

#include <cstdint>

namespace featurescope {

/// Probability that all four clusters have a candidate neuron when m are drawn: floor(m/2) positive ones
/// choose between +mu1 and -mu1 by a fair coin (the sign of their start), as many negative ones between +mu2
/// and -mu2, so both pairs are covered with probability (1 - 2^{1 - m/2})^2 (population limit of the sets
/// J_mu with C0 -> infinity; compare (A5)). 0 for m < 4. A cluster without a neuron costs about 25 % error.
double coverageProbability(std::int64_t neurons);

/// Expected number of clusters without a candidate neuron: 4 * 2^{-floor(m/2)}.
double expectedMissingClusters(std::int64_t neurons);

}  // namespace featurescope
