#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/math/types.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// Whether gradient descent in a run is, at infinite width, a flow of the kernel <x, x'> (pi - angle) / (2
/// pi): relu, the first layer trained on the squared loss with one step size from f = 0, drawn data.
bool isKernelFlow(const ExperimentSpec& spec);

/// Test error of that flow on the data of a run, known before training:
/// f_t = k(., X) K^-1 (I - (I - 2 step K / n)^t) y.
class KernelFlow {
  public:
    /// The spec must be one of a kernel flow. Takes about a second for the most samples. Throws Cancelled.
    KernelFlow(const ExperimentSpec& spec, const std::stop_token& stop);

    /// (step, mean of (f_t - y*)^2 over the variance of y*) on the test samples, up to where it diverges;
    /// empty without test samples and for more than 1000 training samples. Throws Cancelled.
    std::vector<std::pair<double, double>> testErrors(std::span<const std::int64_t> steps,
                                                      const std::stop_token& stop) const;

  private:
    Vector<double> eigenvalues_;  ///< of K, n
    Vector<double> targets_;      ///< y in the basis of its eigenvectors, n
    Matrix<double> toTest_;       ///< k(test, X) in that basis, t x n
    Vector<double> testTargets_;  ///< t, without noise
    double rate_ = 0;             ///< 2 step / n
};

}  // namespace featurescope
