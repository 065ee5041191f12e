#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/math/types.h"

namespace featurescope {

/// A linear classifier: +1 where <weights, features> + bias > 0, else -1.
template <typename Scalar>
struct LinearClassifier {
    Vector<Scalar> weights;
    Scalar bias = 0;
    int steps = 0;     ///< of gradient descent that were taken
    double slope = 0;  ///< norm of the gradient reached, relative to that at zero weights
};

/// When a fit ends.
struct FitLimits {
    int mostSteps = 1000;
    double slope = 1e-5;  ///< gradient norm, relative to that at zero weights
};

/// Logistic regression from zero weights: accelerated full-batch gradient descent (Nesterov, restarted
/// whenever it overshoots) with step 1/L, L found by power iteration. On separable samples there is no
/// optimum and it runs to mostSteps. Throws Cancelled.
/// @param features  k x n, one column per sample
/// @param labels    n, -1 or +1
/// @param useBias   false: the classifier is kept through the origin
template <typename Scalar>
LinearClassifier<Scalar> fitLogistic(const Matrix<Scalar>& features, std::span<const std::int8_t> labels,
                                     bool useBias, const FitLimits& limits, const std::stop_token& stop);

/// <weights, features> + bias for every column. Throws Cancelled.
template <typename Scalar>
Vector<Scalar> linearOutputs(const LinearClassifier<Scalar>& classifier, const Matrix<Scalar>& features,
                             const std::stop_token& stop);

extern template LinearClassifier<float> fitLogistic(const Matrix<float>&, std::span<const std::int8_t>, bool,
                                                    const FitLimits&, const std::stop_token&);
extern template LinearClassifier<double> fitLogistic(const Matrix<double>&, std::span<const std::int8_t>,
                                                     bool, const FitLimits&, const std::stop_token&);
extern template Vector<float> linearOutputs(const LinearClassifier<float>&, const Matrix<float>&,
                                            const std::stop_token&);
extern template Vector<double> linearOutputs(const LinearClassifier<double>&, const Matrix<double>&,
                                             const std::stop_token&);

}  // namespace featurescope
