#pragma once

#include <vector>

#include "core/math/types.h"
#include "core/observables/neuron_table.h"

namespace featurescope {

/// Norms, cosines and projections of every neuron.
/// @param weights        W, m x d
/// @param outputWeights  a, m
/// @param means          d x 2 with non-zero columns, or d x 0 when no means are known
template <typename Scalar>
NeuronTable neuronTable(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                        const Matrix<Scalar>& means);

/// |cos(w_j, own mean)| of the neurons with a_j != 0: own is mu1 for a_j > 0 and mu2 for a_j < 0. Empty
/// without means.
std::vector<double> ownAlignments(const NeuronTable& neurons);
/// The same with the other mean.
std::vector<double> crossAlignments(const NeuronTable& neurons);

extern template NeuronTable neuronTable(const WeightMatrix<float>&, const Vector<float>&,
                                        const Matrix<float>&);
extern template NeuronTable neuronTable(const WeightMatrix<double>&, const Vector<double>&,
                                        const Matrix<double>&);

}  // namespace featurescope
