#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/math/types.h"

namespace featurescope {

// What a network does in the limit of training that leaves its kernel as it was.

/// Values on test samples that gradient descent on the squared loss tends to while the kernel stays what it
/// was: start + K(test, train) K^-1 (y - start on train).
/// @param kernel      K on the training samples, n x n
/// @param toTest      K between training and test samples, n x t
/// @param trainStart  outputs on the training samples at the start
/// @param testStart   outputs on the test samples at the start
std::vector<double> kernelRegression(const Matrix<double>& kernel, const Matrix<double>& toTest,
                                     std::span<const double> targets, std::span<const double> trainStart,
                                     std::span<const double> testStart);

/// The tangent kernel of the first layer of infinitely many relu neurons with |a| = 1 and normal weights:
/// <x, x'> (pi - t) / (2 pi), t the angle between x and x'.
Matrix<double> reluTangentKernel(const Matrix<double>& left, const Matrix<double>& right);

/// The kernel of infinitely many relu features whose weights are normal of variance 1, without a factor:
/// ||x|| ||x'|| (sin t + (pi - t) cos t) / (2 pi), t the angle between x and x'.
Matrix<double> reluFeatureKernel(const Matrix<double>& left, const Matrix<double>& right);

/// Outputs on test samples of the classifier of largest margin in the space of a kernel, by coordinate ascent
/// on its dual problem: to a hundredth of the margin, or as near as some seconds allow. Empty when these do
/// not separate the samples. Throws Cancelled.
std::vector<double> kernelMaxMargin(const Matrix<double>& kernel, const Matrix<double>& toTest,
                                    std::span<const std::int8_t> labels, const std::stop_token& stop);

}  // namespace featurescope
