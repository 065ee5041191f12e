#pragma once

#include <span>
#include <vector>

#include "core/data/data_traits.h"
#include "core/math/types.h"
#include "core/observables/neuron_table.h"

namespace featurescope {

/// Norms, cosines and projections of every neuron.
/// @param weights        W, m x d
/// @param outputWeights  a, m
/// @param directions     d x k with non-zero columns
/// @param names          k
template <typename Scalar>
NeuronTable neuronTable(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                        const Matrix<Scalar>& directions, std::span<const ReferenceDirection> names);

/// |cos(w_j, own direction)| of the neurons with a_j != 0. Empty when there are no own directions.
std::vector<double> ownAlignments(const NeuronTable& neurons);
/// The same with the direction that belongs to the other sign.
std::vector<double> crossAlignments(const NeuronTable& neurons);

extern template NeuronTable neuronTable(const WeightMatrix<float>&, const Vector<float>&,
                                        const Matrix<float>&, std::span<const ReferenceDirection>);
extern template NeuronTable neuronTable(const WeightMatrix<double>&, const Vector<double>&,
                                        const Matrix<double>&, std::span<const ReferenceDirection>);

}  // namespace featurescope
