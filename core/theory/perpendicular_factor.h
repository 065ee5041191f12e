#pragma once

#include <stop_token>
#include <vector>

#include "core/math/types.h"
#include "core/theory/projected_neurons.h"

namespace featurescope {

/// The parts of all neurons across a plane in few numbers each: w_j,perp is its `coordinates` in an
/// orthonormal basis of the directions that the neurons share most, and a rest of length `rest` that is
/// treated as unrelated to the rest of every other neuron. With min(m, d) columns nothing is left over.
struct PerpendicularFactor {
    Matrix<float> coordinates;  ///< m x k
    Vector<float> rest;         ///< m, >= 0
};

/// @param weights        m x d
/// @param horizontal     d, unit; `vertical` likewise, orthogonal to it: the axes of the plane
/// @param perpendicular  m, ||w_j,perp||
/// Costs about 6 m d k operations. Deterministic. Throws Cancelled.
template <typename Scalar>
PerpendicularFactor perpendicularFactor(const WeightMatrix<Scalar>& weights, const Vector<double>& horizontal,
                                        const Vector<double>& vertical,
                                        const std::vector<double>& perpendicular,
                                        const std::stop_token& stop = {});

extern template PerpendicularFactor perpendicularFactor(const WeightMatrix<float>&, const Vector<double>&,
                                                        const Vector<double>&, const std::vector<double>&,
                                                        const std::stop_token&);
extern template PerpendicularFactor perpendicularFactor(const WeightMatrix<double>&, const Vector<double>&,
                                                        const Vector<double>&, const std::vector<double>&,
                                                        const std::stop_token&);

/// Standard deviation of f(P + z) over the cluster noise z across the plane, to first order:
/// sigma ||sum_j a_j Phi(h / tau) w_j,perp||, as far as the factor holds w_j,perp.
/// @param x, y  P in plane coordinates
double spreadAt(const ProjectedNeurons& neurons, const PerpendicularFactor& factor, double sigma, double x,
                double y);

}  // namespace featurescope
