#pragma once

#include <cstdint>
#include <limits>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/theory/logistic_fit.h"
#include "core/training/learner.h"

namespace featurescope {

/// How a classifier does on the data of a run, as the curves of the network measure it. NaN where it is not
/// defined (no test set, no means).
struct BaselineErrors {
    double train = std::numeric_limits<double>::quiet_NaN();      ///< against the given labels
    double test = std::numeric_limits<double>::quiet_NaN();       ///< against the noisy test labels
    double testClean = std::numeric_limits<double>::quiet_NaN();  ///< against the clean test labels
    int steps = 0;                                                ///< of gradient descent; 0 for a fixed rule
};

/// A trained baseline. Each of them is a two-layer network, f(x) = sum_j a_j relu(<w_j, x>) + bias: a linear
/// one has the neurons w and -w.
template <typename Scalar>
struct Baseline {
    BaselineErrors errors;
    TwoLayerNetwork<Scalar> network;
    Scalar bias = 0;
};

// Each of them is trained on the training set of the run, takes at most some seconds and throws Cancelled.

/// Logistic regression on the inputs, through the origin or with a bias. Chance on XOR clusters: through the
/// origin by symmetry, with a bias because the optimum of its loss over the population is w = 0.
template <typename Scalar>
Baseline<Scalar> linearBaseline(const Dataset<Scalar>& data, bool useBias, const FitLimits& limits,
                                const std::stop_token& stop);

/// Random features: the first layer stays at its start, logistic regression finds the second layer.
/// @param start  its output weights are not used
template <typename Scalar>
Baseline<Scalar> randomFeatureBaseline(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                                       const FitLimits& limits, const std::stop_token& stop);

/// How a lazy network is trained.
struct LazySettings {
    double startNorm =
        60;  ///< ||W(0)||_F; large against the crossover (crossoverStartNorm), so that features stay
    double stepSize = 0.5;
    int steps = 400;
};

/// The same network in the lazy regime: weights drawn with a symmetric start (f = 0) so large that training
/// hardly turns them, then gradient descent as usual. Needs an even number of neurons >= 2.
template <typename Scalar>
Baseline<Scalar> lazyBaseline(const Dataset<Scalar>& data, std::int64_t neurons, std::int64_t seed,
                              const LazySettings& settings, const LearnerOptions& options,
                              const std::stop_token& stop);

/// The ideal rule sgn(|<mu1, x>| - |<mu2, x>|) (eq. 2), four neurons: the Bayes rule when the means are
/// orthonormal. Without a direction for each sign it has no
/// neurons and no errors.
template <typename Scalar>
Baseline<Scalar> idealRule(const Dataset<Scalar>& data, const std::stop_token& stop);

extern template Baseline<float> linearBaseline(const Dataset<float>&, bool, const FitLimits&,
                                               const std::stop_token&);
extern template Baseline<double> linearBaseline(const Dataset<double>&, bool, const FitLimits&,
                                                const std::stop_token&);
extern template Baseline<float> randomFeatureBaseline(const Dataset<float>&, const TwoLayerNetwork<float>&,
                                                      const FitLimits&, const std::stop_token&);
extern template Baseline<double> randomFeatureBaseline(const Dataset<double>&, const TwoLayerNetwork<double>&,
                                                       const FitLimits&, const std::stop_token&);
extern template Baseline<float> lazyBaseline(const Dataset<float>&, std::int64_t, std::int64_t,
                                             const LazySettings&, const LearnerOptions&,
                                             const std::stop_token&);
extern template Baseline<double> lazyBaseline(const Dataset<double>&, std::int64_t, std::int64_t,
                                              const LazySettings&, const LearnerOptions&,
                                              const std::stop_token&);
extern template Baseline<float> idealRule(const Dataset<float>&, const std::stop_token&);
extern template Baseline<double> idealRule(const Dataset<double>&, const std::stop_token&);

}  // namespace featurescope
