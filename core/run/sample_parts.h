#pragma once

#include <cstdint>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/math/types.h"
#include "core/model/two_layer_network.h"
#include "core/run/costly_values.h"
#include "core/run/snapshot.h"

namespace featurescope {

// Parts of a state that say what the network does to single samples. Made only when asked for.

/// Nothing unless there are 2 to kMostPatternSamples samples, not all of length 0. @param inputs  d x n
template <typename Scalar>
std::optional<NearOrthogonality> nearOrthogonality(const Matrix<Scalar>& inputs);

/// Which neurons are active on which samples. @param inputs  d x n, at most kMostPatternSamples columns
template <typename Scalar>
PatternValues patternValues(std::int64_t step, const Matrix<Scalar>& inputs,
                            const WeightMatrix<Scalar>& weights);

/// What the output weights tend to when the features must be rebuilt from the output alone.
/// @param weights  at most kMostFeatures rows
template <typename Scalar>
FeatureValues featureValues(std::int64_t step, const Matrix<Scalar>& inputs,
                            const WeightMatrix<Scalar>& weights, const ActivationFunction& activation);

/// Counts <w_j, x_i> over all neurons and samples. Throws Cancelled.
template <typename Scalar>
PreactivationValues preactivationValues(std::int64_t step, const Matrix<Scalar>& inputs,
                                        const WeightMatrix<Scalar>& weights, const std::stop_token& stop);

/// The tangent kernel and how well it is aligned with the targets; null without samples.
template <typename Scalar>
std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<Scalar>& state);

/// Outputs against the direction of the data; null unless there is one and targets are real numbers.
template <typename Scalar>
std::shared_ptr<const TargetValues> targetValues(std::int64_t step, const Dataset<Scalar>& data,
                                                 const Vector<Scalar>& trainOutputs,
                                                 const std::vector<double>& testOutputs);

extern template std::optional<NearOrthogonality> nearOrthogonality(const Matrix<float>&);
extern template std::optional<NearOrthogonality> nearOrthogonality(const Matrix<double>&);
extern template PatternValues patternValues(std::int64_t, const Matrix<float>&, const WeightMatrix<float>&);
extern template PatternValues patternValues(std::int64_t, const Matrix<double>&, const WeightMatrix<double>&);
extern template FeatureValues featureValues(std::int64_t, const Matrix<float>&, const WeightMatrix<float>&,
                                            const ActivationFunction&);
extern template FeatureValues featureValues(std::int64_t, const Matrix<double>&, const WeightMatrix<double>&,
                                            const ActivationFunction&);
extern template PreactivationValues preactivationValues(std::int64_t, const Matrix<float>&,
                                                        const WeightMatrix<float>&, const std::stop_token&);
extern template PreactivationValues preactivationValues(std::int64_t, const Matrix<double>&,
                                                        const WeightMatrix<double>&, const std::stop_token&);
extern template std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<float>&);
extern template std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<double>&);
extern template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<float>&,
                                                                 const Vector<float>&,
                                                                 const std::vector<double>&);
extern template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<double>&,
                                                                 const Vector<double>&,
                                                                 const std::vector<double>&);

}  // namespace featurescope
