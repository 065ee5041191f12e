#pragma once

#include <cstdint>

namespace featurescope {

// Laws of c = |cos(w, mu)| for a neuron drawn from N(0, omega^2 I_d): its direction is uniform on the sphere,
// so c^2 ~ Beta(1/2, (d-1)/2) whatever omega is. The paper bounds it (Lemmas 3 and 4: order 1/sqrt(d)); these
// are the exact laws behind that bound. All need dimension >= 2.

/// P(|cos| <= c) = I_{c^2}(1/2, (d-1)/2); the arcsine law (2/pi) asin(c) when d = 2.
double startCosineCdf(std::int64_t dimension, double c);

/// Density of |cos| at c in [0, 1]; infinite at c = 1 when d = 2.
double startCosineDensity(std::int64_t dimension, double c);

/// E|cos| = Gamma(d/2) / (sqrt(pi) Gamma((d+1)/2)), about sqrt(2 / (pi d)).
double meanStartCosine(std::int64_t dimension);

/// P(max(|cos(w, mu1)|, |cos(w, mu2)|) <= c): the larger of the two alignments of a neuron.
double largestStartCosineCdf(std::int64_t dimension, double c);

/// P(cos^2(w, mu1) + cos^2(w, mu2) <= energy) = 1 - (1 - energy)^((d-2)/2): share of a neuron's length in the
/// plane.
double startPlaneEnergyCdf(std::int64_t dimension, double energy);

}  // namespace featurescope
