#pragma once

#include <cstdint>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/math/types.h"
#include "core/model/two_layer_network.h"
#include "core/run/state_view.h"

namespace featurescope {

// Parts of a state that say what the network does to single samples. Made only when asked for.

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
std::shared_ptr<const KernelValues> kernelValues(std::int64_t step, const Dataset<Scalar>& data,
                                                 const TwoLayerNetwork<Scalar>& network,
                                                 TrainedLayers trained);

/// Outputs against the direction of the data; null unless there is one and targets are real numbers.
template <typename Scalar>
std::shared_ptr<const TargetValues> targetValues(std::int64_t step, const Dataset<Scalar>& data,
                                                 const Vector<Scalar>& trainOutputs,
                                                 const std::vector<double>& testOutputs);

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
extern template std::shared_ptr<const KernelValues> kernelValues(std::int64_t, const Dataset<float>&,
                                                                 const TwoLayerNetwork<float>&,
                                                                 TrainedLayers);
extern template std::shared_ptr<const KernelValues> kernelValues(std::int64_t, const Dataset<double>&,
                                                                 const TwoLayerNetwork<double>&,
                                                                 TrainedLayers);
extern template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<float>&,
                                                                 const Vector<float>&,
                                                                 const std::vector<double>&);
extern template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<double>&,
                                                                 const Vector<double>&,
                                                                 const std::vector<double>&);

}  // namespace featurescope
